"""From created to delivered, by the clock alone. The tests move the clock by moving the messages into the past."""

from datetime import datetime, timedelta

import pytest

from tests.sandbox.caller import SECRET
from tests.sandbox.clock import make_older
from tests.sandbox.senders import Sending
from tests.sandbox_process import SandboxProcess

# Nothing moves on by itself while the tests run.
HOUR = 3600


@pytest.fixture(scope="module")
def sandbox(seeded):
    environ = {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": str(HOUR)}
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture(scope="module")
def service(api, services, people):
    return Sending(api, services["harbour_notices"], people["manager"]["id"])


@pytest.fixture
def age(sandbox):
    """Makes a message so many seconds older."""

    def older(notification_id, seconds):
        make_older(sandbox.database, "notification", notification_id, seconds)

    return older


def sent(service, to, channel="sms"):
    return service.send(service.template(channel), to, name="Bo").json()["id"]


def of_the_week(service):
    """Soon after midnight, an hour ago was yesterday."""
    return service.api.data(f"{service.path}/statistics", today_only="False")


def moment(text):
    return datetime.fromisoformat(text)


class TestTheWay:
    def test_created_then_sending_then_delivered(self, service, age):
        message = sent(service, "07700900888")

        created = service.notification(message)
        age(message, HOUR / 3)
        sending = service.notification(message)
        age(message, HOUR)
        delivered = service.notification(message)

        assert [row["status"] for row in (created, sending, delivered)] == ["created", "sending", "delivered"]
        assert [row["sent_by"] for row in (created, sending, delivered)] == [None, "mmg", "mmg"]
        assert (created["sent_at"], created["updated_at"]) == (None, None)

    def test_its_times_follow_from_when_it_was_made(self, service, age):
        message = sent(service, "bo@example.com", "email")
        age(message, 2 * HOUR)
        row = service.notification(message)
        made = moment(row["created_at"])

        assert moment(row["sent_at"]) - made == timedelta(seconds=HOUR / 3)
        assert moment(row["updated_at"]) - made == timedelta(seconds=HOUR)

    def test_it_can_be_on_its_way_for_hours_and_arrive_unseen(self, service, age):
        message = sent(service, "07700900888")
        age(message, 5 * HOUR)

        assert service.notification(message)["status"] == "delivered"

    def test_an_end_is_an_end(self, service, age):
        message = sent(service, "07700900002")
        age(message, HOUR)
        first = service.notification(message)
        age(message, HOUR)
        second = service.notification(message)

        assert first["status"] == second["status"] == "permanent-failure"
        assert first["updated_at"] == second["updated_at"]

    def test_statistics_and_lists_see_the_same_as_the_message(self, api, service, age):
        message = sent(service, "07700900888")
        before = of_the_week(service)["sms"]
        age(message, HOUR)
        after = of_the_week(service)["sms"]
        listed = api.get(f"{service.path}/notifications", status="delivered", page_size=500).json()

        assert after["requested"] == before["requested"]
        assert after["delivered"] == before["delivered"] + 1
        assert message in {row["id"] for row in listed["notifications"]}

    def test_seeded_messages_stay_as_they_are(self, api, services):
        path = f"/service/{services['boat_licences']}/notifications"
        before = api.get(path, status=["created", "sending"], page_size=500).json()["notifications"]
        after = api.get(path, status=["created", "sending"], page_size=500).json()["notifications"]

        assert before == after
        assert before


class TestEndings:
    @pytest.mark.parametrize(
        ("channel", "to", "status"),
        [
            ("sms", "07700 900003", "temporary-failure"),
            ("sms", "+447700900002", "permanent-failure"),
            ("sms", "07700900004", "technical-failure"),
            ("email", "temp-fail@simulator.notify", "temporary-failure"),
            ("email", "Perm-Fail@simulator.notify", "permanent-failure"),
            ("email", "technical-fail@simulator.notify", "technical-failure"),
            ("sms", "+33612345678", "sent"),
        ],
    )
    def test_some_recipients_are_known_to_fail(self, service, age, channel, to, status):
        message = sent(service, to, channel)
        age(message, HOUR)

        assert service.notification(message)["status"] == status

    def test_a_failure_is_counted_as_one(self, service, age):
        before = of_the_week(service)["email"]["failed"]
        age(sent(service, "perm-fail@simulator.notify", "email"), HOUR)

        assert of_the_week(service)["email"]["failed"] == before + 1
