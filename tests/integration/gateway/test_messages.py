"""Messages: sent, found, counted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from gateway.errors import BadRequest, NotFound, TooManyRequests
from tests.integration.gateway.noted import notification_api_client, service_api_client

NUMBER = "07700900456"


@pytest.fixture
def template_id(live_id):
    template = service_api_client.create_service_template(
        name="Late ferry", type_="sms", content="Dear ((name))", service_id=live_id
    )
    return template["data"]["id"]


@pytest.fixture
def send(live_id, template_id):
    def sending(recipient=NUMBER, **values):
        return notification_api_client.send_notification(
            live_id,
            template_id=template_id,
            recipient=recipient,
            personalisation={"name": "Ada", **values},
            sender_id=None,
        )["id"]

    return sending


class TestSending:
    def test_a_text_is_delivered_and_counted(self, sandbox, live_id, template_id, who, send):
        before = service_api_client.get_service_statistics(live_id)["sms"]
        sent = notification_api_client.get_notification(live_id, send())
        after = service_api_client.get_service_statistics(live_id)["sms"]

        assert (sent["to"], sent["status"], sent["notification_type"]) == (NUMBER, "delivered", "sms")
        assert (sent["template"]["id"], sent["personalisation"]) == (template_id, {"name": "Ada"})
        assert (sent["created_by"]["id"], sent["key_type"]) == (who, "normal")
        assert sandbox.outbox(NUMBER)[0]["body"].endswith("Dear Ada")
        assert before == {"requested": 0, "delivered": 0, "failed": 0}
        assert after == {"requested": 1, "delivered": 1, "failed": 0}

    def test_the_chosen_sender_is_on_it(self, live_id, template_id):
        sender = service_api_client.add_sms_sender(live_id, "FERRIES")
        sent = notification_api_client.send_notification(
            live_id,
            template_id=template_id,
            recipient=NUMBER,
            personalisation={"name": "Ada"},
            sender_id=sender["id"],
        )

        found = notification_api_client.get_notification(live_id, sent["id"])
        assert found["reply_to_text"] == "FERRIES"

    def test_what_cannot_be_sent(self, live_id, send):
        with pytest.raises(BadRequest):
            send("077")
        service_api_client.update_service(live_id, sms_message_limit=1)
        send()
        with pytest.raises(TooManyRequests):
            send()

    def test_a_stranger_in_trial_mode(self, live_id, send):
        service_api_client.update_status(live_id, live=False)

        with pytest.raises(BadRequest, match="trial mode"):
            send()


class TestFinding:
    def test_pages_newest_first(self, live_id, send):
        sent = [send(name=str(number)) for number in range(3)]
        first = notification_api_client.get_notifications_for_service(live_id, page=1, page_size=2)
        second = notification_api_client.get_notifications_for_service(live_id, page=2, page_size=2)

        assert [row["id"] for row in first["notifications"]] == sent[:0:-1]
        assert [row["id"] for row in second["notifications"]] == sent[:1]
        assert (first["page_size"], bool(first["links"].get("next"))) == (2, True)
        assert "next" not in second["links"]

    def test_by_channel_status_and_recipient(self, live_id, send):
        failed = send("07700900003")
        send()

        def found(**filters):
            answer = notification_api_client.get_notifications_for_service(live_id, **filters)
            return [row["id"] for row in answer["notifications"]]

        assert found(template_type=["sms"], status=["failed"]) == [failed]
        assert found(template_type="email") == []
        assert found(to="900003") == [failed]
        assert found(to="900003", status="delivered") == []

    def test_rows_of_a_csv(self, live_id, send, people):
        older, newer = send(), send("07700900003")
        first = notification_api_client.get_notifications_for_service_for_csv(live_id, page_size=1)
        second = notification_api_client.get_notifications_for_service_for_csv(live_id, older_than=newer)

        assert [row["id"] for row in first["notifications"]] == [newer]
        assert first["notifications"][0]["status"] == "Phone not accepting messages right now"
        assert [row["id"] for row in second["notifications"]] == [older]
        assert second["notifications"][0]["created_by_name"] == people["manager"]["name"]

    def test_an_id_that_nobody_has(self, live_id):
        with pytest.raises(NotFound):
            notification_api_client.get_notification(live_id, str(uuid4()))


class TestCounting:
    def test_of_some_days(self, live_id, send):
        send()

        assert notification_api_client.get_notifications_count_for_service(live_id, "sms", 7) == 1
        assert notification_api_client.get_notifications_count_for_service(live_id, ["email"], 7) == 0

    def test_of_every_service_by_month(self, services):
        today = localdate()
        rows = notification_api_client.get_notification_status_by_service(today - timedelta(days=40), today)
        boats = [row for row in rows if row[1] == services["boat_licences"]]

        assert {len(row) for row in rows} == {10}
        assert {row[2] for row in boats} == {"Boat licences"}
        assert {row[3] for row in boats} == {"email", "sms", "letter"}
        assert all(row[0].endswith("-01") and sum(row[4:]) > 0 for row in boats)
