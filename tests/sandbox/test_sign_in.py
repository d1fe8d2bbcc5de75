"""Passwords, codes, links, locks and sessions, as somebody signing in meets them."""

import itertools
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet
from itsdangerous import URLSafeTimedSerializer

from tests.sandbox.caller import Caller
from tests.sandbox.conftest import ENVIRON
from tests.sandbox_process import SandboxProcess

SECRET_KEY = "dev-notify-secret-key"
SALT = "dev-notify-salt"
HOUR = 3600
PASSWORD = "three-grey-herons"
NUMBERS = itertools.count(500)


@pytest.fixture
def somebody(api):
    """A new active person: every test here spoils an account."""
    number = next(NUMBERS)
    body = {
        "name": "Sam Tester",
        "email_address": f"sam{number}@meadowbridge.gov.uk",
        "mobile_number": f"07700900{number}",
        "password": PASSWORD,
    }
    user = api.post("/user", body).json()["data"]
    return api.post(f"/user/{user['id']}/activate").json()["data"]


@pytest.fixture
def account(api, somebody):
    return Account(api, somebody["id"])


class Account:
    """One person's account, by its routes."""

    def __init__(self, api, user_id):
        self.api = api
        self.path = f"/user/{user_id}"

    def now(self):
        return self.api.data(self.path)

    def give_password(self, password):
        return self.api.post(f"{self.path}/verify/password", {"password": password})

    def ask_for_code(self, to=None):
        return self.api.post(f"{self.path}/sms-code", {"to": to})

    def ask_for_link(self, **body):
        return self.api.post(f"{self.path}/email-code", {"to": None, **body})

    def give_code(self, code, code_type="sms"):
        return self.api.post(f"{self.path}/verify/code", {"code": code, "code_type": code_type})


def payload_of(link, max_age=HOUR):
    token = urlsplit(link).path.rpartition("/")[2]
    serializer = URLSafeTimedSerializer(SECRET_KEY, salt=SALT)
    return json.loads(serializer.loads(token.replace("%2E", "."), max_age=max_age))


def wrong_code(code):
    return "".join("7" if digit != "7" else "8" for digit in code)


def make_codes_old(sandbox):
    sandbox.database.run("update sandbox_verifycode set expiry_datetime = '2026-01-01 00:00:00'")


class TestPassword:
    def test_the_right_one_is_204_without_a_body(self, sandbox, account):
        answer = account.give_password(PASSWORD)

        assert (answer.status_code, answer.content) == (204, b"")

    def test_a_wrong_one_is_counted_and_a_right_one_forgives(self, sandbox, account):
        refused = account.give_password("wrong")
        counted = account.now()["failed_login_count"]
        account.give_password(PASSWORD)

        assert refused.status_code == 400
        assert refused.json() == {"result": "error", "message": {"password": ["Incorrect password"]}}
        assert (counted, account.now()["failed_login_count"]) == (1, 0)

    def test_a_new_one_forgives_too(self, account):
        account.give_password("no")
        account.api.post(f"{account.path}/update-password", {"_password": "quiet-meadow-77"})

        assert account.now()["failed_login_count"] == 0

    def test_none_at_all(self, api, account):
        answer = api.post(f"{account.path}/verify/password", {})

        assert (answer.status_code, answer.json()["message"]) == (
            400,
            {"password": ["Required field missing data"]},
        )

    def test_a_new_one_replaces_the_old(self, sandbox, api, account):
        before = account.now()["password_changed_at"]
        changed = api.post(f"{account.path}/update-password", {"_password": "seven-quiet-otters"}).json()[
            "data"
        ]

        assert changed["password_changed_at"] > before
        assert account.give_password("seven-quiet-otters").status_code == 204
        assert account.give_password(PASSWORD).status_code == 400


class TestCode:
    def test_signs_in_and_starts_a_new_session(self, sandbox, somebody, account):
        account.ask_for_code()
        answer = account.give_code(sandbox.latest_code(somebody["mobile_number"]))
        user = account.now()

        assert answer.status_code == 204
        assert user["current_session_id"] is not None
        assert user["failed_login_count"] == 0

    def test_each_sign_in_ends_the_session_before(self, sandbox, somebody, account):
        sessions = []
        for _ in range(2):
            account.ask_for_code()
            account.give_code(sandbox.latest_code(somebody["mobile_number"]))
            sessions.append(account.now()["current_session_id"])

        assert sessions[0] != sessions[1]

    def test_works_once(self, sandbox, somebody, account):
        account.ask_for_code()
        code = sandbox.latest_code(somebody["mobile_number"])
        account.give_code(code)
        again = account.give_code(code)

        assert (again.status_code, again.json()["message"]) == (400, "Code has expired")

    def test_ends_after_its_time(self, sandbox, somebody, account):
        account.ask_for_code()
        make_codes_old(sandbox)
        late = account.give_code(sandbox.latest_code(somebody["mobile_number"]))

        assert (late.status_code, late.json()["message"]) == (400, "Code has expired")

    def test_an_unknown_one_is_counted(self, sandbox, somebody, account):
        account.ask_for_code()
        answer = account.give_code(wrong_code(sandbox.latest_code(somebody["mobile_number"])))

        assert (answer.status_code, answer.json()) == (404, {"result": "error", "message": "Code not found"})
        assert account.now()["failed_login_count"] == 1

    def test_has_five_digits_and_none_twice_in_a_row(self, sandbox, account):
        for number in range(5):
            account.ask_for_code(f"0770090090{number}")
        codes = [sandbox.latest_code(f"0770090090{number}") for number in range(5)]

        assert all(len(code) == 5 and code.isdecimal() for code in codes)
        assert not any(one == two for code in codes for one, two in itertools.pairwise(code))

    def test_goes_to_another_number_when_asked(self, sandbox, account):
        account.ask_for_code("07700900999")

        assert len(sandbox.outbox("07700900999")) == 1

    def test_the_sixth_is_quietly_not_sent(self, sandbox, somebody, account):
        statuses = [account.ask_for_code().status_code for _ in range(6)]

        assert statuses == [204] * 6
        assert len(sandbox.outbox(somebody["mobile_number"])) == 5

    def test_a_used_one_makes_room_for_another(self, sandbox, somebody, account):
        for _ in range(5):
            account.ask_for_code()
        account.give_code(sandbox.latest_code(somebody["mobile_number"]))
        account.ask_for_code()

        assert len(sandbox.outbox(somebody["mobile_number"])) == 6

    def test_a_request_with_other_keys_is_refused(self, api, account):
        answer = api.post(f"{account.path}/sms-code", {"to": None, "more": 1})

        assert answer.status_code == 400
        assert answer.json()["errors"] == [
            {
                "error": "ValidationError",
                "message": "Additional properties are not allowed (more was unexpected)",
            }
        ]


class TestLock:
    def test_ten_failures_lock_even_the_right_code_out(self, sandbox, somebody, account):
        account.ask_for_code()
        for _ in range(10):
            account.give_password("wrong")
        answer = account.give_code(sandbox.latest_code(somebody["mobile_number"]))

        assert (answer.status_code, answer.json()["message"]) == (404, "Code not found")
        assert account.now()["failed_login_count"] == 10

    def test_nine_failures_do_not(self, sandbox, somebody, account):
        account.ask_for_code()
        for _ in range(9):
            account.give_password("wrong")

        assert account.give_code(sandbox.latest_code(somebody["mobile_number"])).status_code == 204

    def test_the_count_can_be_reset(self, api, account):
        account.give_password("wrong")
        answer = api.post(f"{account.path}/reset-failed-login-count")

        assert answer.json()["data"]["failed_login_count"] == 0


class TestEmailedLink:
    def test_carries_a_code_that_signs_in_and_proves_the_address(self, sandbox, api):
        person = sandbox.person("email_link")
        account = Account(api, person["id"])
        before = account.now()["email_access_validated_at"]
        account.ask_for_link(next="/services/1", email_auth_link_host="http://portal.test")
        link = sandbox.latest_link(person["email_address"])
        payload = payload_of(link)
        answer = account.give_code(payload["secret_code"], "email")

        assert link.startswith("http://portal.test/email-auth/")
        assert parse_qs(urlsplit(link).query) == {"next": ["/services/1"]}
        assert payload["user_id"] == person["id"]
        assert answer.status_code == 204
        assert account.now()["email_access_validated_at"] > before

    def test_its_code_is_no_text_message_code(self, sandbox, api):
        person = sandbox.person("email_link")
        account = Account(api, person["id"])
        account.ask_for_link()
        secret = payload_of(sandbox.latest_link(person["email_address"]))["secret_code"]

        assert account.give_code(secret, "sms").status_code == 404

    def test_may_not_be_sent_elsewhere(self, api, account):
        answer = api.post(f"{account.path}/email-code", {"to": "other@example.com"})

        assert answer.json()["errors"][0]["message"] == "to other@example.com is not of type null"

    def test_goes_to_the_portal_when_no_host_is_named(self, sandbox, somebody, account):
        account.ask_for_link()

        assert sandbox.latest_link(somebody["email_address"]).startswith("http://localhost:6012/email-auth/")


class TestOtherLinks:
    def test_a_new_password(self, sandbox, api, somebody):
        body = {"email": somebody["email_address"], "admin_base_url": "http://portal.test", "next": "/x"}
        answer = api.post("/user/reset-password", body)
        link = sandbox.latest_link(somebody["email_address"])

        assert answer.status_code == 204
        assert link.startswith("http://portal.test/new-password/")
        assert link.endswith("?next=%2Fx")
        assert payload_of(link)["email"] == somebody["email_address"]
        assert "created_at" in payload_of(link)

    def test_no_new_password_for_nobody(self, api):
        answer = api.post("/user/reset-password", {"email": "nobody@nowhere.gov.uk"})

        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")

    def test_confirming_a_registration(self, sandbox, api):
        pending = sandbox.person("pending")
        api.post(f"/user/{pending['id']}/email-verification", {"admin_base_url": "http://portal.test"})
        link = sandbox.latest_link(pending["email_address"])

        assert link.startswith("http://portal.test/verify-email/")
        assert payload_of(link) == {"user_id": pending["id"], "email": pending["email_address"]}

    def test_confirming_a_new_address(self, sandbox, api, somebody):
        api.post(f"/user/{somebody['id']}/change-email-verification", {"email": "new@rivers-harbours.gov.uk"})
        link = sandbox.latest_link("new@rivers-harbours.gov.uk")

        assert link.startswith("http://localhost:6012/your-account/email/confirm/")
        assert payload_of(link) == {"user_id": somebody["id"], "email": "new@rivers-harbours.gov.uk"}

    def test_somebody_who_is_registered_already(self, sandbox, api, somebody):
        body = {"email": somebody["email_address"]}
        answer = api.post(f"/user/{somebody['id']}/email-already-registered", body)

        assert answer.status_code == 204
        assert sandbox.latest_link(somebody["email_address"]) == "http://localhost:6012/sign-in"

    def test_tokens_hold_no_full_stop(self, sandbox, somebody, account):
        account.ask_for_link()
        token = sandbox.latest_link(somebody["email_address"]).rpartition("/")[2]

        assert "." not in token

    def test_with_a_token_key_they_are_fernet(self, seeded):
        key = Fernet.generate_key().decode()
        with (
            SandboxProcess(seeded, ENVIRON | {"TOKEN_SECRET_KEY": key}) as process,
            Caller(process.url) as api,
        ):
            person = process.person("manager")
            Account(api, person["id"]).ask_for_link()
            token = process.latest_link(person["email_address"]).rpartition("/")[2]

        assert json.loads(Fernet(key).decrypt(token.encode()))["user_id"] == person["id"]
