"""How long links in emails are good for, in both ways of signing them."""

import json
import time

import pytest
from cryptography.fernet import Fernet
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from tests.sandbox.caller import Caller
from tests.sandbox.conftest import ENVIRON
from tests.sandbox_process import SandboxProcess

SECRET_KEY, SALT = "dev-notify-secret-key", "dev-notify-salt"
TOKEN_KEY = Fernet.generate_key().decode()
MINUTE, DAY = 60, 24 * 3600
ENDED = "This invitation has ended. Ask the person who invited you to send you another one."
INCOMPLETE = "This invitation link is not complete. Copy the whole link from the email."


@pytest.fixture(scope="module")
def sandbox(seeded):
    """Signs with Fernet, and still reads what was signed before it had a key."""
    with SandboxProcess(seeded, ENVIRON | {"TOKEN_SECRET_KEY": TOKEN_KEY}) as process:
        yield process


def signed(payload, age):
    class OldSigner(TimestampSigner):
        def get_timestamp(self):
            return int(time.time()) - age

    token = URLSafeTimedSerializer(SECRET_KEY, salt=SALT, signer=OldSigner).dumps(payload)
    return str(token).replace(".", "%2E")


def encrypted(payload, age):
    return Fernet(TOKEN_KEY).encrypt_at_time(payload.encode(), int(time.time()) - age).decode()


@pytest.fixture
def invited(api, people, services):
    body = {
        "email_address": "new.colleague@meadowbridge.gov.uk",
        "from_user": people["council_manager"]["id"],
        "permissions": "view_activity",
    }
    return api.post(f"/service/{services['library_loans']}/invite", body).json()["data"]["id"]


@pytest.fixture
def invited_to_organisation(api, people, organisations):
    body = {
        "email_address": "approver@meadowbridge.gov.uk",
        "invited_by": people["council_manager"]["id"],
        "permissions": [],
    }
    path = f"/organisation/{organisations['meadowbridge']}/invite"
    return api.post(path, body).json()["data"]["id"]


@pytest.mark.parametrize("sign", [signed, encrypted])
class TestInvitations:
    def test_are_good_for_two_days(self, api, invited, invited_to_organisation, sign):
        just_in_time = 2 * DAY - MINUTE
        answers = [
            api.get(f"/invite/service/check/{sign(invited, just_in_time)}"),
            api.get(f"/invite/organisation/check/{sign(invited_to_organisation, just_in_time)}"),
        ]

        assert [answer.json()["data"]["id"] for answer in answers] == [invited, invited_to_organisation]

    def test_then_say_that_they_have_ended(self, api, invited, invited_to_organisation, sign):
        too_late = 2 * DAY + MINUTE
        answers = [
            api.get(f"/invite/service/check/{sign(invited, too_late)}"),
            api.get(f"/invite/organisation/check/{sign(invited_to_organisation, too_late)}"),
        ]

        assert [answer.status_code for answer in answers] == [400, 400]
        assert [answer.json()["message"] for answer in answers] == [{"invitation": ENDED}] * 2

    def test_that_are_cut_off_say_so(self, api, invited, sign):
        answer = api.get(f"/invite/service/check/{sign(invited, 0)[:-4]}")

        assert (answer.status_code, answer.json()["message"]) == (400, {"invitation": INCOMPLETE})

    def test_a_cancelled_one_is_still_found(self, api, services, invited, sign):
        api.post(f"/service/{services['library_loans']}/invite/{invited}", {"status": "cancelled"})
        answer = api.get(f"/invite/service/check/{sign(invited, MINUTE)}")

        assert (answer.status_code, answer.json()["data"]["status"]) == (200, "cancelled")


@pytest.mark.parametrize("sign", [signed, encrypted])
class TestUnsubscribing:
    @pytest.mark.parametrize(("age", "status"), [(365 * DAY - MINUTE, 200), (365 * DAY + MINUTE, 404)])
    def test_is_possible_for_a_year(self, api, services, sign, age, status):
        path = f"/service/{services['council_tax']}/notifications"
        email = api.get(path, template_type="email").json()["notifications"][0]
        answer = api.post(f"/unsubscribe/{email['id']}/{sign(email['to'], age)}")

        assert answer.status_code == status


class TestPayloads:
    def test_of_a_registration_are_made_with_the_key_too(self, sandbox, api: Caller, people):
        pending = people["pending"]
        api.post(f"/user/{pending['id']}/email-verification", {})
        token = sandbox.latest_link(pending["email_address"]).rpartition("/")[2]

        payload = json.loads(Fernet(TOKEN_KEY).decrypt(token.encode()))
        assert payload == {"user_id": pending["id"], "email": pending["email_address"]}
