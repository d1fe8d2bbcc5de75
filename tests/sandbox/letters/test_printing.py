# ruff: noqa: RUF001 - the sentences are the API's, with its apostrophes
"""From created to printed and delivered, and the letters that are cancelled before."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.letters import timings
from tests.sandbox.clock import make_older
from tests.sandbox.letters.conftest import HOUR
from tests.sandbox.senders import refusal

pytestmark = pytest.mark.both_databases

LONDON = {"address_line_1": "Ada", "address_line_2": "1 Road", "postcode": "N1 1AA"}
DAYS = 24 * HOUR
LONG = "A sentence of some length that fills a part of a line.\n\n"


@pytest.fixture
def send(council):
    def sent(content="Hello ((name))", **more):
        return council.send(council.template("letter", content, **more), None, name="Bo", **LONDON).json()[
            "id"
        ]

    return sent


@pytest.fixture
def age(sandbox):
    def older(row_id, seconds, table="notification"):
        make_older(sandbox.database, table, row_id, seconds)

    return older


@pytest.fixture
def cancel(council):
    """Status and text of the answer."""

    def cancelled(letter):
        answer = council.api.post(f"{council.path}/notifications/{letter}/cancel", {})
        return answer.status_code, answer.json().get("message")

    return cancelled


@pytest.fixture
def job(council, files):
    """A finished job of three letters."""
    template = council.template("letter")
    lines = ["address line 1,address line 2,postcode,name", *(f"{name},1 Road,N1 1AA,x" for name in "ABC")]
    upload_id = files.recipients(council.id, template, lines)
    council.api.post(f"{council.path}/job", {"id": upload_id, "created_by": council.person_id})
    return upload_id


@pytest.fixture
def cancel_job(council):
    def cancelled(job_id):
        return council.api.post(f"{council.path}/job/{job_id}/cancel-letter-job", {})

    return cancelled


class TestTheWay:
    def test_created_then_printed_then_delivered(self, council, send, age):
        letter = send()

        created = council.notification(letter)
        age(letter, HOUR / 3)
        printed = council.notification(letter)
        age(letter, HOUR)
        delivered = council.notification(letter)

        assert [row["status"] for row in (created, printed, delivered)] == ["created", "sending", "delivered"]
        assert [row["sent_by"] for row in (created, printed, delivered)] == [None, "dvla", "dvla"]

    def test_letters_of_test_keys_arrive_at_once(self, council):
        client = council.client(council.key("Test key", "test"))
        letter = client.send_letter_notification(council.template("letter"), {"name": "Bo", **LONDON})["id"]

        assert council.notification(letter)["status"] == "delivered"

    def test_a_country_abroad_has_its_own_postage(self, council):
        paris = {"address_line_1": "Ada", "address_line_2": "1 Rue", "address_line_3": "France"}
        answer = council.send(council.template("letter", "Hello"), None, name="Bo", **paris)
        row = council.notification(answer.json()["id"])

        assert (row["postage"], row["international"]) == ("europe", True)


class TestPaper:
    @pytest.mark.parametrize(("times", "sheets"), [(1, 1), (60, 2), (130, 3), (280, 5)])
    def test_is_counted_in_sheets(self, council, send, times, sheets):
        row = council.notification(send(LONG * times))

        assert (row["status"], row["billable_units"]) == ("created", sheets)

    def test_a_qr_code_that_nobody_could_read_is_refused(self, council):
        template, long = council.template("letter", "qr: ((link))"), "x" * 505
        client = council.client(council.key("Key for QR codes"))
        body = {"name": "A", "template_type": "letter", "subject": "A", "content": f"qr: {long}"}
        ours = {"service": council.id, "created_by": council.person_id}
        text = "Cannot create a usable QR code - the link is too long"

        assert council.api.post(f"{council.path}/template", {**body, **ours}).json()["message"] == {
            "content": ["qr-code-too-long"]
        }
        assert council.send(template, None, name="Bo", link=long, **LONDON).json()["message"] == text
        assert refusal(client.send_letter_notification, template, {"name": "Bo", "link": long, **LONDON}) == (
            400,
            "QrCodeTooLongError",
            text,
        )

    def test_more_than_ten_pages_are_not_posted(self, council, send):
        row = council.notification(send(LONG * 400))

        assert (row["status"], row["billable_units"]) == ("validation-failed", 0)

    def test_welsh_and_attached_pages_count(self, council):
        template = council.template(
            "letter",
            letter_languages="welsh_then_english",
            letter_welsh_subject="Newyddion",
            letter_welsh_content="Annwyl ((enw))",
        )
        attachment = {
            "upload_id": "0b5a4e66-98c1-4d5f-b8a5-63a2a0c0e0d1",
            "created_by_id": council.person_id,
            "original_filename": "map.pdf",
            "page_count": 3,
            "template_id": template,
        }
        council.api.post("/letter-attachment", attachment)
        missing = council.send(template, None, name="Bo", **LONDON)
        letter = council.send(template, None, name="Bo", enw="Bo", **LONDON).json()["id"]

        assert missing.json()["message"] == "Missing personalisation: enw"
        assert council.notification(letter)["billable_units"] == 3


class TestCancelling:
    def test_while_it_is_created(self, council, send, age, cancel):
        letter = send()

        first, second = cancel(letter), cancel(letter)
        age(letter, HOUR)

        assert first == (200, None)
        assert second == (400, "This letter has already been cancelled.")
        assert council.notification(letter)["status"] == "cancelled"

    def test_not_once_it_is_printed(self, council, send, age, cancel):
        letter = send()
        age(letter, HOUR / 3)
        made = council.notification(letter)["created_at"].replace("T", " ").rstrip("Z")
        answer = cancel(letter)

        # Between half past five and ten to six its day has just ended, too.
        assert answer in {
            (400, f"We could not cancel this letter. Letter status: sending, created_at: {made}"),
            (400, "It’s too late to cancel this letter. Printing started today at 5.30pm"),
        }

    def test_not_after_half_past_five_of_its_day(self, council, send, age, cancel):
        letter = send()
        age(letter, 2 * DAYS)
        made = datetime.now(UTC) - timedelta(days=2)

        words = timings.print_day_words(made, datetime.now(UTC))
        assert words != "today"
        assert cancel(letter) == (
            400,
            f"It’s too late to cancel this letter. Printing started {words} at 5.30pm",
        )

    def test_only_letters_can_be_cancelled(self, council, cancel):
        text = council.send(council.template("sms"), "07700900888", name="Bo").json()["id"]

        assert cancel(text) == (400, "Notification cannot be cancelled - only letters can be cancelled")
        assert cancel("00000000-0000-0000-0000-000000000000") == (404, "Notification not found")

    def test_frees_its_place_under_the_limit_of_the_day(self, council, send, cancel):
        letter, limit = send(), council.api.data(council.path)["letter_message_limit"]
        used = council.statistics()["letter"]["requested"]
        council.api.post(council.path, {"letter_message_limit": used})
        template = council.template("letter")
        try:
            full = council.send(template, None, name="Bo", **LONDON)
            cancel(letter)
            free = council.send(template, None, name="Bo", **LONDON)
        finally:
            council.api.post(council.path, {"letter_message_limit": limit})

        assert (full.status_code, free.status_code) == (429, 201)


class TestCancellingJobs:
    def test_all_letters_or_none(self, council, job, cancel_job):
        answer = cancel_job(job)
        rows = council.api.get(f"{council.path}/job/{job}/notifications").json()["notifications"]

        assert (answer.status_code, answer.json()) == (200, 3)
        assert [(row["status"], row["billable_units"]) for row in rows] == [("cancelled", 0)] * 3
        assert council.api.data(f"{council.path}/job/{job}")["job_status"] == "cancelled"

    def test_not_twice(self, job, cancel_job):
        cancel_job(job)
        answer = cancel_job(job)

        assert (answer.status_code, answer.json()) == (
            400,
            {"message": "We are still processing these letters, please try again in a minute."},
        )

    def test_not_once_one_of_them_is_printed(self, council, job, age, cancel_job):
        rows = council.api.get(f"{council.path}/job/{job}/notifications").json()["notifications"]
        age(rows[0]["id"], HOUR / 3)
        answer = cancel_job(job)

        assert answer.status_code == 400
        assert answer.json() == {
            "message": "It’s too late to cancel sending, these letters have already been sent."
        }

    def test_not_after_half_past_five_of_its_day(self, job, age, cancel_job):
        age(job, 2 * DAYS, table="job")

        assert "too late" in cancel_job(job).json()["message"]

    def test_only_jobs_of_letters(self, council, files, cancel_job):
        template = council.template("sms")
        texts = files.recipients(council.id, template, ["phone number,name", "07700900888,Bo"])
        council.api.post(f"{council.path}/job", {"id": texts, "created_by": council.person_id})

        assert cancel_job(texts).json() == {
            "message": "Only letter jobs can be cancelled through this endpoint. This is not a letter job."
        }
        assert cancel_job("00000000-0000-0000-0000-000000000000").status_code == 404


class TestAddresses:
    @pytest.mark.parametrize(
        ("last", "text"),
        [
            ("Atlantis", "Last line of address must be a real UK postcode or another country"),
            ("QQ1 1AA", "Last line of address must be a real UK postcode or another country"),
        ],
    )
    def test_the_portal_and_programs_are_told_the_same(self, council, last, text):
        template, values = council.template("letter"), {"name": "Bo", **LONDON, "postcode": last}
        client = council.client(council.key(f"Key for {last}"))

        assert council.send(template, None, **values).json()["message"] == text
        assert refusal(client.send_letter_notification, template, values) == (400, "ValidationError", text)
