"""bulk_services: which services, and which of their settings."""

import pytest

from portal_apps.bulk.operation import Change, Fault, Row, RowRefused, Unchanged
from portal_apps.bulk.operations.service_settings import ServiceSettings
from tests.builders import a_service, an_organisation

OPERATION = ServiceSettings()


def row_of(service, **values):
    return Row(2, {"service_id": service["id"], **values})


@pytest.fixture
def knows(api):
    """The API knows this service, and an organisation."""

    def known(service, retention=(), organisation=None):
        api.answers("GET", f"/service/{service['id']}", {"data": service})
        api.answers("GET", f"/service/{service['id']}/data-retention", list(retention))
        if organisation:
            api.answers("GET", f"/organisations/{organisation['id']}", organisation)
        return api

    return known


def planned(row):
    return OPERATION.plan(row, OPERATION.read(row))


class TestPlan:
    def test_has_only_what_differs(self, knows):
        service = a_service(rate_limit=3_000, notes=None)
        knows(service)

        assert planned(row_of(service, rate_limit=3_000, notes="Moved")) == Change(
            {"notes": None}, {"notes": "Moved"}
        )

    def test_takes_no_text_for_an_empty_one(self, knows):
        service = a_service(notes=None)
        knows(service)

        assert planned(row_of(service, notes="")) == Unchanged()

    def test_leaves_an_archived_service(self, knows):
        service = a_service(active=False)
        knows(service)

        assert planned(row_of(service, rate_limit=1)) == Fault("The service is archived")

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (["+letter"], ["email", "letter", "sms"]),
            (["-sms", "+letter"], ["email", "letter"]),
            (["letter"], ["letter"]),
        ],
    )
    def test_adds_takes_away_or_replaces_permissions(self, knows, words, expected):
        service = a_service(permissions=["sms", "email"])
        knows(service)

        assert planned(row_of(service, permissions=words)).after == {"permissions": expected}

    def test_counts_retention_that_is_not_set_as_seven_days(self, knows):
        service = a_service()
        knows(service)

        assert planned(row_of(service, retention_sms=7)) == Unchanged()
        assert planned(row_of(service, retention_sms=30)).before == {"retention_sms": 7}

    def test_says_that_the_type_comes_with_the_organisation(self, knows):
        service, organisation = (
            a_service(organisation_type="local"),
            an_organisation(organisation_type="central"),
        )
        knows(service, organisation=organisation)

        change = planned(row_of(service, organisation=organisation["id"]))

        assert change.before == {"organisation": None, "organisation_type": "local"}
        assert change.after == {"organisation": organisation["id"], "organisation_type": "central"}


class TestApply:
    def test_makes_one_call_for_what_is_one_at_the_api(self, knows):
        service, organisation = a_service(), an_organisation()
        retention = [{"id": "r1", "notification_type": "sms", "days_of_retention": 7}]
        api = knows(service, retention)
        path = f"/service/{service['id']}"
        api.answers("POST", path, {"data": service})
        api.answers("POST", f"/organisations/{organisation['id']}/service", status=204)
        api.answers("POST", f"{path}/data-retention/r1", status=204)
        api.answers("POST", f"{path}/data-retention", {"result": {}}, status=201)
        after = {
            "organisation": organisation["id"],
            "rate_limit": 5,
            "notes": "Moved",
            "count_as_live": False,
            "retention_sms": 30,
            "retention_email": 90,
        }

        OPERATION.apply(row_of(service), Change({}, after))

        assert api.writes == [
            ("POST", f"/organisations/{organisation['id']}/service"),
            ("POST", path),
            ("POST", path),
            ("POST", f"{path}/data-retention"),
            ("POST", f"{path}/data-retention/r1"),
        ]
        first, second = api.asked_to("POST", path)
        assert first.body == {"created_by": None, "notes": "Moved", "rate_limit": 5}
        assert second.body == {"created_by": None, "count_as_live": False}


class TestUndo:
    def test_cannot_take_a_service_out_of_its_organisation(self):
        change = Change({"organisation": None}, {"organisation": "an organisation"})

        with pytest.raises(RowRefused, match="cannot be taken out"):
            OPERATION.undo(row_of(a_service()), change)


class TestSelect:
    @pytest.mark.parametrize(
        ("which", "found"),
        [
            ("all", ["Council taxes", "Parking", "Taxis"]),
            ("live", ["Council taxes", "Taxis"]),
            ("trial", ["Parking"]),
            ("type=central", ["Taxis"]),
            ("name=TAX,live", ["Council taxes", "Taxis"]),
            ("name=tax,type=local", ["Council taxes"]),
        ],
    )
    def test_finds_services_that_all_terms_fit(self, run, estate, which, found):
        services = [
            a_service(name="Council taxes"),
            a_service(name="Parking", restricted=True),
            a_service(name="Taxis", organisation_type="central"),
        ]
        estate.services.clear()
        estate.services.update({service["id"]: service for service in services})

        ended = run("bulk_services", "--select", which, "--set", "rate_limit=1")

        names = [estate.services[row["subject"]]["name"] for row in ended.rows]
        assert names == found

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--select", "colour=red", "--set", "rate_limit=1"], "--select colour=red: none of all, live"),
            (["--select", "all"], "--select needs --set"),
            (["--set", "rate_limit=1"], "Give either --select or --file"),
            (["--select", "all", "--set", "rate_limits=1"], "no such setting; is it rate_limit?"),
            (["--select", "all", "--set", "rate_limit=many"], "--set rate_limit: is not a whole number"),
            (["--select", "all", "--set", "permissions=++"], "is no permission"),
        ],
    )
    def test_refuses_what_it_does_not_understand(self, run, estate, arguments, complaint):
        ended = run("bulk_services", *arguments)

        assert ended.status == 2
        assert complaint in ended.messages
        assert estate.asked.total() == 0

    def test_a_row_goes_before_what_is_set_for_all(self, run, estate, table):
        first, second, _ = estate.ids
        file = table("service_id,rate_limit", f"{first},11", second)

        ended = run("bulk_services", "--file", file, "--set", "rate_limit=22")

        assert [row["after"] for row in ended.rows] == [{"rate_limit": 11}, {"rate_limit": 22}]
