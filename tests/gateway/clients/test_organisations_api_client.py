"""Organisations: what a write makes the next reader see, and what is said to people who decide."""

import pytest

from gateway import organisations_client, service_api_client, user_api_client
from gateway.clients.organisation_go_live import next_steps
from gateway.errors import BadRequest, NotFound
from tests.builders import an_error
from tests.gateway.clients.readers import asked_again, meanwhile

ORGANISATION = "11111111-1111-4111-8111-111111111111"
SERVICE = "22222222-2222-4222-8222-222222222222"
OTHER = "33333333-3333-4333-8333-333333333333"
PATH = f"/organisations/{ORGANISATION}"


class TestGetOrganisationByDomain:
    def test_a_domain_of_nobody_is_none(self, api):
        api.answers("GET", "/organisations/by-domain", an_error("No result found"), status=404)

        assert organisations_client.get_organisation_by_domain("example.gov.uk") is None


class TestGetServiceOrganisation:
    def test_an_unknown_service_is_not_found(self, api):
        api.answers("GET", f"/service/{SERVICE}/organisation", an_error("No result found"), status=404)

        with pytest.raises(NotFound):
            organisations_client.get_service_organisation(SERVICE)

    def test_a_service_that_changed_hands_is_seen_at_once(self, api):
        path = f"/service/{SERVICE}/organisation"
        api.answers("GET", path, {})
        organisations_client.get_service_organisation(SERVICE)
        api.answers("GET", path, {"id": ORGANISATION})

        assert organisations_client.get_service_organisation(SERVICE) == {"id": ORGANISATION}


class TestUpdateOrganisation:
    @pytest.fixture
    def updated(self, api):
        """An organisation with one service, which may be changed."""
        api.answers("GET", f"{PATH}/services", [{"id": SERVICE}])
        api.answers("POST", PATH, status=204)
        return api

    @pytest.mark.parametrize(
        "change",
        [
            {"email_branding_id": OTHER},
            {"letter_branding_id": None},
            {"organisation_type": "local"},
            {"crown": True},
        ],
    )
    def test_services_that_take_it_over_are_read_again(self, updated, change):
        updated.answers("GET", f"/service/{SERVICE}", {"data": 1})

        assert asked_again(
            updated,
            f"/service/{SERVICE}",
            read=lambda: service_api_client.get_service(SERVICE),
            write=lambda: organisations_client.update_organisation(ORGANISATION, **change),
        )

    def test_a_reader_during_the_write_leaves_no_old_brand_behind(self, updated):
        updated.answers("GET", f"/service/{SERVICE}", {"data": "old brand"})
        meanwhile(updated, "POST", PATH, lambda: service_api_client.get_service(SERVICE))

        organisations_client.update_organisation(ORGANISATION, email_branding_id=OTHER)
        updated.answers("GET", f"/service/{SERVICE}", {"data": "new brand"})

        assert service_api_client.get_service(SERVICE) == {"data": "new brand"}

    def test_services_named_by_the_caller_are_read_again_too(self, updated):
        updated.answers("GET", f"/service/{OTHER}", {"data": 1})

        assert asked_again(
            updated,
            f"/service/{OTHER}",
            read=lambda: service_api_client.get_service(OTHER),
            write=lambda: organisations_client.update_organisation(
                ORGANISATION, cached_service_ids=[OTHER], email_branding_id=None
            ),
        )

    def test_a_change_of_its_own_asks_for_no_services(self, updated):
        organisations_client.update_organisation(ORGANISATION, notes="n")

        assert [asked.method for asked in updated.asked] == ["POST"]

    @pytest.mark.parametrize(
        ("path", "answer", "read"),
        [
            ("/organisations", [], organisations_client.get_organisations),
            ("/organisations", [], organisations_client.get_domains),
            (PATH, {"name": "n"}, lambda: organisations_client.get_organisation_name(ORGANISATION)),
            (
                f"{PATH}/email-branding-pool",
                {"data": []},
                lambda: organisations_client.get_email_branding_pool(ORGANISATION),
            ),
            (
                f"{PATH}/letter-branding-pool",
                {"data": []},
                lambda: organisations_client.get_letter_branding_pool(ORGANISATION),
            ),
        ],
    )
    def test_everything_about_the_organisation_is_read_again(self, updated, path, answer, read):
        updated.answers("GET", path, answer)

        assert asked_again(
            updated,
            path,
            read=read,
            write=lambda: organisations_client.update_organisation(ORGANISATION, name="New"),
        )

    def test_permissions_are_changed_on_their_own(self, api):
        with pytest.raises(TypeError, match="on their own"):
            organisations_client.update_organisation(ORGANISATION, permissions=[], name="New")

        assert api.asked == []

    def test_a_name_that_is_taken_is_a_bad_request(self, api):
        api.answers("POST", PATH, an_error("Organisation name already exists"), status=400)

        with pytest.raises(BadRequest) as raised:
            organisations_client.update_organisation(ORGANISATION, name="Taken")

        assert raised.value.message == "Organisation name already exists"


class TestUpdateServiceOrganisation:
    @pytest.mark.parametrize(
        ("path", "read"),
        [
            (f"/service/{SERVICE}", lambda: service_api_client.get_service(SERVICE)),
            ("/organisations", organisations_client.get_organisations),
        ],
    )
    def test_both_sides_are_read_again(self, api, path, read):
        api.answers("GET", path, [])
        api.answers("POST", f"{PATH}/service", status=204)

        assert asked_again(
            api,
            path,
            read=read,
            write=lambda: organisations_client.update_service_organisation(SERVICE, ORGANISATION),
        )


class TestMembersAndBrands:
    def test_somebody_who_was_removed_is_read_again(self, api):
        api.answers("GET", f"/user/{OTHER}", {"data": 1})
        api.answers("DELETE", f"{PATH}/users/{OTHER}", status=204)

        assert asked_again(
            api,
            f"/user/{OTHER}",
            read=lambda: user_api_client.get_user(OTHER),
            write=lambda: organisations_client.remove_user_from_organisation(ORGANISATION, OTHER),
        )

    def test_a_brand_that_was_removed_leaves_the_pool(self, api):
        path = f"{PATH}/email-branding-pool"
        api.answers("GET", path, {"data": []})
        api.answers("DELETE", f"{path}/{OTHER}", status=204)

        assert asked_again(
            api,
            path,
            read=lambda: organisations_client.get_email_branding_pool(ORGANISATION),
            write=lambda: organisations_client.remove_email_branding_from_pool(ORGANISATION, OTHER),
        )

    def test_the_default_brand_stays(self, api):
        api.answers("DELETE", f"{PATH}/letter-branding-pool/{OTHER}", an_error("default"), status=400)

        with pytest.raises(BadRequest):
            organisations_client.remove_letter_branding_from_pool(ORGANISATION, OTHER)


class TestNextSteps:
    def test_it_names_the_service_and_where_to_decide(self):
        text = next_steps(SERVICE, "Parking permits", check_if_unique=True, unclear_service_name=True)

        assert "“Parking permits”" in text
        assert text.endswith(f"http://testserver/services/{SERVICE}/make-service-live")

    @pytest.mark.parametrize("check_if_unique", [True, False])
    @pytest.mark.parametrize("unclear_service_name", [True, False])
    def test_it_asks_for_what_is_in_doubt(self, check_if_unique, unclear_service_name):
        text = next_steps(SERVICE, "n", check_if_unique, unclear_service_name)

        assert ("# Find out whether the service is unique" in text) is check_if_unique
        assert ("# Agree on a clearer name" in text) is unclear_service_name

    def test_braces_in_a_name_are_part_of_the_name(self):
        assert "“{address}”" in next_steps(SERVICE, "{address}", False, False)
