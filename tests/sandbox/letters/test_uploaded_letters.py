# ruff: noqa: RUF001 - the sentences are the API's, with its apostrophes and dashes
"""Letters that people upload as PDF files: sent, shown, and listed by the day they are printed."""

import base64
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

import pytest
from PIL import Image

from sandbox.letters import timings
from tests.sandbox.clock import make_older
from tests.sandbox.letters.conftest import HOUR
from tests.sandbox.letters.files import LONDON, a_pdf, words
from tests.sandbox.senders import Sending

pytestmark = pytest.mark.both_databases

ADDRESS = "\n".join(LONDON)


@pytest.fixture
def send_pdf(council, files):
    """The answer to sending this file."""

    def sent(pdf, service=council, **more):
        body = {
            "filename": "map.pdf",
            "file_id": files.letter_upload(service.id, pdf),
            "postage": "first",
            "recipient_address": quote(ADDRESS),
            "created_by": service.person_id,
            **more,
        }
        return service.api.post(f"{service.path}/send-pdf-letter", body)

    return sent


@pytest.fixture
def letter(send_pdf):
    return send_pdf(a_pdf(pages=3)).json()["id"]


@pytest.fixture
def preview(council):
    def shown(letter, file_type, **page):
        return council.api.get(f"{council.path}/template/preview/{letter}/{file_type}", **page)

    return shown


def content(answer):
    return base64.b64decode(answer.json()["content"])


class TestSending:
    def test_the_letter_has_the_id_of_its_file(self, council, files, send_pdf):
        upload_id = files.letter_upload(council.id, a_pdf(pages=3))
        answer = send_pdf(b"", file_id=upload_id)
        row = council.notification(upload_id)

        assert (answer.status_code, answer.json()) == (201, {"id": upload_id})
        assert (row["to"], row["client_reference"], row["postage"]) == (ADDRESS, "map.pdf", "first")
        assert (row["status"], row["billable_units"], row["international"]) == ("created", 2, False)
        assert row["template"]["is_precompiled_letter"] is True
        assert row["personalisation"] == {"address_line_1": "map.pdf"}
        assert row["created_by"]["id"] == council.person_id

    def test_the_upload_is_over_then(self, council, files, letter):
        assert not files.has_letter_upload(council.id, letter)

    def test_sent_again_it_is_not_sent_again(self, council, letter, send_pdf):
        before = council.statistics()
        again = send_pdf(b"", file_id=letter)

        assert (again.status_code, again.json()) == (201, {"id": letter})
        assert council.statistics() == before

    def test_abroad(self, council, send_pdf):
        row = council.notification(send_pdf(a_pdf(), postage="rest-of-world").json()["id"])

        assert (row["international"], row["postage"]) == (True, "rest-of-world")

    def test_it_is_printed_and_can_be_cancelled_before(self, council, letter):
        cancelled = council.api.post(f"{council.path}/notifications/{letter}/cancel", {})

        assert cancelled.json()["status"] == "cancelled"

    @pytest.mark.parametrize(
        ("field", "value", "text"),
        [
            (
                "postage",
                "third",
                "postage invalid. It must be first, second, economy, europe or rest-of-world.",
            ),
            ("filename", 1, "filename 1 is not of type string"),
        ],
    )
    def test_says_what_is_wrong(self, send_pdf, field, value, text):
        answer = send_pdf(a_pdf(), **{field: value})

        assert (answer.status_code, answer.json()["errors"][0]["message"]) == (400, text)

    def test_a_file_that_is_not_there_or_is_none_is_refused(self, send_pdf):
        answers = [send_pdf(b"", file_id=str(uuid4())), send_pdf(b"", file_id="x"), send_pdf(b"Dear Sir")]

        text = "There is no letter with this id that has pages"
        assert [answer.status_code for answer in answers] == [400, 400, 400]
        assert [answer.json()["message"] for answer in answers] == [{"file_id": [text]}] * 3

    def test_nothing_is_posted_in_trial_mode(self, api, services, people, send_pdf):
        trial = Sending(api, services["library_loans"], people["council_manager"]["id"])
        council_permissions = api.data(trial.path)["permissions"]
        assert "letter" in council_permissions

        assert send_pdf(a_pdf(), service=trial).json()["message"] == (
            "Can’t send to this recipient when service is in trial mode "
            "– see https://www.notifications.service.gov.uk/trial-mode"
        )

    def test_only_by_the_team(self, people, send_pdf):
        answer = send_pdf(a_pdf(), created_by=people["sender"]["id"])

        assert answer.json()["message"] == (
            'Can’t create notification - Amina Hussain is not part of the "Council Tax" service'
        )


class TestPreview:
    def test_the_file_itself(self, send_pdf, preview):
        pdf = a_pdf(pages=2)
        answer = preview(send_pdf(pdf).json()["id"], "pdf")

        assert (content(answer), answer.json()["metadata"]) == (pdf, {})

    def test_pictures_of_its_pages(self, letter, preview):
        first, also_first, third = (
            content(preview(letter, "png", **page)) for page in ({}, {"page": "1"}, {"page": "3"})
        )

        assert first == also_first != third
        assert Image.open(BytesIO(third)).format == "PNG"

    def test_a_page_that_is_not_there_is_refused(self, letter, preview):
        answer = preview(letter, "png", page="4")

        assert answer.status_code == 400
        assert "There is no page 4" in answer.json()["message"]

    def test_other_types(self, letter, preview):
        assert preview(letter, "gif").json()["message"] == {"content": ["file_type must be pdf or png"]}

    def test_letters_from_templates_are_drawn_as_they_were_sent(self, council, preview):
        template = council.template("letter", "Dear ((name))")
        values = {"name": "Ŵyn", "address_line_1": "Ŵyn", "address_line_2": "1 Heol", "postcode": "CF10 1AA"}
        letter = council.send(template, None, **values).json()["id"]
        council.api.post(
            f"{council.path}/template/{template}", {"content": "Changed", "created_by": council.person_id}
        )
        pdf = content(preview(letter, "pdf"))

        assert "Dear Ŵyn" in words(pdf)
        assert "CF10 1AA" in words(pdf)
        assert pdf == content(preview(letter, "pdf"))
        assert preview(letter, "png", page="1").status_code == 200
        assert preview(letter, "png", page="2").status_code == 400

    def test_the_letters_of_others(self, api, services, letter):
        other = f"/service/{services['boat_licences']}/template/preview/{letter}/pdf"

        assert api.get(other).status_code == 404


class TestUploads:
    def test_letters_of_a_day_are_one_row_among_the_jobs(self, council, letter, send_pdf):
        before = self.days(council)
        send_pdf(a_pdf())
        after = self.days(council)
        today = timings.print_day(datetime.now(UTC))

        assert after[0]["notification_count"] == before[0]["notification_count"] + 1
        assert {**after[0], "notification_count": None} == {
            "id": None,
            "original_file_name": "Uploaded letters",
            "notification_count": None,
            "created_at": f"{today} 17:30:00",
            "upload_type": "letter_day",
            "template_type": "letter",
            "recipient": None,
            "statistics": [],
        }

    def test_every_day_has_its_own(self, sandbox, council, letter, send_pdf):
        make_older(sandbox.database, "notification", letter, 72 * HOUR)
        day = str(timings.print_day(datetime.now(UTC) - timedelta(days=3)))
        rows = self.of_day(council, day)

        assert day in {row["created_at"][:10] for row in self.days(council)}
        assert letter in {row["id"] for row in rows["notifications"]}
        assert (rows["page_size"], rows["total"]) == (50, len(rows["notifications"]))
        assert day not in {row["created_at"][:10] for row in self.days(council, limit_days=1)}

    def test_cancelled_letters_are_no_uploads(self, council, letter):
        today = str(timings.print_day(datetime.now(UTC)))
        before = self.of_day(council, today)["total"]
        council.api.post(f"{council.path}/notifications/{letter}/cancel", {})

        assert self.of_day(council, today)["total"] == before - 1

    def test_the_day_must_be_one(self, council):
        answer = council.api.get(f"{council.path}/upload/uploaded-letters/tomorrow")

        assert answer.status_code == 400

    @staticmethod
    def days(council, **params):
        rows = council.api.data(f"{council.path}/upload", **params)
        return [row for row in rows if row["upload_type"] == "letter_day"]

    @staticmethod
    def of_day(council, day):
        return council.api.get(f"{council.path}/upload/uploaded-letters/{day}").json()
