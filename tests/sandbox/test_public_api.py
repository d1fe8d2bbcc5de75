"""Programs with a key: the official client against the sandbox."""

from collections import Counter
from uuid import uuid4

import pytest

from tests.sandbox.caller import SECRET
from tests.sandbox.senders import Sending, all_at_once, refusal
from tests.sandbox_process import SandboxProcess

UNKNOWN = "00000000-0000-0000-0000-000000000000"
TRIAL_MODE = (
    "Can’t send to this recipient when service is in trial mode "  # noqa: RUF001 - the API's apostrophe
    "– see https://www.notifications.service.gov.uk/trial-mode"  # noqa: RUF001 - the API's dash
)
TEAM_KEY = "Can’t send to this recipient using a team-only API key"  # noqa: RUF001 - the API's apostrophe


@pytest.fixture(scope="module")
def sandbox(seeded):
    with SandboxProcess(seeded, {"ADMIN_CLIENT_SECRET": SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}) as process:
        yield process


@pytest.fixture(scope="module")
def live(api, services, people):
    return Sending(api, services["council_tax"], people["council_manager"]["id"])


@pytest.fixture(scope="module")
def trial(api, services, people):
    return Sending(api, services["library_loans"], people["council_manager"]["id"])


@pytest.fixture(scope="module")
def client(live):
    return live.client(live.key("Live key"))


@pytest.fixture(scope="module")
def templates(live):
    return {
        "sms": live.template("sms"),
        "email": live.template("email"),
        "letter": live.template("letter", postage="second"),
    }


class TestSending:
    def test_a_text_says_where_to_look_for_it(self, sandbox, live, client, templates):
        answer = client.send_sms_notification("07700 900777", templates["sms"], {"name": "Ada"}, "ref-1")

        assert answer["content"] == {"body": "Hello Ada", "from_number": "MEADOWBRDG"}
        assert answer["reference"] == "ref-1"
        assert answer["uri"] == f"{sandbox.url}/v2/notifications/{answer['id']}"
        assert answer["template"] == {
            "id": templates["sms"],
            "version": 1,
            "uri": f"{sandbox.url}/services/{live.id}/templates/{templates['sms']}",
        }
        assert sandbox.outbox("07700 900777")[0]["body"] == "Council Tax: Hello Ada"

    def test_an_email_is_delivered_and_read_back(self, sandbox, client, templates):
        sent = client.send_email_notification("ada@example.com", templates["email"], {"NAME": "Ada"}, "ref-2")
        read = client.get_notification_by_id(sent["id"])

        assert sent["content"]["subject"] == "News for Ada"
        assert (read["status"], read["body"], read["subject"]) == ("delivered", "Hello Ada", "News for Ada")
        assert (read["email_address"], read["phone_number"]) == ("ada@example.com", None)
        assert read["completed_at"] == read["sent_at"] == read["created_at"]
        assert (read["is_cost_data_ready"], read["cost_in_pounds"], read["cost_details"]) == (True, 0, {})
        assert sandbox.outbox("ada@example.com")[0]["subject"] == "News for Ada"

    def test_a_list_reads_as_a_sentence(self, client, templates):
        sent = client.send_sms_notification("07700900778", templates["sms"], {"name": ["Ada", "Bo", "Cy"]})

        assert sent["content"]["body"] == "Hello Ada, Bo and Cy"

    def test_a_letter_waits_to_be_printed(self, client, templates):
        values = {
            "name": "Ada",
            "address_line_1": "Ada",
            "address_line_2": "1 Road",
            "address_line_3": "N1 1AA",
        }
        sent = client.send_letter_notification(templates["letter"], values)
        read = client.get_notification_by_id(sent["id"])

        assert (read["status"], read["postage"]) == ("accepted", "second")
        assert [read[f"line_{number}"] for number in (1, 2, 3, 4)] == ["Ada", "1 Road", "N1 1AA", None]

    def test_a_smoke_test_leaves_nothing_behind(self, sandbox, live, client, templates):
        before = live.statistics()
        sent = client.send_sms_notification("07700900111", templates["sms"], {"name": "Ada"})

        assert refusal(client.get_notification_by_id, sent["id"])[0] == 404
        assert (live.statistics(), sandbox.outbox("07700900111")) == (before, [])

    def test_a_hundred_texts_and_emails_are_delivered_and_add_up(self, live, client, templates):
        before = live.statistics()
        reference = str(uuid4())
        for number in range(100):
            client.send_sms_notification(f"07700911{number:03}", templates["sms"], {"name": "A"}, reference)
            client.send_email_notification(
                f"{number}@example.com", templates["email"], {"name": "A"}, reference
            )
        read = list(client.get_all_notifications_iterator(reference=reference))
        after = live.statistics()

        assert Counter((row["type"], row["status"]) for row in read) == {
            ("sms", "delivered"): 100,
            ("email", "delivered"): 100,
        }
        for channel in ("sms", "email"):
            assert after[channel]["requested"] - before[channel]["requested"] == 100
            assert after[channel]["delivered"] - before[channel]["delivered"] == 100

    def test_eight_programs_at_once_lose_nothing(self, live, templates):
        key, reference = live.key("Eight at once"), str(uuid4())

        def send_ten():
            client = live.client(key)
            for _ in range(10):
                client.send_sms_notification("07700900779", templates["sms"], {"name": "A"}, reference)

        before = live.statistics()["sms"]["requested"]
        failures = all_at_once([send_ten] * 8)
        read = list(live.client(key).get_all_notifications_iterator(reference=reference))

        assert failures == []
        assert len({row["id"] for row in read}) == 80
        assert live.statistics()["sms"]["requested"] - before == 80


class TestRefusals:
    def test_a_missing_value_is_named(self, client, templates):
        assert refusal(client.send_sms_notification, "07700900777", templates["sms"]) == (
            400,
            "BadRequestError",
            "Missing personalisation: name",
        )

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("077009", "phone_number Not enough digits"),
            ("07700 900 777 888", "phone_number Too many digits"),
            ("0770090077x", "phone_number Must not contain letters or symbols"),
            ("020 7946 0000", "phone_number Not a UK mobile number"),
        ],
    )
    def test_a_number_that_is_none(self, client, templates, number, text):
        answer = refusal(client.send_sms_notification, number, templates["sms"], {"name": "A"})

        assert answer == (400, "ValidationError", text)

    def test_an_address_that_is_none(self, client, templates):
        answer = refusal(client.send_email_notification, "ada at home", templates["email"], {"name": "A"})

        assert answer == (400, "ValidationError", "email_address Not a valid email address")

    def test_a_template_of_another_channel_or_of_nobody(self, client, templates):
        other = refusal(client.send_sms_notification, "07700900777", templates["email"], {"name": "A"})
        nobody = refusal(client.send_sms_notification, "07700900777", UNKNOWN, {"name": "A"})

        assert other[1:] == ("BadRequestError", "email template is not suitable for sms notification")
        assert nobody[1:] == ("BadRequestError", "Template not found")

    def test_an_archived_template(self, api, live, client):
        template = live.template("sms")
        api.post(f"{live.path}/template/{template}", {"archived": True, "created_by": live.person_id})

        answer = refusal(client.send_sms_notification, "07700900777", template, {"name": "A"})

        assert answer == (400, "BadRequestError", "Template has been deleted")

    def test_a_sender_of_somebody_else(self, live, client, templates):
        answer = refusal(
            client.send_sms_notification,
            "07700900777",
            templates["sms"],
            {"name": "A"},
            sms_sender_id=UNKNOWN,
        )

        text = f"sms_sender_id {UNKNOWN} does not exist in database for service id {live.id}"
        assert answer == (400, "BadRequestError", text)

    def test_a_text_that_is_too_long(self, client, templates):
        answer = refusal(client.send_sms_notification, "07700900777", templates["sms"], {"name": "x" * 913})

        assert answer[2] == (
            "Text messages cannot be longer than 918 characters. Your message is 919 characters long."
        )

    def test_a_field_the_api_does_not_know(self, client, templates):
        body = {"phone_number": "07700900777", "template_id": templates["sms"], "colour": "blue"}

        assert refusal(client.post, "/v2/notifications/sms", body)[1:] == (
            "ValidationError",
            "Additional properties are not allowed (colour was unexpected)",
        )

    def test_an_address_of_two_lines(self, client, templates):
        values = {"name": "A", "address_line_1": "Ada", "address_line_2": "N1 1AA"}

        assert refusal(client.send_letter_notification, templates["letter"], values) == (
            400,
            "ValidationError",
            "Address must be at least 3 lines",
        )

    def test_a_channel_that_is_switched_off(self, api, live, client, templates):
        permissions = api.data(live.path)["permissions"]
        without = [name for name in permissions if name != "sms"]
        api.post(live.path, {"permissions": without})
        try:
            answer = refusal(client.send_sms_notification, "07700900777", templates["sms"], {"name": "A"})
        finally:
            api.post(live.path, {"permissions": permissions})

        assert answer == (400, "BadRequestError", "Service is not allowed to send text messages")


class TestKeyTypes:
    def test_a_test_key_delivers_nothing_and_counts_nowhere(self, sandbox, live, templates):
        client = live.client(live.key("Test key", "test"))
        before = live.statistics()
        sent = client.send_email_notification("nobody@example.com", templates["email"], {"name": "A"})

        assert client.get_notification_by_id(sent["id"])["status"] == "delivered"
        assert sandbox.outbox("nobody@example.com") == []
        assert live.statistics() == before

    def test_a_team_key_reaches_the_team_and_guests_alone(self, trial, people):
        client, template = trial.client(trial.key("Team key", "team")), trial.template("email")
        values = {"name": "A"}

        client.send_email_notification(people["council_manager"]["email_address"], template, values)
        client.send_email_notification("Volunteers@meadowbridge-friends.org", template, values)
        stranger = refusal(client.send_email_notification, "x@example.com", template, values)

        assert stranger == (400, "BadRequestError", TEAM_KEY)

    def test_in_trial_mode_a_live_key_reaches_guests_but_no_strangers(self, trial):
        client, template = trial.client(trial.key("Trial key")), trial.template("sms")

        sent = client.send_sms_notification("+44 7700 900250", template, {"name": "A"})
        stranger = refusal(client.send_sms_notification, "07700900777", template, {"name": "A"})

        assert client.get_notification_by_id(sent["id"])["status"] == "delivered"
        assert stranger == (400, "BadRequestError", TRIAL_MODE)

    def test_keys_see_messages_of_their_own_type(self, live, client, templates):
        tester = live.client(live.key("Another test key", "test"))
        reference = str(uuid4())
        tester.send_sms_notification("07700900777", templates["sms"], {"name": "A"}, reference)

        assert len(tester.get_all_notifications(reference=reference)["notifications"]) == 1
        assert client.get_all_notifications(reference=reference)["notifications"] == []

    def test_no_letters_with_a_team_key_or_in_trial_mode(self, live, trial, templates):
        team = live.client(live.key("Team key for letters", "team"))
        beginner = trial.client(trial.key("Trial key for letters"))

        assert refusal(team.send_letter_notification, templates["letter"], {}) == (
            403,
            "BadRequestError",
            "Cannot send letters with a team api key",
        )
        assert refusal(beginner.send_letter_notification, UNKNOWN, {})[2] == (
            "Cannot send letters when service is in trial mode"
        )
