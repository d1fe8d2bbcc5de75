"""Programs and letters as PDF files: the official client against the sandbox."""

import base64
from io import BytesIO
from uuid import uuid4

import pytest

from tests.sandbox.clock import make_older
from tests.sandbox.letters.conftest import HOUR
from tests.sandbox.letters.files import LONDON, a_pdf, words
from tests.sandbox.senders import Sending, refusal

VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
VALUES = {"name": "Bo", "address_line_1": "Bo", "address_line_2": "1 Road", "postcode": "N1 1AA"}


@pytest.fixture(scope="module")
def client(council):
    return council.client(council.key("A program that writes letters"))


@pytest.fixture
def check(sandbox):
    """Lets so much time pass that a letter has been checked."""

    def passed(letter):
        make_older(sandbox.database, "notification", letter, HOUR / 3)

    return passed


@pytest.fixture
def send(client):
    def sent(pdf, **more):
        return client.send_precompiled_letter_notification("ref-1", BytesIO(pdf), **more)

    return sent


class TestSending:
    def test_answers_at_once_and_checks_later(self, council, client, send, check):
        sent = send(a_pdf(pages=3), postage="first")
        waiting = client.get_notification_by_id(sent["id"])
        check(sent["id"])
        row = council.notification(sent["id"])

        assert (sent["reference"], sent["postage"]) == ("ref-1", "first")
        assert (waiting["status"], waiting["line_1"]) == ("pending-virus-check", "Provided as PDF")
        # Its hour began when it was made, so a third of it has gone as well.
        assert row["status"] == "sending"
        assert (row["to"], row["billable_units"], row["postage"]) == ("\n".join(LONDON), 2, "first")
        assert client.get_notification_by_id(sent["id"])["status"] == "accepted"

    def test_abroad_has_its_own_postage(self, council, send, check):
        letter = send(a_pdf(address=("Ada", "1 Rue", "France")))["id"]
        check(letter)
        row = council.notification(letter)

        assert (row["postage"], row["international"]) == ("europe", True)

    def test_a_bad_file_is_never_printed(self, council, client, send, check):
        letter = send(a_pdf(pages=2, at=(2, 120)))["id"]
        check(letter)
        path = f"{council.path}/template/preview/{letter}"
        shown = council.api.get(f"{path}/pdf").json()
        painted, plain = (council.api.get(f"{path}/png", page=page).json()["content"] for page in (1, 2))

        assert client.get_notification_by_id(letter)["status"] == "validation-failed"
        assert shown["metadata"] == {
            "message": "content-outside-printable-area",
            "invalid_pages": "[1, 2]",
            "page_count": "2",
        }
        assert base64.b64decode(shown["content"]).startswith(b"%PDF")
        assert painted != plain

    def test_what_is_no_pdf_at_all(self, client, send, check):
        letter = send(b"Dear Sir")["id"]
        check(letter)

        assert client.get_notification_by_id(letter)["status"] == "validation-failed"

    def test_a_virus_is_found(self, client, send, check):
        letter = send(a_pdf() + VIRUS)["id"]
        check(letter)

        assert client.get_notification_by_id(letter)["status"] == "virus-scan-failed"
        assert refusal(client.get_pdf_for_letter, letter) == (
            400,
            "BadRequestError",
            "File did not pass the virus scan",
        )

    def test_with_a_test_key_it_arrives(self, council, check):
        tester = council.client(council.key("A test of letters", "test"))
        letter = tester.send_precompiled_letter_notification("ref", BytesIO(a_pdf()))["id"]
        check(letter)

        assert tester.get_notification_by_id(letter)["status"] == "received"

    def test_can_be_cancelled_while_it_waits(self, council, client, send, check):
        letter = send(a_pdf())["id"]
        council.api.post(f"{council.path}/notifications/{letter}/cancel", {})
        check(letter)

        assert client.get_notification_by_id(letter)["status"] == "cancelled"

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ({"content": "JVBER"}, "reference is a required property"),
            (
                {"reference": "r", "content": "JVBER", "postage": "europe"},
                "postage invalid. It must be either first, second or economy.",
            ),
            (
                {"reference": "r", "content": "JVBER", "template_id": "x"},
                "Additional properties are not allowed (template_id was unexpected)",
            ),
        ],
    )
    def test_says_what_is_wrong(self, client, body, text):
        assert refusal(client.post, "/v2/notifications/letter", body) == (400, "ValidationError", text)

    def test_what_is_not_base64(self, client):
        body = {"reference": "r", "content": "JVBER"}

        assert refusal(client.post, "/v2/notifications/letter", body) == (
            400,
            "BadRequestError",
            "Cannot decode letter content (invalid base64 encoding)",
        )

    def test_not_with_a_team_key_or_in_trial_mode(self, api, services, people, council):
        team = council.client(council.key("A team of letters", "team"))
        trial = Sending(api, services["library_loans"], people["council_manager"]["id"])
        beginner = trial.client(trial.key("A beginner of letters"))
        first, second = (
            refusal(program.send_precompiled_letter_notification, "r", BytesIO(a_pdf()))
            for program in (team, beginner)
        )

        assert first == (403, "BadRequestError", "Cannot send letters with a team api key")
        assert second == (403, "BadRequestError", "Cannot send letters when service is in trial mode")


class TestPdf:
    def test_of_a_letter_from_a_template(self, council, client):
        letter = client.send_letter_notification(council.template("letter"), VALUES)["id"]

        assert "Hello Bo" in words(client.get_pdf_for_letter(letter).read())

    def test_of_a_letter_that_came_as_one(self, client, send, check):
        pdf = a_pdf()
        letter = send(pdf)["id"]
        early = refusal(client.get_pdf_for_letter, letter)
        check(letter)

        assert early == (400, "PDFNotReadyError", "PDF not available yet, try again later")
        assert client.get_pdf_for_letter(letter).read() == pdf

    def test_of_what_is_no_letter(self, council, client):
        text = client.send_sms_notification("07700900888", council.template("sms"), {"name": "Bo"})["id"]

        assert refusal(client.get_pdf_for_letter, text) == (
            400,
            "BadRequestError",
            "Notification is not a letter",
        )
        assert refusal(client.get_pdf_for_letter, str(uuid4()))[0] == 404

    def test_of_a_letter_that_the_printer_lost(self, api, services, people):
        boats = Sending(api, services["boat_licences"], people["manager"]["id"])
        rows = api.get(
            f"{boats.path}/notifications", template_type="letter", status="technical-failure", limit_days=7
        ).json()["notifications"]
        program = boats.client(boats.key("Reads letters"))

        assert rows
        assert refusal(program.get_pdf_for_letter, rows[0]["id"])[2] == (
            "PDF not available for letters in status technical-failure"
        )
