"""orgs_link_services: what it proposes, without an API; what becomes of it, against a sandbox."""

import pytest

from gateway import acting_as, bypassed, organisations_client, service_api_client
from portal_apps.bulk.operation import Change, Fault, Row, RowRefused, Skip, Unchanged
from portal_apps.bulk.operations.link_proposals import Confidence
from portal_apps.bulk.operations.service_links import ServiceLinks
from tests.builders import a_service, a_user, an_organisation

MEADOW = an_organisation(name="Meadowbridge", organisation_type="local")
RIVERS = an_organisation(name="Rivers", organisation_type="central")
OWNERS = {"meadow.gov.uk": MEADOW, "rivers.gov.uk": RIVERS}


@pytest.fixture
def planned(api):
    """`planned(service, "ada@meadow.gov.uk", ...)`: the verdict on a service with these members."""
    for domain in ("meadow.gov.uk", "rivers.gov.uk", "parks.gov.uk", "example.com"):
        owner = OWNERS.get(domain)
        api.answers(
            "GET",
            f"/organisations/by-domain?domain={domain}",
            owner or {"result": "error", "message": "No result found"},
            status=200 if owner else 404,
        )
    for organisation in OWNERS.values():
        api.answers("GET", f"/organisations/{organisation['id']}", organisation)

    def plan(service, *members, row=None, **options):
        path = f"/service/{service['id']}"
        api.answers("GET", path, {"data": service})
        people = [a_user(email_address=address) for address in members]
        api.answers("GET", f"{path}/users", {"data": people})
        operation = ServiceLinks(**options)
        whole = Row(2, {"service_id": service["id"], **(row or {})})
        return operation.plan(whole, operation.read_many([whole])[0])

    return plan


class TestProposals:
    def test_are_certain_when_all_members_are_of_one_organisation(self, planned):
        change = planned(a_service(), "ada@meadow.gov.uk", "ben@meadow.gov.uk")

        assert change == Change(
            {"organisation": None},
            {"organisation": MEADOW["id"]},
            note="certain: 2 of 2 members are of Meadowbridge",
        )

    def test_are_likely_when_most_are_and_need_to_be_asked_for(self, planned):
        members = ("ada@meadow.gov.uk", "ben@meadow.gov.uk", "cy@example.com")

        skipped = planned(a_service(), *members)
        change = planned(a_service(), *members, least=Confidence.LIKELY)

        assert skipped == Skip("likely: 2 of 3 members are of Meadowbridge; --least likely links it")
        assert change.after == {"organisation": MEADOW["id"]}

    @pytest.mark.parametrize(
        ("members", "why"),
        [
            (["ada@meadow.gov.uk", "ben@rivers.gov.uk"], "at most 1 of 2 members are of Meadowbridge"),
            (["ada@parks.gov.uk", "ben@example.com"], "no organisation has parks.gov.uk"),
            (["ben@example.com"], "no member is of an organisation"),
            ([], "no member is of an organisation"),
        ],
    )
    def test_say_why_there_is_none(self, planned, members, why):
        verdict = planned(a_service(), *members, least=Confidence.LIKELY)

        assert verdict == Skip(f"unresolved: {why}")

    def test_bring_the_type_of_the_organisation(self, planned):
        change = planned(a_service(organisation_type="local"), row={"organisation": "rivers.gov.uk"})

        assert change.before == {"organisation": None, "organisation_type": "local"}
        assert change.after == {"organisation": RIVERS["id"], "organisation_type": "central"}

    def test_leave_a_service_that_belongs_to_one_unless_told_to_move_it(self, planned):
        service = a_service(organisation=RIVERS["id"])
        named = {"organisation": MEADOW["id"]}

        assert planned(service, "ada@meadow.gov.uk") == Unchanged()
        assert planned(service, row={"organisation": RIVERS["id"]}) == Unchanged()
        assert planned(service, row=named) == Skip("It belongs to another organisation; --relink moves it")
        assert planned(service, row=named, relink=True).before == {"organisation": RIVERS["id"]}
        assert planned(service, "ada@meadow.gov.uk", relink=True).after == {"organisation": MEADOW["id"]}

    def test_cannot_be_made_for_what_is_archived(self, planned, api):
        gone = an_organisation(active=False)
        api.answers("GET", f"/organisations/{gone['id']}", gone)

        assert planned(a_service(active=False)) == Fault("The service is archived")
        with pytest.raises(RowRefused, match="The organisation is archived"):
            planned(a_service(), row={"organisation": gone["id"]})
        with pytest.raises(RowRefused, match=r"No organisation has parks\.gov\.uk"):
            planned(a_service(), row={"organisation": "parks.gov.uk"})

    def test_ask_about_a_domain_once_for_many_services(self, planned, api):
        services = [a_service() for _ in range(3)]
        for service in services:
            planned(service, "ada@meadow.gov.uk")
        asked = len(api.asked_to("GET", "/organisations/by-domain"))

        ServiceLinks().read_many([Row(2, {"service_id": service["id"]}) for service in services])

        assert len(api.asked_to("GET", "/organisations/by-domain")) == asked + 1


class TestUndo:
    def test_gives_the_old_organisation_and_type_back(self, api):
        service = a_service()
        api.answers("POST", f"/organisations/{RIVERS['id']}/service", status=204)
        api.answers("POST", f"/service/{service['id']}", {"data": service})
        before = {"organisation": RIVERS["id"], "organisation_type": "other"}
        after = {"organisation": MEADOW["id"], "organisation_type": "local"}

        ServiceLinks().undo(Row(2, {"service_id": service["id"]}), Change(before, after))

        assert api.writes == [
            ("POST", f"/organisations/{RIVERS['id']}/service"),
            ("POST", f"/service/{service['id']}"),
        ]
        assert api.asked[-1].body == {"created_by": None, "organisation_type": "other"}

    def test_cannot_take_a_service_out_of_its_first_organisation(self):
        change = Change({"organisation": None}, {"organisation": MEADOW["id"]})

        with pytest.raises(RowRefused, match="cannot be taken out"):
            ServiceLinks().undo(Row(2, {"service_id": "some service"}), change)


def new_service(user_id):
    with acting_as(user_id):
        return service_api_client.create_service(
            service_name="Without an organisation",
            organisation_type="other",
            email_message_limit=50,
            international_sms_message_limit=100,
            sms_message_limit=50,
            letter_message_limit=50,
            restricted=True,
            user_id=user_id,
        )


def about(service, ended):
    """The sandbox has a service of its own that belongs to nobody."""
    return [row for row in ended.rows if row["subject"] == service["id"]]


class TestCommand:
    @pytest.fixture
    def ids(self, at_sandbox, sandbox):
        """The organisation of each service."""

        def current(*services):
            with bypassed():
                facts = [service_api_client.get_service(one["id"])["data"] for one in services]
            return [one["organisation"] for one in facts]

        return current

    def test_moves_what_the_file_names_and_moves_it_back(self, sandbox, at_sandbox, table, ids):
        services = [sandbox.service("library_loans"), sandbox.service("outpatients")]
        before = ids(*services)
        rivers = organisations_client.get_organisation_by_domain("rivers-harbours.gov.uk")["id"]
        file = table("service_id,organisation", *(f"{one['id']},rivers-harbours.gov.uk" for one in services))
        arguments = ("orgs_link_services", "--file", file)

        left = at_sandbox(*arguments, apply=True)
        planned = at_sandbox(*arguments, "--relink")
        unmoved = ids(*services)
        applied = at_sandbox(*arguments, "--relink", apply=True)
        moved = ids(*services)
        again = at_sandbox(*arguments, "--relink", apply=True)
        undone = at_sandbox("bulk_undo", applied.name, apply=True)

        assert left.states == ["skipped"] * 2
        assert planned.states == ["planned"] * 2
        assert unmoved == before
        assert applied.states == ["done"] * 2
        assert moved == [rivers] * 2
        assert again.states == ["unchanged"] * 2
        assert undone.status == 0
        assert ids(*services) == before

    def test_links_services_that_have_none_by_their_members(self, sandbox, at_sandbox, ids):
        admin = sandbox.person("platform_admin")
        service = {"id": new_service(admin["id"])}
        organisation = organisations_client.create_organisation("Newcomers", False, "other", None)
        domain = admin["email_address"].rpartition("@")[2]

        unresolved = at_sandbox("orgs_link_services", "--by-domain")
        organisations_client.update_organisation(organisation["id"], domains=[domain])
        applied = at_sandbox("orgs_link_services", "--by-domain", apply=True)
        again = at_sandbox("orgs_link_services", "--by-domain", apply=True)
        undone = at_sandbox("bulk_undo", applied.name, apply=True)

        (proposed,), (linked,), (kept,) = (about(service, ended) for ended in (unresolved, applied, undone))
        assert proposed["state"] == "skipped"
        assert proposed["reason"].startswith("unresolved: ")
        assert linked["state"] == "done"
        assert about(service, again) == []
        assert kept["reason"] == "A service cannot be taken out of its organisation"
        assert ids(service) == [organisation["id"]]

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            ([], "Give either --by-domain or --file"),
            (["--by-domain", "--file", "x.csv"], "Give either --by-domain or --file"),
            (["--by-domain", "--relink"], "--relink needs --file"),
        ],
    )
    def test_has_to_be_told_which_services(self, run, folder, arguments, complaint):
        ended = run("orgs_link_services", *arguments)

        assert ended.status == 2
        assert complaint in ended.messages

    def test_says_everything_that_is_bad_in_the_file(self, run, folder, table):
        file = table("service_id,organisation", "x,a@b.gov.uk", ",Meadowbridge")

        ended = run("orgs_link_services", "--file", file)

        assert ended.status == 2
        assert "row 2, service_id: is not an id" in ended.messages
        assert "row 2, organisation: A domain has no @" in ended.messages
        assert "row 3, organisation: is neither the id nor a domain" in ended.messages
