"""Eight clients at once: nothing is lost, nothing happens twice, and nobody decides on what is no longer true."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import requests

from tests.sandbox.caller import SECRET, TIMEOUT, Caller
from tests.sandbox.senders import Sending
from tests.sandbox_process import SandboxProcess

pytestmark = pytest.mark.both_databases

CLIENTS = 8
EACH = 5
MOBILE = "07700900888"
EVERYTHING = ("manage_users", "manage_templates", "manage_settings", "send_texts", "view_activity")


@pytest.fixture(scope="module")
def sandbox(seeded):
    with SandboxProcess(seeded, {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}) as process:
        yield process


@pytest.fixture
def at_once(sandbox):
    """Every client does the same thing so many times, all beginning together; the statuses of all answers, counted."""

    def run(act, times=EACH):
        together = threading.Barrier(CLIENTS)

        def one_client(number):
            with Caller(sandbox.url) as api:
                together.wait()
                return [act(api, number * times + turn).status_code for turn in range(times)]

        with ThreadPoolExecutor(CLIENTS) as clients:
            return Counter(
                status for statuses in clients.map(one_client, range(CLIENTS)) for status in statuses
            )

    return run


@pytest.fixture
def service(api, services, people):
    return Sending(api, services["harbour_notices"], people["manager"]["id"])


@pytest.fixture
def a_person(api):
    """A new account that is active."""

    def make():
        body = {
            "name": "Sam Tester",
            "email_address": f"{uuid4()}@meadowbridge.gov.uk",
            "mobile_number": f"07700{uuid4().int % 10**6:06}",
            "password": "a long password",
        }
        user = api.post("/user", body).json()["data"]
        api.post(f"/user/{user['id']}/activate")
        return user

    return make


def a_service(api, *people):
    """In trial mode; the first made it, and everybody may do everything."""
    body = {"name": f"Service {uuid4()}", "user_id": people[0]["id"], "created_by": people[0]["id"]}
    limits = dict.fromkeys(("email_message_limit", "sms_message_limit", "letter_message_limit"), 50)
    service = api.post("/service", body | limits | {"restricted": True}).json()["data"]
    for person in people[1:]:
        permissions = [{"permission": name} for name in EVERYTHING]
        api.post(f"/service/{service['id']}/users/{person['id']}", {"permissions": permissions})
    return service


class TestRows:
    def test_every_new_person_is_there(self, api, at_once):
        def register(client, number):
            body = {
                "name": f"Person {number}",
                "email_address": f"person{number}@crowd.gov.uk",
                "auth_type": "email_auth",
                "password": "a long password",
            }
            return client.post("/user", body)

        assert at_once(register) == {201: CLIENTS * EACH}
        found = api.post("/user/find-users-by-email", {"email": "@crowd.gov.uk"}).json()["data"]
        assert len({row["email_address"] for row in found}) == CLIENTS * EACH

    def test_a_name_is_given_once(self, api, at_once, a_person):
        user, name = a_person(), f"Only one {uuid4()}"
        body = {"name": name, "user_id": user["id"], "created_by": user["id"], "restricted": True}
        limits = dict.fromkeys(("email_message_limit", "sms_message_limit", "letter_message_limit"), 50)

        assert at_once(lambda client, _: client.post("/service", body | limits), 1) == {
            201: 1,
            400: CLIENTS - 1,
        }
        assert len(api.data("/service/find-services-by-name", service_name=name)) == 1

    def test_what_asking_makes_is_made_once(self, api, at_once, a_person):
        service = a_service(api, a_person())
        path = f"/service/{service['id']}/template/precompiled"

        assert at_once(lambda client, _: client.get(path), 1) == {200: CLIENTS}
        ids = {api.get(path).json()["id"] for _ in range(3)}
        assert len(ids) == 1

    def test_the_free_allowance_of_a_year_is_made_once(self, api, at_once, a_person):
        service = a_service(api, a_person())
        path = f"/service/{service['id']}/billing/free-sms-fragment-limit"

        assert at_once(lambda client, _: client.get(path, financial_year_start=2031)) == {200: CLIENTS * EACH}


class TestVersions:
    def test_every_change_of_a_template_is_a_version(self, api, at_once, service):
        template = f"{service.path}/template/{service.template('sms', 'Version 1')}"

        statuses = at_once(lambda client, number: client.post(template, {"content": f"Change {number}"}))

        assert statuses == {200: CLIENTS * EACH}
        versions = api.data(f"{template}/versions")
        assert [row["version"] for row in versions] == list(range(CLIENTS * EACH + 1, 0, -1))
        assert {row["content"] for row in versions} == {"Version 1"} | {
            f"Change {number}" for number in range(CLIENTS * EACH)
        }
        assert api.data(template)["version"] == CLIENTS * EACH + 1

    def test_every_change_of_a_service_is_in_its_history(self, api, at_once, a_person):
        path = f"/service/{a_service(api, a_person())['id']}"

        statuses = at_once(lambda client, number: client.post(path, {"volume_sms": number}))

        assert statuses == {200: CLIENTS * EACH}
        history = api.data(f"{path}/history")["service_history"]
        assert [row["version"] for row in history] == list(range(1, CLIENTS * EACH + 2))


class TestTeams:
    def test_everybody_who_joins_is_in(self, api, at_once, a_person):
        service = a_service(api, a_person())
        newcomers = [a_person()["id"] for _ in range(CLIENTS)]
        body = {"permissions": [{"permission": "view_activity"}]}

        def join(client, number):
            return client.post(f"/service/{service['id']}/users/{newcomers[number]}", body)

        assert at_once(join, 1) == {201: CLIENTS}
        members = {row["id"] for row in api.data(f"/service/{service['id']}/users")}
        assert members >= set(newcomers)

    def test_the_last_manager_stays(self, api, at_once, a_person):
        managers = [a_person() for _ in range(CLIENTS)]
        service = a_service(api, *managers)
        less = {"permissions": [{"permission": "view_activity"}]}

        def step_down(client, number):
            return client.post(f"/user/{managers[number]['id']}/service/{service['id']}/permission", less)

        assert at_once(step_down, 1) == {204: CLIENTS - 1, 400: 1}
        permissions = [
            row["permissions"][service["id"]] for row in api.data(f"/service/{service['id']}/users")
        ]
        assert sum("manage_settings" in each for each in permissions) == 1

    def test_the_last_person_stays(self, api, at_once, a_person):
        people = [a_person() for _ in range(CLIENTS)]
        service = a_service(api, *people)

        def leave(client, number):
            return client.delete(f"/service/{service['id']}/users/{people[number]['id']}")

        assert at_once(leave, 1) == {204: CLIENTS - 1, 400: 1}
        assert len(api.data(f"/service/{service['id']}/users")) == 1


class TestLimits:
    def test_are_reached_and_never_overrun(self, at_once, service, sandbox):
        template = service.template("sms")
        sent, places = service.statistics()["sms"]["requested"], 13
        service.api.post(service.path, {"sms_message_limit": sent + places}).raise_for_status()
        body = {"template_id": template, "to": MOBILE, "created_by": service.person_id}

        def send(client, number):
            return client.post(
                f"{service.path}/send-notification", body | {"personalisation": {"name": f"no {number}"}}
            )

        assert at_once(send) == {201: places, 429: CLIENTS * EACH - places}
        assert service.statistics()["sms"]["requested"] == sent + places
        texts = [row for row in sandbox.outbox(MOBILE) if "Hello no " in row["body"]]
        assert len({row["body"] for row in texts}) == places


class TestAccounts:
    def test_a_code_opens_the_door_once(self, at_once, api, sandbox, a_person):
        user = a_person()
        api.post(f"/user/{user['id']}/sms-code", {"to": None})
        body = {"code": sandbox.latest_code(user["mobile_number"]), "code_type": "sms"}

        statuses = at_once(lambda client, _: client.post(f"/user/{user['id']}/verify/code", body), 1)

        assert statuses == {204: 1, 400: CLIENTS - 1}

    def test_every_wrong_password_counts(self, at_once, api, a_person):
        path = f"/user/{a_person()['id']}"

        at_once(lambda client, _: client.post(f"{path}/verify/password", {"password": "wrong"}), 1)

        assert api.data(path)["failed_login_count"] == CLIENTS

    def test_no_more_codes_are_open_than_allowed(self, at_once, api, sandbox, a_person):
        user = a_person()

        at_once(lambda client, _: client.post(f"/user/{user['id']}/sms-code", {"to": None}), 1)

        assert len(sandbox.outbox(user["mobile_number"])) == 5


class TestKeys:
    def test_a_revoked_one_sends_nothing_more(self, at_once, api, service):
        secret = service.key(f"Key {uuid4()}")
        template = service.template("email")
        [key] = [
            row for row in api.get(f"{service.path}/api-keys").json()["apiKeys"] if row["name"] in secret
        ]
        revoke = f"{service.path}/api-key/revoke/{key['id']}"

        statuses = at_once(lambda client, _: client.post(revoke, {"created_by": service.person_id}), 1)

        assert statuses == {202: CLIENTS}
        [revoked] = [
            row for row in api.get(f"{service.path}/api-keys").json()["apiKeys"] if row["id"] == key["id"]
        ]
        history = api.data(f"{service.path}/history")["api_key_history"]
        assert revoked["version"] == sum(row["id"] == key["id"] for row in history) == CLIENTS + 1
        with pytest.raises(Exception, match="API key revoked"):
            service.client(secret).send_email_notification("bo@example.com", template, {"name": "Bo"})


class TestReset:
    def test_under_load_leaves_one_whole_world(self, api, sandbox, people):
        stop, broken = threading.Event(), []

        def write():
            # On PostgreSQL everybody waits for the new world.
            with Caller(sandbox.url, timeout=60) as client:
                while not stop.wait(0.02):
                    answer = client.post(f"/user/{people['viewer']['id']}", {"name": f"Name {uuid4()}"})
                    seen = client.get(f"/user/{people['viewer']['id']}")
                    broken.extend(each.text for each in (answer, seen) if each.status_code != 200)

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        sandbox.reset()
        stop.set()
        for thread in threads:
            thread.join()

        assert broken == []
        assert len(api.data("/service")) == 10
        assert requests.get(f"{sandbox.url}/outbox", timeout=TIMEOUT).ok
