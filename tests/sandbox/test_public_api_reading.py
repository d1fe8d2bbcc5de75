"""What programs read with a key, and which tokens open the public API."""

import time
from uuid import uuid4

import pytest
import requests

from tests.sandbox.caller import SECRET, TIMEOUT, a_token
from tests.sandbox.senders import Sending, refusal
from tests.sandbox.shapes import differences
from tests.sandbox_process import SandboxProcess

TEMPLATE_REFERENCE = {"id": "uuid", "version": "int", "uri": "str"}
NOTIFICATION = {
    "id": "uuid",
    "reference": "str?",
    "email_address": "str?",
    "phone_number": "str?",
    **{f"line_{number}": "str?" for number in range(1, 8)},
    "type": "str",
    "status": "str",
    "template": TEMPLATE_REFERENCE,
    "body": "str",
    "subject": "str?",
    "created_at": "zulu",
    "created_by_name": "str?",
    "sent_at": "zulu?",
    "completed_at": "zulu?",
    "scheduled_for": "null",
    "postage": "str?",
    "one_click_unsubscribe_url": "str?",
    "is_cost_data_ready": "bool",
    "cost_in_pounds": "number",
    "cost_details": "any",
}
TEMPLATE = {
    "id": "uuid",
    "type": "str",
    "name": "str",
    "body": "str",
    "subject": "str?",
    "version": "int",
    "created_at": "zulu",
    "updated_at": "zulu?",
    "created_by": "str",
    "personalisation": {"*": {"required": "bool"}},
    "postage": "str?",
    "letter_contact_block": "str?",
}
RECEIVED_TEXT = {
    "id": "uuid",
    "service_id": "uuid",
    "user_number": "str",
    "notify_number": "str",
    "content": "str",
    "created_at": "zulu",
}
UNKNOWN = "00000000-0000-0000-0000-000000000000"


@pytest.fixture(scope="module")
def sandbox(seeded):
    with SandboxProcess(seeded, {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}) as process:
        yield process


@pytest.fixture(scope="module")
def live(api, services, people):
    return Sending(api, services["council_tax"], people["council_manager"]["id"])


@pytest.fixture(scope="module")
def client(live):
    return live.client(live.key("Live key"))


@pytest.fixture(scope="module")
def templates(live):
    return {"sms": live.template("sms"), "email": live.template("email")}


@pytest.fixture(scope="module")
def boats(api, services, people):
    """A service with messages of every channel, a year's templates and texts from the public."""
    service = Sending(api, services["boat_licences"], people["manager"]["id"])
    return service.client(service.key("Reads everything"))


class TestShapes:
    def test_messages_of_every_channel(self, boats):
        messages = list(boats.get_all_notifications_iterator())

        assert {row["type"] for row in messages} == {"sms", "email", "letter"}
        assert list(differences(messages, [NOTIFICATION], {})) == []

    def test_templates(self, boats):
        templates = boats.get_all_templates()["templates"]

        assert {row["type"] for row in templates} == {"sms", "email", "letter"}
        assert list(differences(templates, [TEMPLATE], {})) == []

    def test_received_texts(self, boats):
        answer = boats.get_received_texts()
        shape = {"received_text_messages": [RECEIVED_TEXT], "links": {"current": "str", "next": "str"}}

        assert list(differences(answer, shape, {})) == []

    def test_costs(self, boats):
        text = boats.get_all_notifications(template_type="sms")["notifications"][0]
        letter = boats.get_all_notifications(template_type="letter")["notifications"][0]

        assert text["cost_in_pounds"] == pytest.approx(
            text["cost_details"]["billable_sms_fragments"] * text["cost_details"]["sms_rate"], abs=1e-4
        )
        assert letter["cost_details"]["postage"] == letter["postage"]
        assert letter["cost_in_pounds"] > 0


class TestReading:
    def test_filters(self, client, templates):
        failed = client.send_sms_notification("07700900003", templates["sms"], {"name": "A"})
        found = client.get_all_notifications(status="temporary-failure", template_type="sms")

        assert failed["id"] in {row["id"] for row in found["notifications"]}
        assert {(row["type"], row["status"]) for row in found["notifications"]} == {
            ("sms", "temporary-failure")
        }

    def test_pages_of_250_to_the_end(self, boats):
        rows = list(boats.get_all_notifications_iterator())
        first = boats.get_all_notifications()

        assert len(rows) > len(first["notifications"]) == 250
        assert f"older_than={first['notifications'][-1]['id']}" in first["links"]["next"]
        assert len({row["id"] for row in rows}) == len(rows)

    def test_jobs_only_when_asked_for(self, boats):
        without = boats.get_all_notifications()["notifications"]
        everything = boats.get_all_notifications(include_jobs=True)["notifications"]

        assert {row["id"] for row in everything} - {row["id"] for row in without}

    def test_templates(self, client, templates):
        one = client.get_template(templates["email"])
        old = client.get_template_version(templates["email"], 1)
        every = client.get_all_templates(template_type="email")["templates"]

        assert one["personalisation"] == {"name": {"required": True}}
        assert (one["body"], one["subject"], one["version"]) == ("Hello ((name))", "News for ((name))", 1)
        assert old == one
        assert one in every
        assert {row["type"] for row in every} == {"email"}

    def test_a_preview(self, client, templates):
        preview = client.post_template_preview(templates["email"], {"name": "Ada"})

        assert (preview["body"], preview["subject"]) == ("Hello Ada", "News for Ada")
        assert refusal(client.post_template_preview, templates["email"], {}) == (
            400,
            "BadRequestError",
            "Missing personalisation: name",
        )

    def test_received_texts_page_by_page(self, boats):
        first = boats.get_received_texts()["received_text_messages"]
        older = boats.get_received_texts(older_than=first[0]["id"])["received_text_messages"]

        assert len(first) == 4
        assert older == first[1:]
        assert list(boats.get_received_texts_iterator()) == first


class TestTokens:
    @pytest.fixture
    def ask(self, sandbox):
        def get(**token):
            headers = {"Authorization": f"Bearer {a_token(**token)}"}
            answer = requests.get(f"{sandbox.url}/v2/templates", headers=headers, timeout=TIMEOUT)
            return answer.status_code, answer.json()

        return get

    @pytest.fixture
    def secret(self, live):
        return live.key(f"Key {uuid4()}")[-36:]

    @pytest.mark.parametrize(
        ("token", "text"),
        [
            ({"iss": "notify-admin"}, "Invalid token: service id is not the right data type"),
            ({"iss": UNKNOWN}, "Invalid token: service not found"),
            ({"iss": None}, "Invalid token: iss field not provided"),
        ],
    )
    def test_an_issuer_that_is_no_service(self, ask, token, text):
        assert ask(**token) == (
            403,
            {"status_code": 403, "errors": [{"error": "AuthError", "message": text}]},
        )

    def test_another_secret(self, ask, live):
        status, body = ask(iss=live.id)

        assert (status, body["errors"][0]["message"]) == (403, "Invalid token: API key not found")

    def test_an_old_token(self, ask, live, secret):
        status, body = ask(iss=live.id, secret=secret, iat=int(time.time()) - 40)

        assert (status, body["errors"][0]["message"]) == (
            403,
            "Error: Your system clock must be accurate to within 30 seconds",
        )

    def test_a_revoked_key(self, api, ask, live, secret):
        keys = api.get(f"{live.path}/api-keys").json()["apiKeys"]
        newest = max(keys, key=lambda key: key["created_at"])
        before = ask(iss=live.id, secret=secret)[0]
        api.post(f"{live.path}/api-key/revoke/{newest['id']}", {"created_by": live.person_id})
        status, body = ask(iss=live.id, secret=secret)

        assert before == 200
        assert (status, body["errors"][0]["message"]) == (403, "Invalid token: API key revoked")

    def test_another_algorithm(self, ask, live, secret):
        status, body = ask(iss=live.id, secret=secret * 2, algorithm="HS512")

        assert (status, body["errors"][0]["message"]) == (403, "Invalid token: algorithm used is not HS256")

    def test_a_service_without_keys(self, ask, services):
        status, body = ask(iss=services["patient_feedback"])

        assert (status, body["errors"][0]["message"]) == (403, "Invalid token: service has no API keys")

    def test_an_archived_service(self, api, ask, services, people):
        closed = Sending(api, services["flood_wardens"], people["manager"]["id"])
        status, body = ask(iss=closed.id, secret=closed.key("Too late")[-36:])

        assert (status, body["errors"][0]["message"]) == (403, "Invalid token: service is archived")

    def test_no_token(self, sandbox):
        answer = requests.get(f"{sandbox.url}/v2/templates", timeout=TIMEOUT)

        assert answer.status_code == 401
        assert answer.json()["errors"] == [
            {"error": "AuthError", "message": "Unauthorized: authentication token must be provided"}
        ]

    def test_a_key_of_a_service_does_not_open_the_portals_routes(self, sandbox, live, secret):
        headers = {"Authorization": f"Bearer {a_token(secret, iss=live.id)}"}
        answer = requests.get(f"{sandbox.url}{live.path}", headers=headers, timeout=TIMEOUT)

        assert answer.status_code == 401
