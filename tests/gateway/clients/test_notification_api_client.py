"""Finding messages of a job, and what the API refuses to send."""

import pytest

from gateway import notification_api_client
from gateway.errors import BadRequest, NotFound, TooManyRequests
from tests.builders import an_error

MESSAGES = "/service/s1/notifications"


class TestSearchInAJob:
    def test_finds_only_messages_of_the_job(self, api):
        found = [
            {"id": "n1", "job": {"id": "j1", "original_file_name": "a.csv"}},
            {"id": "n2", "job": {"id": "j2", "original_file_name": "a.csv"}},
            {"id": "n3", "job": None},
        ]
        api.answers("POST", MESSAGES, {"notifications": found, "links": {}})

        answer = notification_api_client.get_notifications_for_service("s1", job_id="j1", to="Ada")

        assert [row["id"] for row in answer["notifications"]] == ["n1"]

    def test_asks_the_search_of_the_service_because_a_job_has_none(self, api):
        api.answers("POST", MESSAGES, {"notifications": [], "links": {}})

        notification_api_client.get_notifications_for_service(
            "s1", job_id="j1", to="Ada", include_jobs=False, status=["failed"]
        )

        assert [(asked.method, asked.path) for asked in api.asked] == [("POST", MESSAGES)]
        assert api.asked[0].body == {"to": "Ada", "include_jobs": True, "status": ["failed"]}

    def test_an_empty_text_is_a_search_too(self, api):
        api.answers("POST", MESSAGES, {"notifications": [], "links": {}})

        notification_api_client.get_notifications_for_service("s1", to="")

        assert api.asked[0].body == {"to": ""}


class TestSendNotification:
    @pytest.mark.parametrize(
        ("status", "error"), [(400, BadRequest), (429, TooManyRequests)], ids=["refused", "too many"]
    )
    def test_the_reason_of_the_api_comes_with_the_error(self, api, status, error):
        api.answers("POST", "/service/s1/send-notification", an_error("The reason"), status=status)

        with pytest.raises(error) as raised:
            notification_api_client.send_notification(
                "s1", template_id="t1", recipient="07700900001", personalisation={}, sender_id=None
            )

        assert raised.value.message == "The reason"


class TestGetNotification:
    def test_an_unknown_one_is_not_found(self, api):
        api.answers("GET", f"{MESSAGES}/n1", an_error("No result found"), status=404)

        with pytest.raises(NotFound):
            notification_api_client.get_notification("s1", "n1")
