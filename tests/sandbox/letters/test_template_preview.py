"""The service that draws letters, as the portal asks it."""

import base64
from io import BytesIO

import pytest
import requests
from PIL import Image

from tests.sandbox.letters.files import LONDON, a_pdf, page_count, words

KEY = "dev-notify-preview-key"
A4_AT_150_DPI = (1241, 1754)
VALUES = {"name": "Siân", "address_line_1": "Siân", "address_line_2": "1 Heol", "postcode": "CF10 1AA"}


@pytest.fixture
def ask(sandbox):
    def post(path, body, key=KEY, **params):
        how = {"data": body} if isinstance(body, bytes) else {"json": body}
        headers = {"Authorization": f"Token {key}"}
        return requests.post(f"{sandbox.url}{path}", headers=headers, params=params, timeout=30, **how)

    return post


@pytest.fixture
def template(api, council):
    """The API's JSON of a letter template."""

    def made(content="Dear ((name))", **more):
        return api.data(f"{council.path}/template/{council.template('letter', content, **more)}")

    return made


def a_request(template, values=None, **more):
    return {
        "letter_contact_block": "Council\n1 Square",
        "template": template,
        "values": values,
        "filename": None,
        "date": "2026-11-05",
        **more,
    }


def size(answer):
    assert answer.headers["Content-Type"] == "image/png"
    return Image.open(BytesIO(answer.content)).size


class TestTemplatedLetters:
    def test_a_pdf(self, ask, template):
        answer = ask("/preview.pdf", a_request(template(), VALUES))

        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
        for wanted in ("Dear Siân", "News for Siân", "Council", "CF10 1AA", "5 November 2026"):
            assert wanted in words(answer.content)

    def test_a_picture_of_a_page(self, ask, template):
        letter = a_request(template("one\n\n***\n\ntwo"))
        first, second = (ask("/preview.png", letter, **page) for page in ({}, {"page": "2"}))

        assert size(first) == size(second) == A4_AT_150_DPI
        assert first.content != second.content
        assert first.headers["Cache-Control"] == "no-cache"

    def test_a_page_that_is_not_there(self, ask, template):
        answer = ask("/preview.png", a_request(template()), page="2")

        assert (answer.status_code, answer.json()["message"]) == (400, "Letter does not have a page 2")

    def test_welsh_goes_first(self, ask, template):
        letter = template(
            letter_languages="welsh_then_english",
            letter_welsh_subject="Newyddion ((name))",
            letter_welsh_content="Annwyl ((name))",
        )
        pdf = ask("/preview.pdf", a_request(letter, VALUES)).content

        assert page_count(pdf) == 2
        assert "Newyddion Siân" in words(pdf)
        assert "CF10 1AA" in words(pdf)
        assert "News for Siân" in words(pdf, 2)
        assert "CF10 1AA" not in words(pdf, 2)
        assert ask("/get-page-count", a_request(letter)).json() == {
            "count": 2,
            "welsh_page_count": 1,
            "attachment_page_count": 0,
        }

    def test_attached_pages_come_last(self, ask, api, council, files, template):
        letter = template()
        attachment = files.letter_attachment(council.id, a_pdf(pages=2, address=()))
        body = {
            "upload_id": attachment,
            "created_by_id": council.person_id,
            "original_filename": "map.pdf",
            "page_count": 2,
            "template_id": letter["id"],
        }
        api.post("/letter-attachment", body)
        letter = api.data(f"{council.path}/template/{letter['id']}")

        pdf = ask("/preview.pdf", a_request(letter)).content
        page = ask(
            "/letter_attachment_preview.png",
            {"letter_attachment_id": attachment, "service_id": council.id},
            page="2",
        )

        assert [words(pdf, number).strip() for number in (2, 3)] == ["Page 1", "Page 2"]
        assert ask("/get-page-count", a_request(letter)).json() == {
            "count": 3,
            "welsh_page_count": 0,
            "attachment_page_count": 2,
        }
        assert ask("/preview.png", a_request(letter), page="3").content == page.content
        assert size(page) == A4_AT_150_DPI

    def test_a_logo_of_the_portals(self, ask, files, template):
        logo = BytesIO()
        Image.new("RGB", (40, 20), "navy").save(logo, "PNG")
        files.logo("harbour.png", logo.getvalue())
        files.logo("broken.svg", b"<svg")
        letter = template()
        with_logo, broken, unknown, elsewhere = (
            ask("/preview.png", a_request(letter, filename=name)).content
            for name in ("harbour", "broken", "nobody", "../../secret")
        )

        assert with_logo != unknown == elsewhere == broken

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ({"values": None}, "letter_contact_block is a required property"),
            ({"letter_contact_block": 1}, "letter_contact_block 1 is not of type string, null"),
        ],
    )
    def test_a_request_that_is_none(self, ask, template, body, text):
        whole = a_request(template()) | body if "letter_contact_block" in body else body
        answer = ask("/preview.pdf", whole)

        assert answer.status_code == 400
        assert answer.json()["errors"][-1]["message"] == text or text in answer.text


class TestUploadedLetters:
    def test_a_good_one_is_given_back_with_its_address(self, ask):
        pdf = a_pdf(pages=2)
        answer = ask("/precompiled/sanitise", pdf, upload_id="x", allow_international_letters="false")

        assert answer.status_code == 200
        assert answer.json() == {
            "file": base64.b64encode(pdf).decode(),
            "page_count": 2,
            "recipient_address": "\n".join(LONDON),
            "message": None,
            "invalid_pages": None,
        }

    def test_a_bad_one_is_refused_with_its_pages(self, ask):
        answer = ask("/precompiled/sanitise", a_pdf(pages=2, at=(2, 120)), allow_international_letters="true")

        assert answer.status_code == 400
        assert answer.json() == {
            "file": None,
            "page_count": 2,
            "recipient_address": None,
            "message": "content-outside-printable-area",
            "invalid_pages": [1, 2],
        }

    def test_abroad_only_when_allowed(self, ask):
        paris = a_pdf(address=("Ada", "1 Rue", "France"))
        allowed, refused = (
            ask("/precompiled/sanitise", paris, allow_international_letters=yes) for yes in ("true", "false")
        )

        assert (allowed.status_code, refused.status_code) == (200, 400)
        assert refused.json()["message"] == "cant-send-international-letters"

    def test_pages_to_attach_need_no_address(self, ask):
        answer = ask("/precompiled/sanitise", a_pdf(address=()), is_an_attachment="true")

        assert (answer.status_code, answer.json()["recipient_address"]) == (200, None)

    def test_pictures_of_its_pages(self, ask):
        pdf = a_pdf()
        plain = ask("/precompiled-preview.png", base64.b64encode(pdf), hide_notify="true")
        red = ask("/precompiled/overlay.png", pdf, page_number="1", is_an_attachment="False")
        less_red = ask("/precompiled/overlay.png", pdf, page_number="1", is_an_attachment="True")

        assert size(plain) == size(red) == size(less_red) == A4_AT_150_DPI
        assert len({plain.content, red.content, less_red.content}) == 3

    @pytest.mark.parametrize(
        ("path", "params"),
        [
            ("/precompiled-preview.png", {}),
            ("/precompiled/overlay.png", {"page_number": "1"}),
            ("/precompiled/overlay.png", {}),
            ("/precompiled/sanitise", {}),
        ],
    )
    def test_what_is_no_pdf(self, ask, path, params):
        assert ask(path, b"Dear Sir", **params).status_code == 400


class TestKey:
    @pytest.mark.parametrize(
        "header", [{}, {"Authorization": "Token wrong"}, {"Authorization": f"Bearer {KEY}"}]
    )
    def test_nobody_comes_in_without_it(self, sandbox, header):
        answer = requests.post(f"{sandbox.url}/get-page-count", headers=header, json={}, timeout=30)

        assert (answer.status_code, answer.json()["message"]) == (401, "Unauthorized Access")
