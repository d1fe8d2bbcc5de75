"""Services: what is refused, what errors mean, and what a write makes the next reader see."""

from datetime import UTC, datetime

import pytest

from gateway import (
    organisations_client,
    service_api_client,
    status_api_client,
    template_folder_api_client,
    user_api_client,
)
from gateway.errors import BadRequest, Conflict, NotFound
from tests.builders import an_error
from tests.gateway.clients.readers import asked_again, meanwhile

SERVICE = "11111111-1111-4111-8111-111111111111"
MEMBER = "22222222-2222-4222-8222-222222222222"
OTHER = "33333333-3333-4333-8333-333333333333"
REQUEST = "44444444-4444-4444-8444-444444444444"
PATH = f"/service/{SERVICE}"


def refused_with(api, message) -> BadRequest:
    api.answers("POST", PATH, an_error(message), status=400)
    with pytest.raises(BadRequest) as raised:
        service_api_client.update_service(SERVICE, name="n")
    return raised.value


class TestUpdateService:
    @pytest.mark.parametrize(
        ("path", "read"),
        [
            (PATH, service_api_client.get_service),
            (f"{PATH}/data-retention", service_api_client.get_service_data_retention),
        ],
    )
    def test_everything_that_shows_the_name_is_read_again(self, api, path, read):
        api.answers("GET", path, {"data": 1})
        api.answers("POST", PATH, {"data": 1})

        assert asked_again(
            api,
            path,
            read=lambda: read(SERVICE),
            write=lambda: service_api_client.update_service(SERVICE, name="n"),
        )

    def test_a_reader_during_the_write_leaves_nothing_old_behind(self, api):
        api.answers("GET", PATH, {"data": "old"})
        meanwhile(api, "POST", PATH, lambda: service_api_client.get_service(SERVICE))

        service_api_client.update_service(SERVICE, name="n")
        api.answers("GET", PATH, {"data": "new"})

        assert service_api_client.get_service(SERVICE) == {"data": "new"}


class TestUpdateStatus:
    def test_going_live_lifts_the_limits(self, api):
        api.answers("POST", PATH, {"data": 1})
        before = datetime.now(tz=UTC).replace(tzinfo=None)

        service_api_client.update_status(SERVICE, live=True)

        sent = api.asked[0].body
        moment = datetime.strptime(sent.pop("go_live_at"), "%Y-%m-%d %H:%M:%S.%f")  # noqa: DTZ007 - UTC, as the API has it
        assert before <= moment <= datetime.now(tz=UTC).replace(tzinfo=None)
        assert sent == {
            "email_message_limit": 250_000,
            "sms_message_limit": 250_000,
            "letter_message_limit": 20_000,
            "restricted": False,
            "has_active_go_live_request": False,
            "created_by": None,
        }

    @pytest.mark.parametrize(
        ("path", "read"),
        [
            (PATH, lambda: service_api_client.get_service(SERVICE)),
            ("/organisations", organisations_client.get_organisations),
            (
                "/_status/live-service-and-organisation-counts",
                status_api_client.get_count_of_live_services_and_organisations,
            ),
        ],
    )
    @pytest.mark.parametrize(
        "write",
        [
            lambda: service_api_client.update_status(SERVICE, live=True),
            lambda: service_api_client.update_count_as_live(SERVICE, count_as_live=False),
        ],
    )
    def test_every_count_of_live_services_is_read_again(self, api, path, read, write):
        api.answers("GET", path, {"data": 1})
        api.answers("POST", PATH, {"data": 1})

        assert asked_again(api, path, read=read, write=write)


class TestArchiveService:
    @pytest.fixture
    def archived(self, api):
        """A service with one member, which may be archived."""
        api.answers("GET", f"{PATH}/users", {"data": [{"id": MEMBER}]})
        api.answers("POST", f"{PATH}/archive", status=204)
        return api

    def test_the_members_are_read_again(self, archived):
        archived.answers("GET", f"/user/{MEMBER}", {"data": {"services": [SERVICE]}})

        assert asked_again(
            archived,
            f"/user/{MEMBER}",
            read=lambda: user_api_client.get_user(MEMBER),
            write=lambda: service_api_client.archive_service(SERVICE),
        )

    def test_a_member_who_looks_meanwhile_leaves_no_old_membership_behind(self, archived):
        archived.answers("GET", f"/user/{MEMBER}", {"data": {"services": [SERVICE]}})
        meanwhile(archived, "POST", f"{PATH}/archive", lambda: user_api_client.get_user(MEMBER))

        service_api_client.archive_service(SERVICE)
        archived.answers("GET", f"/user/{MEMBER}", {"data": {"services": []}})

        assert user_api_client.get_user(MEMBER)["services"] == []

    def test_people_named_by_the_caller_are_read_again_too(self, archived):
        archived.answers("GET", f"/user/{OTHER}", {"data": 1})

        assert asked_again(
            archived,
            f"/user/{OTHER}",
            read=lambda: user_api_client.get_user(OTHER),
            write=lambda: service_api_client.archive_service(SERVICE, [OTHER]),
        )

    @pytest.mark.parametrize(
        ("path", "read"),
        [
            (PATH, lambda: service_api_client.get_service(SERVICE)),
            (f"{PATH}/template", lambda: service_api_client.get_service_templates(SERVICE)),
            (f"{PATH}/template/precompiled", lambda: service_api_client.get_precompiled_template(SERVICE)),
            ("/organisations", organisations_client.get_organisations),
            (
                "/_status/live-service-and-organisation-counts",
                status_api_client.get_count_of_live_services_and_organisations,
            ),
        ],
    )
    def test_everything_about_the_service_is_read_again(self, archived, path, read):
        archived.answers("GET", path, {"data": 1})

        assert asked_again(
            archived, path, read=read, write=lambda: service_api_client.archive_service(SERVICE)
        )

    def test_an_unknown_service_is_not_found_and_nothing_is_archived(self, api):
        api.answers("GET", f"{PATH}/users", an_error("No result found"), status=404)

        with pytest.raises(NotFound):
            service_api_client.archive_service(SERVICE)

        assert api.writes == []


class TestRemoveUserFromService:
    @pytest.mark.parametrize(
        ("path", "answer", "read"),
        [
            (PATH, {}, lambda: service_api_client.get_service(SERVICE)),
            (f"/user/{MEMBER}", {"data": 1}, lambda: user_api_client.get_user(MEMBER)),
            (
                f"{PATH}/template-folder",
                {"template_folders": []},
                lambda: template_folder_api_client.get_template_folders(SERVICE),
            ),
        ],
    )
    def test_what_names_the_member_is_read_again(self, api, path, answer, read):
        api.answers("GET", path, answer)
        api.answers("DELETE", f"{PATH}/users/{MEMBER}", status=204)

        assert asked_again(
            api,
            path,
            read=read,
            write=lambda: service_api_client.remove_user_from_service(SERVICE, MEMBER),
        )


class TestParsedErrors:
    @pytest.mark.parametrize(
        ("message", "part"),
        [
            ({"name": ["Duplicate service name 'n'"]}, "already has this name"),
            ({"normalised_service_name": ["Not a name"]}, "service name in letters"),
            ({"name": ["Duplicate"], "normalised_service_name": ["Not a name"]}, "service name in letters"),
        ],
    )
    def test_a_refused_name_is_explained(self, api, message, part):
        error = refused_with(api, message)

        assert part in service_api_client.parse_edit_service_http_error(error)

    def test_a_refused_sender_name_is_explained(self, api):
        error = refused_with(api, {"email_sender_local_part": ["Not a name"]})

        assert "sender name in letters" in service_api_client.parse_custom_email_sender_name_http_error(error)

    @pytest.mark.parametrize("message", [{"permissions": ["Unknown"]}, "name", [{"message": "name"}]])
    def test_another_error_is_not_about_a_name(self, api, message):
        error = refused_with(api, message)

        assert service_api_client.parse_edit_service_http_error(error) is None
        assert service_api_client.parse_custom_email_sender_name_http_error(error) is None


class TestGetActiveServices:
    def test_the_query_of_the_caller_stays_as_it_is(self, api):
        api.answers("GET", "/service", {"data": []})
        query = {"user_id": MEMBER}

        service_api_client.get_active_services(query)

        assert query == {"user_id": MEMBER}
        assert api.asked[0].query == {"user_id": [MEMBER], "only_active": ["True"]}


class TestCallbacks:
    def test_the_type_of_a_deleted_callback_is_in_the_query(self, api):
        api.answers("DELETE", f"{PATH}/callback-api/{OTHER}", status=204)

        service_api_client.delete_service_callback_api(SERVICE, OTHER, "inbound_sms")

        assert api.asked[0].query == {"callback_type": ["inbound_sms"]}

    def test_the_service_is_read_again_without_it(self, api):
        api.answers("GET", PATH, {"data": 1})
        api.answers("DELETE", f"{PATH}/callback-api/{OTHER}", status=204)

        assert asked_again(
            api,
            PATH,
            read=lambda: service_api_client.get_service(SERVICE),
            write=lambda: service_api_client.delete_service_callback_api(SERVICE, OTHER, "complaint"),
        )


class TestSenders:
    def test_an_address_that_the_service_has_is_a_conflict(self, api):
        api.answers("POST", f"{PATH}/email-reply-to/verify", an_error("already used"), status=409)

        with pytest.raises(Conflict):
            service_api_client.verify_reply_to_email_address(SERVICE, "a@b.gov.uk")

    @pytest.mark.parametrize(
        ("path", "write"),
        [
            ("email-reply-to", lambda: service_api_client.add_reply_to_email_address(SERVICE, "a@b")),
            ("letter-contact", lambda: service_api_client.add_letter_contact(SERVICE, "1 Road")),
            ("sms-sender", lambda: service_api_client.add_sms_sender(SERVICE, "PARKS")),
        ],
    )
    def test_templates_that_name_a_sender_are_read_again(self, api, path, write):
        template = f"{PATH}/template/{OTHER}"
        api.answers("GET", template, {"data": 1})
        api.answers("POST", f"{PATH}/{path}", {"data": 1})

        assert asked_again(
            api,
            template,
            read=lambda: service_api_client.get_service_template(SERVICE, OTHER),
            write=write,
        )


class TestSetDataRetention:
    RETENTION = f"{PATH}/data-retention"

    def test_rows_there_are_changed_and_the_others_created(self, api):
        api.answers("GET", self.RETENTION, [{"id": OTHER, "notification_type": "sms"}])
        api.answers("POST", self.RETENTION, {"result": 1}, status=201)
        api.answers("POST", f"{self.RETENTION}/{OTHER}", status=204)

        service_api_client.set_service_data_retention(SERVICE, 14)

        assert [(asked.path, asked.body) for asked in api.asked[1:]] == [
            (self.RETENTION, {"notification_type": "email", "days_of_retention": 14}),
            (f"{self.RETENTION}/{OTHER}", {"days_of_retention": 14}),
            (self.RETENTION, {"notification_type": "letter", "days_of_retention": 14}),
        ]

    def test_the_rows_are_read_again(self, api):
        api.answers("GET", self.RETENTION, [])
        api.answers("POST", self.RETENTION, {"result": 1}, status=201)

        assert asked_again(
            api,
            self.RETENTION,
            read=lambda: service_api_client.get_service_data_retention(SERVICE),
            write=lambda: service_api_client.create_service_data_retention(SERVICE, "sms", 9),
        )


class TestUnsubscribeReports:
    def test_a_report_that_was_dealt_with_changes_the_numbers(self, api):
        path = f"{PATH}/unsubscribe-request-statistics"
        api.answers("GET", path, {})
        api.answers("POST", f"{PATH}/process-unsubscribe-request-report/{OTHER}", status=204)

        assert asked_again(
            api,
            path,
            read=lambda: service_api_client.get_unsubscribe_request_statistics(SERVICE),
            write=lambda: service_api_client.process_unsubscribe_request_report(
                SERVICE, OTHER, {"report_has_been_processed": True}
            ),
        )

    def test_an_unknown_report_is_a_bad_request(self, api):
        api.answers("GET", f"{PATH}/unsubscribe-request-report/{OTHER}", an_error("no batch"), status=400)

        with pytest.raises(BadRequest):
            service_api_client.get_unsubscribe_request_report(SERVICE, OTHER)


class TestJoinRequests:
    JOIN = f"{PATH}/service-join-request/{REQUEST}"

    @pytest.mark.parametrize(
        ("path", "answer", "read"),
        [
            (JOIN, {}, lambda: service_api_client.get_service_join_request(REQUEST, SERVICE)),
            (f"/user/{MEMBER}", {"data": 1}, lambda: user_api_client.get_user(MEMBER)),
            (
                f"{PATH}/template-folder",
                {"template_folders": []},
                lambda: template_folder_api_client.get_template_folders(SERVICE),
            ),
        ],
    )
    def test_what_a_decision_changes_is_read_again(self, api, path, answer, read):
        api.answers("GET", path, answer)
        api.answers("POST", self.JOIN, {})

        assert asked_again(
            api,
            path,
            read=read,
            write=lambda: service_api_client.update_service_join_requests(
                REQUEST, MEMBER, SERVICE, status="approved", status_changed_by_id=OTHER
            ),
        )
