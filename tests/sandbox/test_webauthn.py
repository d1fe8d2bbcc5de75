"""Security keys: keeping them, and counting what they are used for."""

import itertools

import pytest

NUMBERS = itertools.count(300)
# Notify's own service has the same id in every Notify API.
NOTIFY = "d6aa2c68-a2d9-4437-ab19-3ae8eb202553"
KEY = {"name": "Blue key", "credential_data": "abc", "registration_response": "def"}


@pytest.fixture
def path(api):
    """A new person, by the path of their account."""
    number = next(NUMBERS)
    body = {
        "name": "Sam Tester",
        "email_address": f"key{number}@meadowbridge.gov.uk",
        "mobile_number": f"07700900{number}",
        "password": "three-grey-herons",
    }
    return f"/user/{api.post('/user', body).json()['data']['id']}"


@pytest.fixture
def attempt(api, path):
    def complete(*, successful, key=None):
        body = {"successful": successful, "webauthn_credential_id": key}
        return api.post(f"{path}/complete/webauthn-login", body)

    return complete


class TestWhoMay:
    def test_platform_admins_and_those_who_already_do(self, api, people, path):
        before = api.data(path)
        api.post(path, {"auth_type": "webauthn_auth"})

        assert (before["can_use_webauthn"], api.data(path)["can_use_webauthn"]) == (False, True)
        assert api.data(f"/user/{people['platform_admin']['id']}")["can_use_webauthn"]

    def test_the_team_of_notify_itself(self, api, path):
        api.post(f"/service/{NOTIFY}/users/{path.rpartition('/')[2]}", {"permissions": []})

        assert api.data(path)["can_use_webauthn"]


class TestKeys:
    def test_are_kept_renamed_and_listed(self, api, path):
        made = api.post(f"{path}/webauthn", KEY)
        key = made.json()["data"]
        renamed = api.post(f"{path}/webauthn/{key['id']}", {"name": "Red key"}).json()["data"]

        assert (made.status_code, key["name"], key["updated_at"]) == (201, "Blue key", None)
        assert (renamed["name"], renamed["updated_at"] is not None) == ("Red key", True)
        assert api.data(f"{path}/webauthn") == [renamed]

    def test_the_last_one_stays(self, api, path):
        keys = [api.post(f"{path}/webauthn", KEY).json()["data"]["id"] for _ in range(2)]
        first = api.delete(f"{path}/webauthn/{keys[0]}")
        last = api.delete(f"{path}/webauthn/{keys[1]}")

        assert first.status_code == 204
        assert last.status_code == 400
        assert last.json()["message"] == "Cannot delete last remaining webauthn credential for user"

    def test_nothing_in_them_is_empty(self, api, path):
        answer = api.post(f"{path}/webauthn", KEY | {"name": ""})

        assert answer.json()["errors"][0]["message"] == "name  should be non-empty"


class TestSigningIn:
    def test_starts_a_session_and_remembers_the_key(self, api, path, attempt):
        key = api.post(f"{path}/webauthn", KEY).json()["data"]["id"]
        attempt(successful=False)
        answer = attempt(successful=True, key=key)
        user = api.data(path)

        assert answer.status_code == 204
        assert (user["current_session_id"] is not None, user["failed_login_count"]) == (True, 0)
        assert api.data(f"{path}/webauthn")[0]["logged_in_at"] is not None

    def test_five_failures_are_the_end(self, api, path, attempt):
        failures = [attempt(successful=False).status_code for _ in range(5)]
        refused = attempt(successful=True)

        assert failures == [204] * 5
        assert (refused.status_code, refused.json()["message"]) == (403, "Maximum login count exceeded")
        assert api.data(path)["current_session_id"] is None
