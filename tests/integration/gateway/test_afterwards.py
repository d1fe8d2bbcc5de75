"""What becomes of messages later: reports, people who unsubscribe, letters that come back, texts in reply."""

import pytest

from gateway import cache
from gateway.cache import keys
from gateway.errors import BadRequest
from gateway.storage import reports
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    letter_jobs_client,
    notification_api_client,
    report_request_api_client,
    service_api_client,
    unsubscribe_api_client,
)

ADDRESS = "ada.okafor@example.com"


@pytest.fixture
def boats(services):
    """A service whose messages have had a week."""
    return services["boat_licences"]


class TestReportRequests:
    def test_one_is_made_once_and_becomes_a_file(self, boats, who):
        wanted = {"user_id": who, "notification_type": "email", "notification_status": "failed"}
        report_id = report_request_api_client.create_report_request(boats, "notifications_report", wanted)
        report = report_request_api_client.get_report_request(boats, report_id)["data"]

        assert report["parameter"] == {"notification_type": "email", "notification_status": "failed"}
        assert report["status"] == "stored"
        assert reports.read(report_id).startswith(b"Recipient,Reference,Template")


class TestReceivedTexts:
    def test_the_latest_of_each_number_and_all_of_one(self, boats):
        page = service_api_client.get_most_recent_inbound_sms(boats)
        newest = page["data"][0]
        counted = service_api_client.get_inbound_sms_summary(boats)

        assert (len(page["data"]), page["has_next"]) == (4, False)
        assert newest.keys() == {"id", "service_id", "notify_number", "user_number", "content", "created_at"}
        assert service_api_client.get_inbound_sms(boats, newest["user_number"])["data"] == [newest]
        assert len(service_api_client.get_inbound_sms(boats)["data"]) == counted["count"] == 4
        assert newest["created_at"].startswith(counted["most_recent"])
        assert service_api_client.get_inbound_sms_by_id(boats, newest["id"]) == newest

    def test_when_the_number_was_last_used(self, boats):
        used = service_api_client.get_most_recent_inbound_number_usage_date(boats)

        assert list(used) == ["most_recent_date"]


class TestUnsubscribing:
    @pytest.fixture
    def email(self, live_id):
        """Sent to Ada, who wants no more of them."""
        template = service_api_client.create_service_template(
            name="Newsletter",
            type_="email",
            subject="News",
            content="News",
            service_id=live_id,
            has_unsubscribe_link=True,
        )["data"]
        return notification_api_client.send_notification(
            live_id,
            template_id=template["id"],
            recipient=ADDRESS,
            personalisation={},
            sender_id=None,
        )["id"]

    @pytest.fixture
    def unsubscribe(self, sandbox, email):
        token = sandbox.latest_link(ADDRESS).rpartition("/")[2]
        return lambda: unsubscribe_api_client.unsubscribe(email, token)

    def test_a_link_counts(self, live_id, email, unsubscribe):
        before = service_api_client.get_unsubscribe_request_statistics(live_id)
        answers = [unsubscribe(), unsubscribe_api_client.unsubscribe(email, "nonsense")]
        # An API on the same Redis does so itself when somebody unsubscribes.
        cache.clear(keys.UNSUBSCRIBE_STATISTICS)
        after = service_api_client.get_unsubscribe_request_statistics(live_id)

        assert before == {}
        assert answers == [True, False]
        assert after["unsubscribe_requests_count"] == 1

    def test_a_report_is_made_read_and_dealt_with(self, live_id, unsubscribe):
        unsubscribe()

        def summary():
            return service_api_client.get_unsubscribe_reports_summary(live_id)

        [waiting] = summary()
        wanted = {name: waiting[name] for name in ("count", "earliest_timestamp", "latest_timestamp")}
        _, made = around(
            summary, lambda: service_api_client.create_unsubscribe_request_report(live_id, wanted)
        )
        batch_id = made[0]["batch_id"]
        report = service_api_client.get_unsubscribe_request_report(live_id, batch_id)
        _, done = around(
            summary,
            lambda: service_api_client.process_unsubscribe_request_report(
                live_id, batch_id, {"report_has_been_processed": True}
            ),
        )

        assert (waiting["batch_id"], waiting["count"]) == (None, 1)
        assert made[0]["is_a_batched_report"] is True
        assert [row["email_address"] for row in report["unsubscribe_requests"]] == [ADDRESS]
        assert (made[0]["processed_by_service_at"], bool(done[0]["processed_by_service_at"])) == (None, True)
        with pytest.raises(BadRequest):
            service_api_client.get_unsubscribe_request_report(live_id, live_id)


class TestReturnedLetters:
    def test_they_are_counted_as_soon_as_they_are_reported(self, live_id, letter):
        reference = notification_api_client.get_notification(live_id, letter)["reference"]
        statistics, counted = around(
            lambda: service_api_client.get_returned_letter_statistics(live_id)["returned_letter_count"],
            lambda: letter_jobs_client.submit_returned_letters([reference]),
        )
        [day] = service_api_client.get_returned_letter_summary(live_id)
        listed = service_api_client.get_returned_letters(live_id, day["reported_at"])

        assert (statistics, counted) == (0, 1)
        assert day["returned_letter_count"] == 1
        assert listed["returned_letters"][0]["notification_id"] == letter
        assert listed["orphaned_count"] == 0
