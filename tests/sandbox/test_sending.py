"""One message from the portal: what is sent, and what is refused."""

import pytest

from tests.sandbox.caller import SECRET
from tests.sandbox.senders import Sending, all_at_once
from tests.sandbox_process import SandboxProcess

UNKNOWN = "00000000-0000-0000-0000-000000000000"
NOT_A_MOBILE = (
    "This does not look like a UK mobile number – "  # noqa: RUF001 - the API's dash
    "double check the mobile number you entered"
)
ADDRESS = {"address_line_1": "Ada", "address_line_2": "1 Road", "postcode": "N1 1AA"}


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
def templates(live):
    return {
        "sms": live.template("sms"),
        "email": live.template("email"),
        "letter": live.template("letter", postage="second"),
    }


def refused(answer):
    assert answer.json()["result"] == "error"
    return answer.status_code, answer.json()["message"]


class TestSending:
    def test_an_email_is_in_the_outbox_and_delivered(self, sandbox, live, templates):
        answer = live.send(templates["email"], "bo@example.com", name="Bo")
        message = live.notification(answer.json()["id"])

        assert (answer.status_code, list(answer.json())) == (201, ["id"])
        assert message["status"] == "delivered"
        assert message["created_by"]["id"] == live.person_id
        assert (message["personalisation"], message["reply_to_text"]) == (
            {"name": "Bo"},
            "counciltax@meadowbridge.gov.uk",
        )
        assert [(row["subject"], row["body"]) for row in sandbox.outbox("bo@example.com")] == [
            ("News for Bo", "Hello Bo")
        ]

    def test_a_number_is_kept_as_typed_and_found_in_any_form(self, api, live, templates):
        sent = live.send(templates["sms"], "07700 900888", name="Bo").json()
        message = live.notification(sent["id"])
        found = api.post(f"{live.path}/notifications", {"to": "+447700900888"}).json()["notifications"]

        assert (message["to"], message["normalised_to"]) == ("07700 900888", "447700900888")
        assert (message["phone_prefix"], message["international"]) == ("44", False)
        assert [row["id"] for row in found] == [sent["id"]]

    @pytest.mark.parametrize(
        ("name", "parts"), [("x" * 141, 1), ("x" * 142, 2), ("ŵ" * 51, 1), ("ŵ" * 52, 2), ("é" * 141, 1)]
    )
    def test_the_bill_counts_parts_with_the_name_of_the_service(self, live, templates, name, parts):
        sent = live.send(templates["sms"], "07700900888", name=name).json()

        assert live.notification(sent["id"])["billable_units"] == parts

    def test_a_letter_can_be_cancelled_until_it_is_printed(self, api, live, templates):
        sent = live.send(templates["letter"], None, name="Bo", **ADDRESS).json()
        letter = live.notification(sent["id"])
        cancelled = api.post(f"{live.path}/notifications/{sent['id']}/cancel", {})

        assert (letter["status"], letter["to"]) == ("created", "Ada\n1 Road\nN1 1AA")
        assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
        assert live.notification(sent["id"])["status"] == "cancelled"

    def test_a_chosen_sender(self, api, live, templates):
        created = api.post(f"{live.path}/sms-sender", {"sms_sender": "TOWNHALL", "is_default": False})
        body = {
            "template_id": templates["sms"],
            "to": "07700900888",
            "personalisation": {"name": "Bo"},
            "created_by": live.person_id,
            "sender_id": created.json()["id"],
        }
        sent = api.post(f"{live.path}/send-notification", body).json()

        assert live.notification(sent["id"])["reply_to_text"] == "TOWNHALL"

    def test_statistics_templates_and_bills_count_the_same(self, api, live):
        template = live.template("sms")
        before = live.statistics()["sms"]
        for _ in range(3):
            live.send(template, "07700900888", name="Bo")
        live.send(template, "07700900002", name="Bo")
        after = live.statistics()["sms"]
        usage = api.data(f"{live.path}/template-statistics", limit_days=0)
        counts = {row["status"]: row["count"] for row in usage if row["template_id"] == template}

        assert {name: after[name] - before[name] for name in after} == {
            "requested": 4,
            "delivered": 3,
            "failed": 1,
        }
        assert counts == {"delivered": 3, "permanent-failure": 1}


class TestRefusals:
    def test_a_missing_value(self, live, templates):
        assert refused(live.send(templates["sms"], "07700900888")) == (400, "Missing personalisation: name")

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("123", "Mobile number is too short"),
            ("0770090088", "Mobile number is too short"),
            ("077009008888", "Mobile number is too long"),
            ("0770090088o", "Mobile numbers can only include: 0 1 2 3 4 5 6 7 8 9 ( ) + -"),
            (
                "02079460000",
                NOT_A_MOBILE,
            ),
        ],
    )
    def test_a_number_that_is_none(self, live, templates, number, text):
        assert refused(live.send(templates["sms"], number, name="Bo")) == (400, text)

    def test_no_recipient_at_all(self, live, templates):
        assert refused(live.send(templates["email"], None, name="Bo")) == (400, "Recipient can't be empty")

    def test_an_address_that_is_none(self, live, templates):
        assert refused(live.send(templates["email"], "bo", name="Bo")) == (400, "Not a valid email address")

    def test_a_letter_to_nowhere(self, live, templates):
        answer = live.send(templates["letter"], None, name="Bo", address_line_1="Ada")

        assert refused(answer) == (400, "Address must be at least 3 lines")

    def test_abroad_without_the_permission(self, api, live, templates):
        permissions = api.data(live.path)["permissions"]
        allowed = live.send(templates["sms"], "+33 6 12 34 56 78", name="Bo").json()
        api.post(live.path, {"permissions": [name for name in permissions if name != "international_sms"]})
        try:
            answer = live.send(templates["sms"], "+33 6 12 34 56 78", name="Bo")
        finally:
            api.post(live.path, {"permissions": permissions})

        assert refused(answer) == (400, "Cannot send to international mobile numbers")
        assert live.notification(allowed["id"])["status"] == "sent"

    def test_a_template_of_another_service(self, live, trial):
        answer = live.send(trial.template("sms"), "07700900888", name="Bo")

        assert refused(answer) == (404, "No result found")

    def test_a_person_who_is_not_in_the_team(self, api, live, templates, people):
        stranger = Sending(api, live.id, people["manager"]["id"])
        status, text = refused(stranger.send(templates["sms"], "07700900888", name="Bo"))

        assert status == 400
        assert text.endswith('is not part of the "Council Tax" service')

    def test_a_body_without_what_is_needed_says_what_is_missing(self, api, live):
        missing = {name: ["Missing data for required field."] for name in ("template_id", "to", "created_by")}

        assert refused(api.post(f"{live.path}/send-notification", {})) == (400, missing)

    def test_a_sender_that_was_removed(self, api, live, templates):
        senders = f"{live.path}/sms-sender"
        gone = api.post(senders, {"sms_sender": "OLDHALL", "is_default": False}).json()["id"]
        api.post(f"{senders}/{gone}/archive", {})
        body = {
            "template_id": templates["sms"],
            "to": "07700900888",
            "personalisation": {"name": "Bo"},
            "created_by": live.person_id,
            "sender_id": gone,
        }

        assert refused(api.post(f"{live.path}/send-notification", body)) == (
            400,
            f"sms_sender_id {gone} does not exist in database for service id {live.id}",
        )

    def test_in_trial_mode_the_team_alone(self, trial, people):
        template = trial.template("email")
        team = trial.send(template, people["council_manager"]["email_address"].upper(), name="Bo")
        guest = refused(trial.send(template, "volunteers@meadowbridge-friends.org", name="Bo"))

        assert team.status_code == 201
        assert guest[0] == 400
        assert "when service is in trial mode" in guest[1]

    def test_no_letters_in_trial_mode(self, trial):
        answer = trial.send(trial.template("letter", postage="second"), None, name="Bo", **ADDRESS)

        assert refused(answer) == (403, "Cannot send letters when service is in trial mode")

    def test_a_refused_message_is_nowhere(self, sandbox, live, templates):
        before = live.statistics()
        live.send(templates["email"], "carol@example.com")

        assert (live.statistics(), sandbox.outbox("carol@example.com")) == (before, [])


class TestTogether:
    def test_eight_people_at_once_lose_nothing(self, api, sandbox, live, templates):
        def send_five():
            for _ in range(5):
                assert live.send(templates["email"], "together@example.com", name="Bo").status_code == 201

        failures = all_at_once([send_five] * 8)
        found = api.post(f"{live.path}/notifications", {"to": "together@example.com"}).json()["notifications"]

        assert failures == []
        assert {row["status"] for row in found} == {"delivered"}
        assert len(found) == len(sandbox.outbox("together@example.com")) == 40


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("7700900888", "447700900888"),
            ("0044 7700 900888", "447700900888"),
            ("(07700) 900-888", "447700900888"),
            ("00 33 6 12 34 56 78", "33612345678"),
            ("+1 202 555 0100", "12025550100"),
        ],
    )
    def test_are_the_same_however_they_are_typed(self, live, templates, typed, kept):
        sent = live.send(templates["sms"], typed, name="Bo").json()

        assert live.notification(sent["id"])["normalised_to"] == kept

    @pytest.mark.parametrize(
        ("typed", "text"),
        [("+33 6 12", "Mobile number is too short"), ("+33612345678901234", "Mobile number is too long")],
    )
    def test_abroad_have_their_own_lengths(self, live, templates, typed, text):
        assert refused(live.send(templates["sms"], typed, name="Bo")) == (400, text)

    def test_landlines_need_a_permission(self, api, live, templates):
        permissions = api.data(live.path)["permissions"]
        before = live.send(templates["sms"], "020 7946 0000", name="Bo")
        api.post(live.path, {"permissions": [*permissions, "sms_to_uk_landlines"]})
        after = live.send(templates["sms"], "020 7946 0000", name="Bo")
        api.post(live.path, {"permissions": permissions})

        assert (before.status_code, after.status_code) == (400, 201)


class TestContent:
    @pytest.mark.parametrize(("channel", "to"), [("sms", "07700900888"), ("email", "bo@example.com")])
    def test_an_empty_message(self, live, channel, to):
        template = live.template(channel, "((name))")

        assert refused(live.send(template, to, name=" ")) == (400, "Your message is empty.")

    def test_an_email_beyond_two_megabytes(self, live):
        answer = live.send(live.template("email", "((name))"), "bo@example.com", name="x" * 2_000_001)

        assert refused(answer) == (
            400,
            "Your message is too long. Emails cannot be longer than 2000000 bytes. Your message is 2000001 bytes.",
        )

    def test_a_text_without_the_name_of_the_service(self, api, sandbox, live, templates):
        api.post(live.path, {"prefix_sms": False})
        live.send(templates["sms"], "07700900887", name="Bo")
        api.post(live.path, {"prefix_sms": True})

        assert [row["body"] for row in sandbox.outbox("07700900887")] == ["Hello Bo"]

    def test_an_address_of_eight_lines(self, live, templates):
        lines = {f"address_line_{number}": "x" for number in range(1, 8)} | {"postcode": "N1 1AA"}

        assert refused(live.send(templates["letter"], None, name="Bo", **lines)) == (
            400,
            "Address must be no more than 7 lines",
        )

    def test_a_condition_that_holds_or_not(self, sandbox, live):
        template = live.template("email", "Hello((late?? You are late))", subject="News")
        live.send(template, "cond@example.com", late="yes")
        live.send(template, "cond@example.com", late="no")

        assert [row["body"] for row in sandbox.outbox("cond@example.com")] == ["Hello", "Hello You are late"]
