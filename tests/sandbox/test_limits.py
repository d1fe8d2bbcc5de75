"""How much a service may send on a day."""

import pytest
from notifications_python_client.errors import HTTPError

from tests.sandbox.caller import SECRET
from tests.sandbox.senders import Sending, all_at_once
from tests.sandbox_process import SandboxProcess

pytestmark = pytest.mark.both_databases

MOBILE = "07700900888"


@pytest.fixture(scope="module")
def sandbox(seeded):
    with SandboxProcess(seeded, {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}) as process:
        yield process


@pytest.fixture
def service(api, services, people):
    """Its limits are set relative to what it has sent today."""
    return Sending(api, services["harbour_notices"], people["manager"]["id"])


def leave_room(service, channel, places, name=None):
    sent = service.statistics()[channel]["requested"]
    limit = sent + places
    answer = service.api.post(service.path, {f"{name or channel}_message_limit": limit})
    answer.raise_for_status()
    return limit


class TestLimits:
    @pytest.mark.parametrize(("channel", "to"), [("sms", MOBILE), ("email", "bo@example.com")])
    def test_the_last_place_is_taken_and_the_next_refused(self, service, channel, to):
        template = service.template(channel)
        limit = leave_room(service, channel, 1)

        last = service.send(template, to, name="Bo")
        refused = service.send(template, to, name="Bo")

        assert last.status_code == 201
        assert refused.status_code == 429
        assert refused.json() == {
            "result": "error",
            "message": f"Exceeded send limits ({channel}: {limit}) for today",
        }

    def test_channels_do_not_share_their_limits(self, service):
        leave_room(service, "sms", 0)
        leave_room(service, "email", 5)

        assert service.send(service.template("sms"), MOBILE, name="Bo").status_code == 429
        assert service.send(service.template("email"), "bo@example.com", name="Bo").status_code == 201

    def test_texts_abroad_have_a_limit_of_their_own(self, api, service):
        template = service.template("sms")
        leave_room(service, "sms", 5)
        api.post(service.path, {"international_sms_message_limit": 1})

        first = service.send(template, "+33612345678", name="Bo")
        second = service.send(template, "+33612345678", name="Bo")
        at_home = service.send(template, MOBILE, name="Bo")

        assert (first.status_code, second.status_code, at_home.status_code) == (201, 429, 201)
        assert second.json()["message"] == "Exceeded send limits (international_sms: 1) for today"

    def test_programs_are_told_the_same(self, service):
        client, template = service.client(service.key("Limited")), service.template("sms")
        limit = leave_room(service, "sms", 0)

        with pytest.raises(HTTPError) as caught:
            client.send_sms_notification(MOBILE, template, {"name": "Bo"})

        assert caught.value.status_code == 429
        assert caught.value.message == [
            {
                "error": "TooManyRequestsError",
                "message": f"Exceeded send limits (sms: {limit}) for today",
            }
        ]

    def test_a_test_key_has_no_limit(self, service):
        client, template = service.client(service.key("Unlimited", "test")), service.template("sms")
        leave_room(service, "sms", 0)

        assert client.send_sms_notification(MOBILE, template, {"name": "Bo"})["id"]

    def test_a_job_in_progress_keeps_the_places_of_its_rows(self, api, services, people):
        boats = Sending(api, services["boat_licences"], people["manager"]["id"])
        # The seeded one has made 90 of its 400 emails.
        [running] = api.data(f"{boats.path}/job", statuses="in progress")
        template = boats.template("email")
        leave_room(boats, "email", running["notification_count"] - 90)
        refused = boats.send(template, "bo@example.com", name="Bo")
        leave_room(boats, "email", running["notification_count"] - 90 + 1)
        sent = boats.send(template, "bo@example.com", name="Bo")

        assert (refused.status_code, sent.status_code) == (429, 201)

    def test_eight_at_once_do_not_overrun_it(self, service):
        template = service.template("sms")
        limit = leave_room(service, "sms", 10)
        statuses = []

        def send_four():
            for _ in range(4):
                statuses.append(service.send(template, MOBILE, name="Bo").status_code)  # noqa: PERF401 - as they come

        assert all_at_once([send_four] * 8) == []
        assert (statuses.count(201), statuses.count(429)) == (10, 22)
        assert service.statistics()["sms"]["requested"] == limit
