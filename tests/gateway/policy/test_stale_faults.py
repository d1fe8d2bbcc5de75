"""Fourteen ways in which the portal of GOV.UK Notify shows old answers, one class each. None of them happens here."""

import json
import threading
from collections.abc import Callable

import pytest

from gateway import (
    invite_api_client,
    job_api_client,
    letter_branding_client,
    letter_jobs_client,
    organisations_client,
    service_api_client,
    status_api_client,
    template_folder_api_client,
    template_preview_client,
    user_api_client,
)
from gateway.errors import Unavailable
from tests.gateway.cache.support import PATIENCE
from tests.gateway.clients.readers import asked_again, meanwhile
from tests.gateway.policy.conftest import Sleep
from tests.gateway.policy.faults import (
    BRAND,
    FOLDERS_PATH,
    JOIN_PATH,
    ORGANISATION,
    PERSON,
    REQUEST,
    SERVICE,
    SERVICE_PATH,
    SIBLING,
    TEMPLATE,
    USER_PATH,
    VERSIONS_PATH,
    read_folders,
    read_person,
    read_request,
    read_service,
    read_versions,
)
from tests.notify_api import NotifyAPI

MINUTE = 60
HOUR = 60 * MINUTE


class TestFault01:
    """A new default brand of an organisation reached its services only where there had been none before."""

    @pytest.mark.parametrize("kind", ["email_branding_id", "letter_branding_id"])
    def test_services_are_read_again_whatever_the_brand_was_before(self, api: NotifyAPI, kind: str) -> None:
        api.answers("GET", f"/organisations/{ORGANISATION}/services", [{"id": SERVICE}])
        api.answers("POST", f"/organisations/{ORGANISATION}", status=204)
        api.answers("GET", SERVICE_PATH, {"data": {"email_branding": None}})

        assert asked_again(
            api,
            SERVICE_PATH,
            read=read_service,
            write=lambda: organisations_client.update_organisation(ORGANISATION, **{kind: BRAND}),
        )


class TestFault02:
    """Keys found at run time were deleted on one side of the call only, and a reader on the other side kept old ones."""

    def test_a_member_who_looks_while_a_service_is_archived(self, api: NotifyAPI) -> None:
        api.answers("GET", f"{SERVICE_PATH}/users", {"data": [{"id": PERSON}]})
        api.answers("GET", USER_PATH, {"data": {"services": [SERVICE]}})
        meanwhile(api, "POST", f"{SERVICE_PATH}/archive", read_person)

        service_api_client.archive_service(SERVICE)
        api.answers("GET", USER_PATH, {"data": {"services": []}})

        assert read_person() == {"services": []}

    def test_somebody_who_looks_at_a_service_while_its_organisation_changes(self, api: NotifyAPI) -> None:
        api.answers("GET", f"/organisations/{ORGANISATION}/services", [{"id": SERVICE}])
        api.answers("GET", SERVICE_PATH, {"data": {"organisation_type": "central"}})
        meanwhile(api, "POST", f"/organisations/{ORGANISATION}", read_service)

        organisations_client.update_organisation(ORGANISATION, organisation_type="local")
        api.answers("GET", SERVICE_PATH, {"data": {"organisation_type": "local"}})

        assert read_service() == {"organisation_type": "local"}

    def test_somebody_who_looks_at_a_template_while_it_moves(self, api: NotifyAPI) -> None:
        path = f"{SERVICE_PATH}/template/{TEMPLATE}"
        api.answers("GET", path, {"data": {"folder": None}})
        meanwhile(
            api,
            "POST",
            f"{FOLDERS_PATH}/{BRAND}/contents",
            lambda: service_api_client.get_service_template(SERVICE, TEMPLATE),
        )

        template_folder_api_client.move_to_folder(SERVICE, BRAND, [TEMPLATE], [])
        api.answers("GET", path, {"data": {"folder": BRAND}})

        assert service_api_client.get_service_template(SERVICE, TEMPLATE)["data"] == {"folder": BRAND}


class TestFault03:
    """Approving a request cancels the requester's other ones, which stayed pending for weeks."""

    def test_a_sibling_that_was_seen_is_pending_for_minutes_only(
        self, api: NotifyAPI, pass_time: Sleep
    ) -> None:
        api.answers("GET", f"{JOIN_PATH}/{SIBLING}", {"status": "pending"})
        api.answers("POST", f"{JOIN_PATH}/{REQUEST}", {})
        read_request(SIBLING)
        service_api_client.update_service_join_requests(REQUEST, PERSON, SERVICE, status="approved")
        api.answers("GET", f"{JOIN_PATH}/{SIBLING}", {"status": "cancelled"})

        pass_time(5 * MINUTE + 1)

        assert read_request(SIBLING) == {"status": "cancelled"}


class TestFault04:
    """A kept request went on saying that the requester had not joined, or an old name and address."""

    def test_what_it_says_of_the_requester_lasts_for_minutes_only(
        self, api: NotifyAPI, pass_time: Sleep
    ) -> None:
        api.answers("GET", f"{JOIN_PATH}/{REQUEST}", {"requester": {"belongs_to_service": []}})
        read_request()
        api.answers("GET", f"{JOIN_PATH}/{REQUEST}", {"requester": {"belongs_to_service": [SERVICE]}})

        pass_time(5 * MINUTE + 1)

        assert read_request() == {"requester": {"belongs_to_service": [SERVICE]}}


class TestFault05:
    """Accepting an invitation deleted a key made of the invitation's id, which is nobody's."""

    def test_the_person_is_read_again_when_the_invitation_made_them_a_member(self, api: NotifyAPI) -> None:
        api.answers("GET", USER_PATH, {"data": {}})
        api.answers("POST", f"{SERVICE_PATH}/invite/{REQUEST}", {})
        api.answers("POST", f"{SERVICE_PATH}/users/{PERSON}", status=201, body={})

        def join() -> None:
            invite_api_client.accept_invite(SERVICE, REQUEST)
            user_api_client.add_user_to_service(SERVICE, PERSON, [], [])

        assert asked_again(api, USER_PATH, read=read_person, write=join)

    def test_whoever_has_the_id_of_the_invitation_is_left_alone(self, api: NotifyAPI) -> None:
        api.answers("GET", USER_PATH, {"data": {}})
        api.answers("POST", f"{SERVICE_PATH}/invite/{PERSON}", {})

        assert not asked_again(
            api,
            USER_PATH,
            read=read_person,
            write=lambda: invite_api_client.accept_invite(SERVICE, PERSON),
        )


class TestFault06:
    """The list of organisations went on counting services that had gone live, gone back or been archived."""

    @pytest.fixture
    def counted(self, api: NotifyAPI) -> NotifyAPI:
        api.answers("GET", "/organisations", [])
        api.answers("GET", "/_status/live-service-and-organisation-counts", {"services": 1})
        api.answers("GET", f"{SERVICE_PATH}/users", {"data": []})
        api.answers("POST", SERVICE_PATH, {})
        api.answers("POST", f"{SERVICE_PATH}/archive", status=204)
        return api

    @pytest.mark.parametrize(
        "write",
        [
            lambda: service_api_client.update_status(SERVICE, live=True),
            lambda: service_api_client.update_count_as_live(SERVICE, count_as_live=False),
            lambda: service_api_client.archive_service(SERVICE),
        ],
        ids=["status", "count as live", "archive"],
    )
    def test_both_counts_are_asked_again(self, counted: NotifyAPI, write: Callable[[], object]) -> None:
        for path, read in (
            ("/organisations", organisations_client.get_organisations),
            (
                "/_status/live-service-and-organisation-counts",
                status_api_client.get_count_of_live_services_and_organisations,
            ),
        ):
            assert asked_again(counted, path, read=read, write=write)
            counted.mock.calls.reset()


class TestFault07:
    """Counts of the last seven days were kept for four weeks."""

    def test_letters_leave_the_window_within_an_hour(self, api: NotifyAPI, pass_time: Sleep) -> None:
        path = f"{SERVICE_PATH}/returned-letter-statistics"
        api.answers("GET", path, {"returned_letter_count": 2})
        service_api_client.get_returned_letter_statistics(SERVICE)
        api.answers("GET", path, {"returned_letter_count": 0})

        pass_time(HOUR + 1)

        assert service_api_client.get_returned_letter_statistics(SERVICE) == {"returned_letter_count": 0}


class TestFault08:
    """Returned letters are counted by work that the API queues, after everything was deleted already."""

    @pytest.mark.parametrize(
        ("path", "read"),
        [
            ("statistics", service_api_client.get_returned_letter_statistics),
            ("summary", service_api_client.get_returned_letter_summary),
        ],
    )
    def test_a_reader_before_the_work_is_done_keeps_old_numbers_for_an_hour_at_most(
        self, api: NotifyAPI, pass_time: Sleep, path: str, read: Callable[[str], object]
    ) -> None:
        path = f"{SERVICE_PATH}/returned-letter-{path}"
        api.answers("POST", "/letters/returned", {})
        api.answers("GET", path, ["old"])
        letter_jobs_client.submit_returned_letters(["reference"])
        read(SERVICE)
        api.answers("GET", path, ["new"])

        pass_time(HOUR + 1)

        assert read(SERVICE) == ["new"]


class TestFault09:
    """Folders name their members, and went on naming those who had been removed."""

    def test_folders_are_read_again_without_a_removed_member(self, api: NotifyAPI) -> None:
        api.answers("GET", FOLDERS_PATH, {"template_folders": []})
        api.answers("DELETE", f"{SERVICE_PATH}/users/{PERSON}", status=204)

        assert asked_again(
            api,
            FOLDERS_PATH,
            read=read_folders,
            write=lambda: service_api_client.remove_user_from_service(SERVICE, PERSON),
        )

    def test_folders_are_read_again_without_an_archived_person(self, api: NotifyAPI) -> None:
        api.answers("GET", FOLDERS_PATH, {"template_folders": []})
        api.answers("GET", USER_PATH, {"data": {"services": [SERVICE]}})
        api.answers("POST", f"{USER_PATH}/archive", status=204)

        assert asked_again(
            api, FOLDERS_PATH, read=read_folders, write=lambda: user_api_client.archive_user(PERSON)
        )


class TestFault10:
    """Versions of templates and requests to join held names and addresses that people had given up."""

    @pytest.mark.parametrize("change", [{"name": "New"}, {"email_address": "new@example.gov.uk"}])
    def test_versions_are_read_again_with_a_new_name(self, api: NotifyAPI, change: dict[str, str]) -> None:
        api.answers("GET", VERSIONS_PATH, {"data": []})
        api.answers("POST", USER_PATH, {"data": {"services": [SERVICE]}})

        assert asked_again(
            api,
            VERSIONS_PATH,
            read=read_versions,
            write=lambda: user_api_client.update_user_attribute(PERSON, **change),
        )

    def test_versions_are_read_again_without_an_archived_person(self, api: NotifyAPI) -> None:
        api.answers("GET", VERSIONS_PATH, {"data": []})
        api.answers("GET", USER_PATH, {"data": {"services": [SERVICE]}})
        api.answers("POST", f"{USER_PATH}/archive", status=204)

        assert asked_again(
            api, VERSIONS_PATH, read=read_versions, write=lambda: user_api_client.archive_user(PERSON)
        )

    def test_a_request_shows_an_old_name_for_minutes_only(self, api: NotifyAPI, pass_time: Sleep) -> None:
        api.answers("GET", f"{JOIN_PATH}/{REQUEST}", {"requester": {"name": "Old"}})
        read_request()
        api.answers("GET", f"{JOIN_PATH}/{REQUEST}", {"requester": {"name": "New"}})

        pass_time(5 * MINUTE + 1)

        assert read_request() == {"requester": {"name": "New"}}


class TestFault11:
    """Somebody who had seen no jobs stored so after the first one was made, and the dashboard hid it."""

    def test_a_late_reader_hides_no_job(self, api: NotifyAPI) -> None:
        jobs = f"{SERVICE_PATH}/job"
        asked, made = threading.Event(), threading.Event()

        def slow_answer(_request: object) -> tuple[int, dict[str, str], str]:
            asked.set()
            made.wait(PATIENCE)
            return 200, {}, json.dumps({"data": []})

        api.mock.add_callback("GET", api.address + jobs, callback=slow_answer)
        api.answers("POST", jobs, {})
        late = threading.Thread(target=job_api_client.has_jobs, args=(SERVICE,))
        late.start()
        assert asked.wait(PATIENCE)

        job_api_client.create_job(REQUEST, SERVICE)
        made.set()
        late.join()
        api.answers("GET", jobs, {"data": [{}]})

        assert job_api_client.has_jobs(SERVICE) is True


class TestFault12:
    """Counts of pages outlived the logo on the letters."""

    def count(self, api: NotifyAPI, settings: object, pages: int) -> object:
        api.mock.add("POST", f"{settings.TEMPLATE_PREVIEW_API_HOST}/get-page-count", json={"count": pages})
        template = {"id": TEMPLATE, "version": 1, "template_type": "letter", "is_precompiled_letter": False}
        service = {"id": SERVICE, "letter_branding": None}
        return template_preview_client.get_page_counts_for_letter(template, service)

    def test_a_new_logo_of_the_service_counts_anew(self, api: NotifyAPI, settings: object) -> None:
        api.answers("POST", SERVICE_PATH, {})
        self.count(api, settings, 1)
        service_api_client.update_service(SERVICE, letter_branding=BRAND)

        assert self.count(api, settings, 2) == {"count": 2}

    def test_other_changes_of_the_service_count_nothing_anew(self, api: NotifyAPI, settings: object) -> None:
        api.answers("POST", SERVICE_PATH, {})
        self.count(api, settings, 1)
        service_api_client.update_service(SERVICE, name="New")

        assert self.count(api, settings, 2) == {"count": 1}

    def test_a_new_file_for_a_logo_is_counted_within_an_hour(
        self, api: NotifyAPI, settings: object, pass_time: Sleep
    ) -> None:
        api.answers("POST", f"/letter-branding/{BRAND}", {})
        self.count(api, settings, 1)
        letter_branding_client.update_letter_branding(
            branding_id=BRAND, filename="new", name="Brand", updated_by_id=PERSON
        )

        pass_time(HOUR + 1)

        assert self.count(api, settings, 2) == {"count": 2}


class TestFault13:
    """How long data is kept is said together with the name of the service, which stayed the old one."""

    def test_it_is_read_again_with_the_new_name(self, api: NotifyAPI) -> None:
        path = f"{SERVICE_PATH}/data-retention"
        api.answers("GET", path, [])
        api.answers("POST", SERVICE_PATH, {})

        assert asked_again(
            api,
            path,
            read=lambda: service_api_client.get_service_data_retention(SERVICE),
            write=lambda: service_api_client.update_service(SERVICE, name="New"),
        )


class TestFault14:
    """When the API raised, nothing was deleted after the call, although it may have done what it was asked."""

    def test_a_change_whose_answer_never_came_is_seen(self, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": "old"})
        read_service()
        api.breaks_after_taking("POST", SERVICE_PATH)

        with pytest.raises(Unavailable):
            service_api_client.update_service(SERVICE, name="New")
        before_the_commit = read_service()
        api.answers("GET", SERVICE_PATH, {"data": "new"})

        assert before_the_commit == "old"
        assert read_service() == "new"
