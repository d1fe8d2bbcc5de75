"""Programs with a key: the official client against the sandbox."""

from uuid import uuid4

import pytest

from tests.sandbox.caller import SECRET
from tests.sandbox.senders import Sending, all_at_once, refusal
from tests.sandbox_process import SandboxProcess


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

        assert stranger[1] == "BadRequestError"

    def test_in_trial_mode_a_live_key_reaches_guests_but_no_strangers(self, trial):
        client, template = trial.client(trial.key("Trial key")), trial.template("sms")

        sent = client.send_sms_notification("+44 7700 900250", template, {"name": "A"})
        stranger = refusal(client.send_sms_notification, "07700900777", template, {"name": "A"})

        assert client.get_notification_by_id(sent["id"])["status"] == "delivered"
        assert stranger[1] == "BadRequestError"

    def test_keys_see_messages_of_their_own_type(self, live, client, templates):
        tester = live.client(live.key("Another test key", "test"))
        reference = str(uuid4())
        tester.send_sms_notification("07700900777", templates["sms"], {"name": "A"}, reference)

        assert len(tester.get_all_notifications(reference=reference)["notifications"]) == 1
        assert client.get_all_notifications(reference=reference)["notifications"] == []
