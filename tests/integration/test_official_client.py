"""A program with a key from the gateway sends with the official client, and the portal shows what it sent."""

from collections import Counter

import pytest
from django.conf import settings
from notifications_python_client.notifications import NotificationsAPIClient

from gateway import acting_as, api_key_api_client, service_api_client
from tests.integration.nearby import gateway_to, sandbox_environ
from tests.integration.person import Person
from tests.pages import by_id, text_of, texts
from tests.portal_process import PortalProcess
from tests.redis_server import PATIENT
from tests.sandbox_process import SandboxProcess

EACH = 100
REFERENCE = "a hundred of each"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def sandbox(seeded, files):
    with SandboxProcess(seeded, sandbox_environ(files)) as process:
        yield process


@pytest.fixture(scope="module")
def portal(sandbox, redis):
    environ = {
        "API_HOST_NAME": sandbox.url,
        "REDIS_URL": redis.url,
        "REDIS_TIMEOUT": str(PATIENT),
        "ADMIN_CLIENT_SECRET": settings.ADMIN_CLIENT_SECRET,
    }
    with PortalProcess(environ) as process:
        yield process


@pytest.fixture(scope="module", autouse=True)
def _gateway(sandbox, redis, files):
    rosa = sandbox.person("council_manager")["id"]
    with gateway_to(sandbox, redis, files), acting_as(rosa):
        yield rosa


@pytest.fixture(scope="module")
def service_id(_gateway):
    """Live, and it has sent nothing yet."""
    made = service_api_client.create_service("Parking permits", "local", 50, 50, 50, 50, True, _gateway)
    service_api_client.update_status(made, live=True)
    return made


@pytest.fixture(scope="module")
def templates(service_id):
    def template(channel, **subject):
        made = service_api_client.create_service_template(
            name="Permit ready", type_=channel, content="Dear ((name))", service_id=service_id, **subject
        )
        return made["data"]["id"]

    return {"sms": template("sms"), "email": template("email", subject="Your permit ((number))")}


@pytest.fixture(scope="module")
def client(sandbox, service_id):
    secret = api_key_api_client.create_api_key(service_id, "Permits", "normal")
    client = NotificationsAPIClient(f"permits-{service_id}-{secret}", base_url=sandbox.url)
    # The library never closes its connections itself, and warnings are errors here.
    client.request_session.headers["Connection"] = "close"
    return client


@pytest.fixture(scope="module")
def sent(client, templates):
    """The ids of a hundred texts and a hundred e-mails."""
    rows = []
    for number in range(EACH):
        values = {"name": "Ada", "number": number}
        rows += [
            client.send_sms_notification(f"07700911{number:03}", templates["sms"], values, REFERENCE),
            client.send_email_notification(f"{number}@example.com", templates["email"], values, REFERENCE),
        ]
    return [row["id"] for row in rows]


class TestAHundredOfEach:
    def test_are_read_back_delivered(self, client, sent, templates):
        rows = list(client.get_all_notifications_iterator(reference=REFERENCE))
        last = client.get_notification_by_id(sent[-1])

        assert Counter((row["type"], row["status"]) for row in rows) == {
            ("sms", "delivered"): EACH,
            ("email", "delivered"): EACH,
        }
        assert [row["id"] for row in rows] == sent[::-1]
        assert last == rows[0]
        assert (last["body"], last["subject"]) == ("Dear Ada", f"Your permit {EACH - 1}")
        assert last["template"]["id"] == templates["email"]

    def test_the_templates_are_those_of_the_gateway(self, client, service_id, templates):
        found = client.get_all_templates()["templates"]
        one = client.get_template(templates["email"])
        of_gateway = service_api_client.get_service_template(service_id, templates["email"])["data"]

        assert {row["id"] for row in found} == set(templates.values())
        assert one in found
        assert (one["body"], one["subject"]) == (of_gateway["content"], of_gateway["subject"])
        assert one["personalisation"] == {"name": {"required": True}, "number": {"required": True}}

    def test_the_dashboard_of_the_portal_shows_them(self, portal, sandbox, service_id, sent):
        rosa = Person.signed_in(portal, sandbox, "council_manager")
        page = rosa.get(f"/services/{service_id}")

        shown = [text_of(by_id(page, f"total-{channel}")) for channel in ("email", "sms", "letters")]
        assert shown == [str(EACH), str(EACH), "0"]
        assert texts(page, "p", "big-number-status") == ["No failures"] * 3

    def test_the_log_of_the_portal_names_the_key(self, portal, sandbox, service_id, sent):
        rosa = Person.signed_in(portal, sandbox, "council_manager")
        page = rosa.get(f"/services/{service_id}/api")

        assert "99@example.com" in page.text
        assert "Permits" in rosa.get(f"/services/{service_id}/api/keys").text
