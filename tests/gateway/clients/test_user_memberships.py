"""What people belong to, and where their names stand: what a write makes the next reader see."""

import pytest

from gateway import service_api_client, template_folder_api_client, user_api_client
from gateway.errors import BadRequest, Unavailable
from tests.builders import an_error
from tests.gateway.clients.readers import asked_again, meanwhile

PERSON = "11111111-1111-4111-8111-111111111111"
SERVICE = "22222222-2222-4222-8222-222222222222"
TEMPLATE = "33333333-3333-4333-8333-333333333333"
OTHER = "44444444-4444-4444-8444-444444444444"
USER = f"/user/{PERSON}"
FOLDERS = f"/service/{SERVICE}/template-folder"
VERSIONS = f"/service/{SERVICE}/template/{TEMPLATE}/versions"


def read_person():
    return user_api_client.get_user(PERSON)


def read_folders():
    return template_folder_api_client.get_template_folders(SERVICE)


def read_versions():
    return service_api_client.get_service_template_versions(SERVICE, TEMPLATE)


class TestMembership:
    @pytest.mark.parametrize(
        ("path", "answer", "read"),
        [(USER, {"data": 1}, read_person), (FOLDERS, {"template_folders": []}, read_folders)],
    )
    @pytest.mark.parametrize(
        ("route", "write"),
        [
            (
                f"/service/{SERVICE}/users/{PERSON}",
                lambda: user_api_client.add_user_to_service(SERVICE, PERSON, ["view_activity"], []),
            ),
            (
                f"/user/{PERSON}/service/{SERVICE}/permission",
                lambda: user_api_client.set_user_permissions(PERSON, SERVICE, ["view_activity"]),
            ),
        ],
    )
    def test_the_person_and_the_folders_are_read_again(self, api, path, answer, read, route, write):
        api.answers("GET", path, answer)
        api.answers("POST", route, {})

        assert asked_again(api, path, read=read, write=write)

    def test_a_service_that_needs_the_person_keeps_them(self, api):
        path = f"/user/{PERSON}/service/{SERVICE}/permission"
        api.answers("POST", path, an_error("Cannot change user permissions"), status=400)

        with pytest.raises(BadRequest):
            user_api_client.set_user_permissions(PERSON, SERVICE, [])


class TestCompleteWebauthnLogin:
    PATH = f"{USER}/complete/webauthn-login"

    def test_somebody_who_failed_too_often_is_told_why(self, api):
        api.answers("POST", self.PATH, an_error("Maximum login count exceeded"), status=403)

        result = user_api_client.complete_webauthn_login_attempt(PERSON, True, TEMPLATE)

        assert result == (False, "Maximum login count exceeded")

    def test_an_outage_is_not_a_refusal(self, api):
        api.is_down()

        with pytest.raises(Unavailable):
            user_api_client.complete_webauthn_login_attempt(OTHER, True, TEMPLATE)

    def test_the_new_session_is_read(self, api):
        api.answers("GET", USER, {"data": 1})
        api.answers("POST", self.PATH, status=204)

        assert asked_again(
            api,
            USER,
            read=read_person,
            write=lambda: user_api_client.complete_webauthn_login_attempt(PERSON, True, TEMPLATE),
        )


class TestNamesOnTemplates:
    @pytest.mark.parametrize("change", [{"name": "Ada"}, {"email_address": "ada@b.gov.uk"}])
    def test_a_new_name_is_shown_on_old_versions(self, api, change):
        api.answers("GET", VERSIONS, {"data": []})
        api.answers("POST", USER, {"data": {"services": [SERVICE]}})

        assert asked_again(
            api,
            VERSIONS,
            read=read_versions,
            write=lambda: user_api_client.update_user_attribute(PERSON, **change),
        )

    def test_other_changes_leave_templates_in_the_cache(self, api):
        api.answers("GET", VERSIONS, {"data": []})
        api.answers("POST", USER, {"data": {"services": [SERVICE]}})

        assert not asked_again(
            api,
            VERSIONS,
            read=read_versions,
            write=lambda: user_api_client.update_user_attribute(PERSON, take_part_in_research=True),
        )


class TestArchiveUser:
    @pytest.fixture
    def archived(self, api):
        """A member of one service, who may be archived."""
        api.answers("GET", USER, {"data": {"services": [SERVICE]}})
        api.answers("POST", f"{USER}/archive", status=204)
        return api

    @pytest.mark.parametrize(
        ("path", "answer", "read"),
        [(FOLDERS, {"template_folders": []}, read_folders), (VERSIONS, {"data": []}, read_versions)],
    )
    def test_what_names_the_person_is_read_again(self, archived, path, answer, read):
        archived.answers("GET", path, answer)

        assert asked_again(archived, path, read=read, write=lambda: user_api_client.archive_user(PERSON))

    def test_the_person_is_read_again(self, archived):
        meanwhile(archived, "POST", f"{USER}/archive", read_person)
        read_person()

        user_api_client.archive_user(PERSON)
        archived.answers("GET", USER, {"data": {"services": [], "state": "inactive"}})

        assert read_person()["state"] == "inactive"

    def test_somebody_whom_a_service_needs_stays(self, archived):
        message = "User cannot be removed from a service"
        archived.answers("POST", f"{USER}/archive", an_error(message), status=400)

        with pytest.raises(BadRequest):
            user_api_client.archive_user(PERSON)
