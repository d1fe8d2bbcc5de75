"""What the official client raises: status, name and sentence of every refusal it can meet."""

import pytest
import requests
from notifications_python_client.errors import HTTPError

from tests.sandbox.caller import TIMEOUT, a_token
from tests.sandbox.public_refusals import ADA, NUMBER, REFUSALS, World
from tests.sandbox.senders import Sending, refusal


@pytest.fixture(scope="module")
def world(api, services, people):
    person = people["council_manager"]["id"]
    service = Sending(api, services["council_tax"], person)
    trial = Sending(api, services["library_loans"], person)
    archived, sms = service.template("sms"), service.template("sms")
    api.post(f"{service.path}/template/{archived}", {"archived": True, "created_by": person})
    live = service.client(service.key("Live"))
    return World(
        service=service,
        live=live,
        team=service.client(service.key("Team", "team")),
        trial=trial.client(trial.key("Trial")),
        secret=service.key("Bare", "test")[-36:],
        sms=sms,
        email=service.template("email"),
        letter=service.template("letter"),
        archived=archived,
        trial_sms=trial.template("sms"),
        trial_email=trial.template("email"),
        text_id=live.send_sms_notification(NUMBER, sms, ADA)["id"],
    )


class TestTheOfficialClient:
    @pytest.mark.parametrize(("call", "status", "error", "text"), REFUSALS)
    def test_raises(self, world, call, status, error, text):
        assert refusal(call, world) == (status, error, text.format(service_id=world.service.id))

    def test_is_told_of_everything_that_is_wrong_at_once(self, world):
        with pytest.raises(HTTPError) as caught:
            world.text("077", template="7")

        found = {row["message"] for row in caught.value.message}
        assert found == {"phone_number Not enough digits", "template_id is not a valid UUID"}

    def test_a_channel_that_is_switched_off(self, api, world):
        path = world.service.path
        permissions = api.data(path)["permissions"]
        api.post(path, {"permissions": [name for name in permissions if name != "sms"]})
        try:
            answer = refusal(world.text)
        finally:
            api.post(path, {"permissions": permissions})

        assert answer == (400, "BadRequestError", "Service is not allowed to send text messages")

    def test_numbers_abroad_while_they_are_switched_off(self, api, world):
        path = world.service.path
        permissions = api.data(path)["permissions"]
        api.post(path, {"permissions": [name for name in permissions if name != "international_sms"]})
        try:
            answer = refusal(world.text, "+33 6 12 34 56 78")
        finally:
            api.post(path, {"permissions": permissions})

        assert answer == (400, "BadRequestError", "Cannot send to international mobile numbers")


class TestBodies:
    """What the client never sends, and other programs may."""

    @pytest.fixture
    def send(self, sandbox, world):
        def sending(body, **headers):
            token = a_token(world.secret, iss=world.service.id)
            return requests.post(
                f"{sandbox.url}/v2/notifications/sms",
                data=body,
                headers={"Authorization": f"Bearer {token}", **headers},
                timeout=TIMEOUT,
            )

        return sending

    @pytest.mark.parametrize("content_type", ["application/json", "application/text"])
    def test_no_json(self, send, content_type):
        answer = send("phone_number=7", **{"Content-Type": content_type})

        assert answer.status_code == 400
        assert answer.json()["errors"] == [
            {"error": "BadRequestError", "message": "Invalid JSON supplied in POST data"}
        ]

    def test_nothing_at_all(self, send):
        messages = [row["message"] for row in send("").json()["errors"]]

        assert messages == ["phone_number is a required property", "template_id is a required property"]

    def test_json_without_saying_so(self, send, world):
        body = f'{{"phone_number": "{NUMBER}", "template_id": "{world.sms}", "personalisation": {{"name": "Ada"}}}}'

        assert send(body).status_code == 201
