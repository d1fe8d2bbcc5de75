"""Pictures of letters: what the service that draws them is asked, and what is made of its answers."""

import base64
import io
import json
from datetime import date

import pytest
import responses
from pypdf import PdfReader, PdfWriter

from gateway import TemplatePreview, acting_as, template_preview_client
from gateway.errors import BadRequest, NotFound, Unavailable
from tests.builders import a_service, a_template, an_id
from tests.notify_api import NotifyAPI

HOST = "http://template-preview.test"
PICTURE = {
    "body": b"picture",
    "headers": {"Cache-Control": "max-age=1", "Server": "gunicorn"},
    "content_type": "image/png",
}
COUNTS = {"count": 2, "welsh_page_count": 0, "attachment_page_count": 0}


@pytest.fixture
def mock():
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


@pytest.fixture
def notify(mock) -> NotifyAPI:
    return NotifyAPI(mock)


def a_letter(**facts):
    return a_template(template_type="letter", reply_to_text="1 High Street", **facts)


def a_pdf(pages: int) -> bytes:
    """Each page is as wide as its number says."""
    writer, file = PdfWriter(), io.BytesIO()
    for number in range(1, pages + 1):
        writer.add_blank_page(width=100 * number, height=800)
    writer.write(file)
    return file.getvalue()


def widths(pdf: bytes) -> list[int]:
    return [int(page.mediabox.width) for page in PdfReader(io.BytesIO(pdf)).pages]


def sent(mock, number: int = 0):
    return mock.calls[number].request


class TestTemplatePreview:
    def test_takes_no_argument_and_knows_its_host_and_key(self):
        client = TemplatePreview()

        assert (client.base_url, client.api_key) == (HOST, "key-of-the-preview")

    def test_asks_with_the_key_and_the_trace_and_without_the_person(self, mock):
        mock.post(f"{HOST}/preview.png", **PICTURE)

        with acting_as("u1") as caller:
            template_preview_client.get_preview_for_templated_letter(a_letter())

        headers = sent(mock).headers
        assert headers["Authorization"] == "Token key-of-the-preview"
        assert headers["X-B3-TraceId"] == caller.trace.trace_id
        assert "X-Notify-User-Id" not in headers

    def test_an_outage_is_unavailable(self, mock):
        mock.post(f"{HOST}/preview.png", status=503)

        with pytest.raises(Unavailable):
            template_preview_client.get_preview_for_templated_letter(a_letter())

    def test_only_two_headers_reach_a_browser(self):
        allowed = TemplatePreview.get_allowed_headers(
            {"Content-Type": "image/png", "cache-control": "no-store", "Set-Cookie": "a=b"}
        )

        assert allowed == {"Content-Type": "image/png", "cache-control": "no-store"}


class TestPreviewForTemplatedLetter:
    def test_sends_the_template_with_everything_that_is_drawn(self, mock):
        template = a_letter()
        mock.post(f"{HOST}/preview.png", **PICTURE)

        content, status, headers = template_preview_client.get_preview_for_templated_letter(
            template, values={"name": "Ada"}, page=2, branding_filename="vale", date=date(2026, 11, 5)
        )

        assert (content, status) == (b"picture", 200)
        assert headers == {"Content-Type": "image/png", "Cache-Control": "max-age=1"}
        assert sent(mock).params == {"page": "2"}
        assert json.loads(sent(mock).body) == {
            "letter_contact_block": "1 High Street",
            "template": template,
            "values": {"name": "Ada"},
            "filename": "vale",
            "date": "2026-11-05",
        }

    def test_without_a_logo_of_its_own_has_that_of_the_service(self, mock, notify):
        brand = an_id()
        notify.answers("GET", f"/letter-branding/{brand}", {"filename": "ridge"})
        mock.post(f"{HOST}/preview.png", **PICTURE)

        template_preview_client.get_preview_for_templated_letter(
            a_letter(), service=a_service(letter_branding=brand)
        )

        assert json.loads(sent(mock, 1).body)["filename"] == "ridge"

    def test_a_pdf_is_for_downloading(self, mock):
        mock.post(f"{HOST}/preview.pdf", body=b"%PDF", content_type="application/pdf")

        content, _, headers = template_preview_client.get_preview_for_templated_letter(a_letter(), "pdf")

        assert content == b"%PDF"
        assert headers == {"Content-Type": "application/pdf", "Content-Disposition": "attachment"}

    @pytest.mark.parametrize(
        ("template", "options", "error"),
        [
            (a_letter(is_precompiled_letter=True), {}, ValueError),
            (a_template(), {}, NotFound),
            (a_letter(), {"filetype": "pdf", "page": 1}, BadRequest),
        ],
        ids=["an uploaded letter", "an e-mail", "one page of a PDF"],
    )
    def test_what_has_no_preview_is_refused_without_asking(self, mock, template, options, error):
        with pytest.raises(error):
            template_preview_client.get_preview_for_templated_letter(template, **options)

        assert len(mock.calls) == 0


class TestPageCounts:
    def test_are_kept_for_a_version_without_values(self, mock):
        template, service = a_letter(), a_service()
        mock.post(f"{HOST}/get-page-count", json=COUNTS)

        for _ in range(2):
            assert template_preview_client.get_page_counts_for_letter(template, service) == COUNTS
        template_preview_client.get_page_counts_for_letter({**template, "version": 2}, service)

        assert [json.loads(call.request.body)["template"]["version"] for call in mock.calls] == [1, 2]

    def test_are_asked_for_again_with_values(self, mock):
        template, service = a_letter(), a_service()
        mock.post(f"{HOST}/get-page-count", json=COUNTS)

        for name in ("Ada", "Grace"):
            template_preview_client.get_page_counts_for_letter(template, service, {"name": name})

        assert [json.loads(call.request.body)["values"] for call in mock.calls] == [
            {"name": "Ada"},
            {"name": "Grace"},
        ]

    def test_are_none_for_what_is_no_letter(self, mock):
        assert template_preview_client.get_page_counts_for_letter(a_template(), a_service()) is None
        assert len(mock.calls) == 0


class TestPagesOfUploadedLetters:
    @pytest.mark.parametrize(
        ("page", "hidden"), [(1, {"hide_notify": "true"}), ("1", {"hide_notify": "true"}), (2, {})]
    )
    def test_a_valid_one_is_cut_out_and_sent_as_text(self, mock, page, hidden):
        mock.post(f"{HOST}/precompiled-preview.png", **PICTURE)

        content, _, _ = template_preview_client.get_png_for_valid_pdf_page(a_pdf(3), page)

        assert content == b"picture"
        assert widths(base64.b64decode(sent(mock).body)) == [100 * int(page)]
        assert sent(mock).params == hidden

    def test_an_invalid_one_is_cut_out_and_sent_as_it_is(self, mock):
        mock.post(f"{HOST}/precompiled/overlay.png", **PICTURE)

        template_preview_client.get_png_for_invalid_pdf_page(io.BytesIO(a_pdf(3)), 3, is_an_attachment=True)

        assert widths(sent(mock).body) == [300]
        assert sent(mock).params == {"page_number": "3", "is_an_attachment": "True"}

    @pytest.mark.parametrize("page", [0, 4])
    def test_one_that_is_not_there_is_not_found(self, mock, page):
        with pytest.raises(NotFound):
            template_preview_client.get_png_for_valid_pdf_page(a_pdf(3), page)

        assert len(mock.calls) == 0

    def test_one_of_an_attachment_is_found_by_its_id(self, mock):
        service, attachment_id = a_service(), an_id()
        mock.post(f"{HOST}/letter_attachment_preview.png", **PICTURE)

        template_preview_client.get_png_for_letter_attachment_page(attachment_id, service, page=2)

        assert sent(mock).params == {"page": "2"}
        assert json.loads(sent(mock).body) == {
            "letter_attachment_id": attachment_id,
            "service_id": service["id"],
        }


class TestSanitiseLetter:
    def test_a_good_letter_comes_back_as_it_was_answered(self, mock):
        mock.post(f"{HOST}/precompiled/sanitise", json={"file": "JVBERg=="})

        answer = template_preview_client.sanitise_letter(
            b"%PDF", upload_id="x1", allow_international_letters=True
        )

        assert answer.json() == {"file": "JVBERg=="}
        assert sent(mock).body == b"%PDF"
        assert sent(mock).params == {"allow_international_letters": "true", "upload_id": "x1"}

    def test_a_bad_letter_is_an_answer_too(self, mock):
        found = {"message": "content-outside-printable-area", "invalid_pages": [1], "page_count": 2}
        mock.post(f"{HOST}/precompiled/sanitise", json=found, status=400)

        answer = template_preview_client.sanitise_letter(
            io.BytesIO(b"%PDF"), upload_id="x1", allow_international_letters=False, is_an_attachment=True
        )

        assert (answer.status_code, answer.json()) == (400, found)
        assert sent(mock).params == {
            "allow_international_letters": "false",
            "upload_id": "x1",
            "is_an_attachment": "true",
        }

    def test_an_outage_is_no_bad_letter(self, mock):
        mock.post(f"{HOST}/precompiled/sanitise", status=502)

        with pytest.raises(Unavailable):
            template_preview_client.sanitise_letter(
                b"%PDF", upload_id="x1", allow_international_letters=False
            )
