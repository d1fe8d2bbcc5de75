"""A new reply-to address is checked by an e-mail of Notify's own service."""

import pytest

from tests.sandbox.caller import SECRET
from tests.sandbox_process import SandboxProcess

NOTIFY = "/service/d6aa2c68-a2d9-4437-ab19-3ae8eb202553"


@pytest.fixture(scope="module")
def sandbox(seeded):
    environ = {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture
def check(api, services):
    def address(text):
        return api.post(f"/service/{services['moorings']}/email-reply-to/verify", {"email": text})

    return address


class TestReplyToCheck:
    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("harbourmaster@rivers-harbours.gov.uk", "delivered"),
            ("perm-fail@simulator.notify", "permanent-failure"),
        ],
    )
    def test_ends_as_the_email_does(self, api, check, address, status):
        answer = check(address)
        sent = api.get(f"{NOTIFY}/notifications/{answer.json()['data']['id']}").json()

        assert answer.status_code == 201
        assert (sent["status"], sent["to"]) == (status, address)

    def test_sends_a_real_email(self, sandbox, check):
        check("quay@rivers-harbours.gov.uk")

        assert "reply-to" in sandbox.outbox("quay@rivers-harbours.gov.uk")[0]["subject"]

    def test_an_address_in_use_is_a_conflict(self, check):
        answer = check("moorings@rivers-harbours.gov.uk")

        assert answer.status_code == 409
        assert answer.json()["message"] == (
            "‘moorings@rivers-harbours.gov.uk’ is already a reply-to email address for this service."  # noqa: RUF001 - the API's quotes
        )

    def test_needs_an_address(self, check):
        answer = check("nobody")

        assert answer.status_code == 400
        assert answer.json()["message"] == {"email": ["Not a valid email address"]}

    def test_its_service_is_in_no_public_number(self, api):
        live = {row["service_id"] for row in api.data("/service/live-services-data")}

        assert NOTIFY.removeprefix("/service/") not in live
