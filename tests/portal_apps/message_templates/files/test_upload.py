"""A new file: what is asked first, what is refused, and where it waits."""

from io import BytesIO

import pytest
import responses
from django.conf import settings

from gateway.storage import template_email_files
from tests.builders import an_error, an_id
from tests.pages import by_id, errors, first_button, texts
from tests.portal_apps.message_templates.files.conftest import CONTACT, MANAGES

FILE_ID = an_id()


@pytest.fixture
def upload(world, browser, url, path):
    """What the page answers to a file; the check finds nothing in it unless told otherwise."""

    def uploaded(name, content=b"%PDF-1.7", refusal=None):
        body, status = ({"error": refusal}, 400) if refusal else ({"mimetype": "application/pdf"}, 200)
        check = f"/services/{world.service['id']}/antivirus-and-mimetype-check"
        world.api.mock.add(
            responses.POST, settings.DOCUMENT_DOWNLOAD_API_HOST + check, json=body, status=status
        )
        world.api.mock.add(responses.GET, world.api.address + path, json={"data": []})
        world.api.mock.add(
            responses.POST, world.api.address + path, json={"data": {"id": FILE_ID}}, status=201
        )
        file = BytesIO(content)
        file.name = name
        return browser.post(f"{url}/upload", {"file": file})

    return uploaded


class TestSetup:
    def test_comes_first_where_nobody_could_be_asked_about_a_file(self, world, template, url):
        browser = world.browser(MANAGES)
        world.api.answers("POST", world.path, {"data": world.service})

        assert browser.get(f"{url}/upload").url == f"{url}/setup"
        answer = browser.post(f"{url}/setup", {"contact_details_type": "url", "url": CONTACT})

        assert answer.url == f"{url}/upload"
        [asked] = world.api.asked_to("POST", world.path)
        assert asked.body["contact_link"] == CONTACT

    def test_asks_for_what_was_chosen(self, world, template, url):
        page = world.browser(MANAGES).post(f"{url}/setup", {"contact_details_type": "phone_number"})

        assert errors(page) == ["Enter a phone number"]


class TestUpload:
    def test_asks_for_one_file(self, browser, url):
        page = browser.get(f"{url}/upload")

        assert texts(page, "h1") == ["Add a file"]
        assert first_button(page).get("type") == "submit"
        assert by_id(page, "file").get("accept").count(".") == 12

    def test_has_the_file_checked_and_kept_until_it_is_put_into_the_template(self, world, upload, url, path):
        answer = upload("form.pdf", b"%PDF-1.7 form")

        assert answer.url == f"{url}/{FILE_ID}"
        assert [address.rpartition("/")[2] for _, address in world.api.writes] == [
            "antivirus-and-mimetype-check",
            "template_email_files",
        ]
        [asked] = world.api.asked_to("POST", path)
        assert (asked.body["filename"], asked.body["retention_period"]) == ("form.pdf", 26)
        assert asked.body["validate_users_email"] is True
        assert template_email_files.read(world.service["id"], asked.body["id"]) == b"%PDF-1.7 form"

    def test_keeps_nothing_of_a_file_that_the_check_refuses(self, world, upload, path):
        page = upload("form.pdf", refusal="File did not pass the virus scan")

        assert errors(page) == ["File did not pass the virus scan"]
        assert world.api.asked_to("POST", path) == []

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("form.exe", b"MZ", "The file must be one of these kinds"),
            ("form", b"x", "The file must be one of these kinds"),
            ("form.pdf", b"", "The file is empty"),
            ("form.pdf", b"x" * (2 * 1024 * 1024 + 1), "The file must be 2 MB or smaller"),
            (f"{'f' * 97}.pdf", b"x", "The name of the file must be 100 characters or fewer. It has 101"),
            ("form (2).pdf", b"x", "The name of the file cannot include brackets"),
            ("form??.pdf", b"x", "The name of the file can only include letters"),
            ("a,b.pdf", b"x", "The name of the file can only include letters"),
        ],
    )
    def test_says_which_limit_a_file_does_not_keep(self, world, upload, name, content, message):
        page = upload(name, content)

        [error] = errors(page)
        assert error.startswith(message)
        assert world.api.writes == []

    def test_takes_a_name_once(self, browser, url, has):
        has(filename="Form.pdf")
        file = BytesIO(b"%PDF")
        file.name = "form.pdf"

        page = browser.post(f"{url}/upload", {"file": file})

        assert errors(page) == ["The template has a file with this name already"]

    def test_tells_of_a_file_that_was_left_behind(self, browser, url, has):
        has(filename="form.pdf", pending=True)
        file = BytesIO(b"%PDF")
        file.name = "form.pdf"

        [error] = errors(browser.post(f"{url}/upload", {"file": file}))

        assert error.endswith("not put it into the template yet")

    def test_takes_no_name_that_the_subject_has(self, world, template, upload):
        template["subject"] = "About ((form.pdf))"
        world.knows()

        [error] = errors(upload("Form.pdf"))

        assert error.startswith("The subject of the template has a placeholder with the name of the file")

    def test_shows_what_the_api_refuses_beside_the_file(self, world, upload, path):
        world.api.answers("POST", path, an_error("Taken"), status=400)

        assert errors(upload("form.pdf")) == ["Taken"]
