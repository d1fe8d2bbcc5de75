"""Organisations, their services and brands, and who may make services live."""

from uuid import uuid4

import pytest

from gateway.errors import BadRequest
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    email_branding_client,
    letter_branding_client,
    organisations_client,
    service_api_client,
)


@pytest.fixture
def organisation():
    return organisations_client.create_organisation(f"Ferries {uuid4()}", True, "central", False)


@pytest.fixture
def org_id(organisation):
    return organisation["id"]


class TestCreating:
    def test_it_is_in_the_list_at_once(self):
        name = f"Canals {uuid4()}"
        before, after = around(
            organisations_client.get_organisations,
            lambda: organisations_client.create_organisation(name, True, "local", None),
        )

        [new] = [row for row in after if row not in before]
        assert new == {
            "id": new["id"],
            "name": name,
            "active": True,
            "count_of_live_services": 0,
            "domains": [],
            "organisation_type": "local",
        }

    def test_a_name_is_used_once(self, organisation):
        with pytest.raises(BadRequest, match="Organisation name already exists"):
            organisations_client.create_organisation(organisation["name"], True, "central", None)


class TestFinding:
    def test_one(self, organisation, org_id):
        assert organisations_client.get_organisation(org_id) == organisation
        assert organisations_client.search(organisation["name"][:20].upper())["data"][0]["id"] == org_id

    def test_by_domain(self, organisations):
        found = organisations_client.get_organisation_by_domain("parks.meadowbridge.gov.uk")

        assert found["id"] == organisations["meadowbridge"]
        assert organisations_client.get_organisation_by_domain("example.com") is None

    def test_services_and_what_they_cost(self, organisations, services, year):
        rivers = organisations["rivers"]
        listed = {row["id"]: row for row in organisations_client.get_organisation_services(rivers)}
        usage = organisations_client.get_services_and_usage(rivers, year - 1)
        boats = next(row for row in usage["services"] if row["service_id"] == services["boat_licences"])

        assert listed[services["boat_licences"]] == {
            "id": services["boat_licences"],
            "name": "Boat licences",
            "active": True,
            "restricted": False,
        }
        assert boats["emails_sent"] > 0
        assert boats["letter_cost"] > 0


class TestChanging:
    def test_a_new_name(self, org_id):
        name = f"Lakes {uuid4()}"
        before, after = around(
            lambda: organisations_client.get_organisation_name(org_id),
            lambda: organisations_client.update_organisation(org_id, name=name),
        )

        assert before.startswith("Ferries")
        assert after == name

    def test_a_new_domain(self, org_id):
        domain = f"{uuid4()}.gov.uk"
        before, after = around(
            organisations_client.get_domains,
            lambda: organisations_client.update_organisation(org_id, domains=[domain]),
        )

        assert set(after) - set(before) == {domain}

    def test_its_type_and_brands_reach_its_services(self, service_id, org_id, who):
        organisations_client.update_service_organisation(service_id, org_id)
        email = an_email_brand(who)
        letter = letter_branding_client.create_letter_branding(
            filename=str(uuid4()), name=f"Ferries {uuid4()}", created_by_id=who
        )
        before, after = around(
            lambda: service_api_client.get_service(service_id)["data"],
            lambda: organisations_client.update_organisation(
                org_id,
                organisation_type="local",
                email_branding_id=email["id"],
                letter_branding_id=letter["id"],
            ),
        )

        looks = [
            (row["organisation_type"], row["email_branding"], row["letter_branding"])
            for row in (before, after)
        ]
        assert looks == [("central", None, None), ("local", email["id"], letter["id"])]

    def test_a_brand_that_a_service_chose_itself_stays(self, service_id, org_id, who):
        organisations_client.update_service_organisation(service_id, org_id)
        own, of_all = an_email_brand(who), an_email_brand(who)
        service_api_client.update_service(service_id, email_branding=own["id"])
        organisations_client.update_organisation(org_id, email_branding_id=of_all["id"])

        assert service_api_client.get_service(service_id)["data"]["email_branding"] == own["id"]

    def test_archiving(self, org_id, service_id):
        organisations_client.update_service_organisation(service_id, org_id)
        with pytest.raises(BadRequest):
            organisations_client.archive_organisation(org_id)
        service_api_client.archive_service(service_id)
        before, after = around(
            lambda: organisations_client.get_organisation_name(org_id),
            lambda: organisations_client.archive_organisation(org_id),
        )

        assert after.startswith("_archived_")
        assert after.endswith(before)
        assert organisations_client.get_organisation(org_id)["active"] is False

    def test_live_services_are_counted(self, org_id, live_id):
        def live():
            rows = organisations_client.get_organisations()
            return next(row["count_of_live_services"] for row in rows if row["id"] == org_id)

        counted = around(live, lambda: organisations_client.update_service_organisation(live_id, org_id))

        assert counted == (0, 1)


class TestPools:
    def test_an_email_brand_comes_and_goes(self, org_id, who):
        brand = an_email_brand(who)

        def pool():
            return [row["id"] for row in organisations_client.get_email_branding_pool(org_id)]

        added = around(
            pool, lambda: organisations_client.add_brandings_to_email_branding_pool(org_id, [brand["id"]])
        )
        removed = around(
            pool, lambda: organisations_client.remove_email_branding_from_pool(org_id, brand["id"])
        )

        assert (added, removed) == (([], [brand["id"]]), ([brand["id"]], []))

    def test_a_letter_brand_comes_and_goes(self, org_id):
        brand = letter_branding_client.get_all_letter_branding()[0]

        def pool():
            return [row["id"] for row in organisations_client.get_letter_branding_pool(org_id)]

        added = around(
            pool, lambda: organisations_client.add_brandings_to_letter_branding_pool(org_id, [brand["id"]])
        )
        removed = around(
            pool, lambda: organisations_client.remove_letter_branding_from_pool(org_id, brand["id"])
        )

        assert (added, removed) == (([], [brand["id"]]), ([brand["id"]], []))


def an_email_brand(who):
    return email_branding_client.create_email_branding(
        logo=None,
        name=f"Ferries {uuid4()}",
        alt_text=None,
        text="Ferries",
        colour="#00703c",
        brand_type="org",
        created_by_id=who,
    )
