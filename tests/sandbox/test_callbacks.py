"""Services are told how their messages end and what they receive, by a thread that is in nobody's way."""

import time

import pytest
import requests

from tests.sandbox.caller import SECRET, TIMEOUT, Caller
from tests.sandbox.receiver import PATIENCE_SECONDS, receiving
from tests.sandbox.senders import Sending
from tests.sandbox_process import SandboxProcess

pytestmark = pytest.mark.both_databases

ADDRESS = "https://boats.example.gov.uk/told/{}?from=notify"


@pytest.fixture(scope="module")
def server():
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def receiver(server):
    """With nothing told yet."""
    server.told.clear()
    server.statuses.clear()
    return server


@pytest.fixture(scope="module")
def sandbox(seeded, server):
    environ = {
        "ADMIN_CLIENT_SECRET": SECRET,
        "SANDBOX_DELIVERY_SECONDS": "0",
        "SANDBOX_CALLBACKS_TO": server.url,
    }
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture(scope="module")
def service(api, services, people):
    """Wants to hear of its messages, and of the texts it receives."""
    service = Sending(api, services["boat_licences"], people["manager"]["id"])
    for kind in ("delivery_status", "inbound_sms"):
        set_callback(service, kind)
    return service


def set_callback(service, kind):
    body = {
        "url": ADDRESS.format(kind),
        "bearer_token": f"token-for-{kind}",
        "callback_type": kind,
        "updated_by_id": service.person_id,
    }
    service.api.post(f"{service.path}/callback-api", body).raise_for_status()


def comes_true(condition):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def page(sandbox):
    return requests.get(f"{sandbox.url}/outbox/callbacks", timeout=TIMEOUT).text


class TestDeliveryStatus:
    def test_is_told_when_a_message_ends_though_nobody_asks(self, receiver, service):
        template = service.template("sms")
        client = service.client(service.key("Told", "normal"))
        sent = client.send_sms_notification("07700900002", template, {"name": "Al"}, reference="ref-1")
        [told] = receiver.wait_for(1)
        row = service.notification(sent["id"])

        assert told["body"] == {
            "id": sent["id"],
            "reference": "ref-1",
            "to": "07700900002",
            "status": "permanent-failure",
            "created_at": row["created_at"],
            "completed_at": row["updated_at"],
            "sent_at": row["sent_at"],
            "notification_type": "sms",
            "template_id": template,
            "template_version": 1,
        }

    def test_goes_to_the_path_of_the_service_with_its_token(self, receiver, service):
        service.send(service.template("email"), "al@example.com", name="Al")
        [told] = receiver.wait_for(1)

        assert told["path"] == "/told/delivery_status?from=notify"
        assert told["headers"]["Authorization"] == "Bearer token-for-delivery_status"
        assert told["headers"]["Content-Type"] == "application/json"

    def test_a_fault_of_the_program_is_no_end(self, receiver, service):
        receiver.statuses += [503]
        sent = service.send(service.template("email"), "again@example.com", name="Al").json()["id"]
        told = receiver.wait_for(2)

        assert [request["body"]["id"] for request in told] == [sent, sent]

    def test_a_redirect_leads_nowhere(self, receiver, sandbox, service):
        receiver.statuses += [302]
        service.send(service.template("email"), "elsewhere@example.com", name="Al")
        receiver.wait_for(1)
        comes_true(lambda: "<dd>302</dd>" in page(sandbox))

        assert [request["path"] for request in receiver.told] == ["/told/delivery_status?from=notify"]

    def test_a_slow_program_keeps_nobody_waiting(self, receiver, api, service):
        receiver.silence.clear()
        service.send(service.template("email"), "slow@example.com", name="Al")
        receiver.wait_for(1)
        started = time.monotonic()
        answer = api.get("/_status")
        took = time.monotonic() - started
        receiver.silence.set()

        assert answer.status_code == 200
        assert took < 4

    def test_other_services_are_not_told_of(self, receiver, api, service, services, people):
        other = Sending(api, services["harbour_notices"], people["manager"]["id"])
        elsewhere = other.send(other.template("sms"), "07700900888", name="Al").json()["id"]
        mine = service.send(service.template("sms"), "07700900888", name="Al").json()["id"]
        told = receiver.wait_for(1)

        assert [request["body"]["id"] for request in told] == [mine]
        assert other.notification(elsewhere)["status"] == "delivered"


class TestReceivedText:
    def test_is_told(self, receiver, sandbox, service):
        body = {"notify_number": "07700900800", "user_number": "07700900456", "content": "Thanks"}
        text = requests.post(f"{sandbox.url}/_sandbox/inbound-text", json=body, timeout=TIMEOUT).json()
        [told] = receiver.wait_for(1)

        assert told["path"] == "/told/inbound_sms?from=notify"
        assert told["headers"]["Authorization"] == "Bearer token-for-inbound_sms"
        assert told["body"] == {
            "id": text["id"],
            "source_number": "447700900456",
            "destination_number": "07700900800",
            "message": "Thanks",
            "date_received": text["created_at"],
        }


class TestOtherMachines:
    def test_are_never_asked(self, seeded, services, people):
        environ = {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}
        with SandboxProcess(seeded, environ) as process, Caller(process.url) as caller:
            council = Sending(caller, services["council_tax"], people["council_manager"]["id"])
            council.send(council.template("sms"), "07700900888", name="Al")
            comes_true(lambda: "<dd>not sent, as it is not on this machine</dd>" in page(process))
