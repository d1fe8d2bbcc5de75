"""Choosing a file: the page, the example, and what cannot be read."""

import csv
import io

import pytest

from portal_apps.core import upload_limits
from tests.builders import an_id
from tests.pages import errors, first_button, link, text_of, texts
from tests.portal_apps.sending.file_pages.conftest import HEADINGS
from tests.portal_apps.sending.recipients.files import PHONE, xlsx_file


class TestThePage:
    def test_says_which_columns_the_file_needs(self, world):
        page = world.browser().get(world.upload_url)

        assert texts(page, "h1") == ["Upload a list of phone numbers"]
        assert texts(page, "th") == ["phone number", "name"]
        assert text_of(first_button(page)) == "Upload"
        assert (
            link(page, "Use an emergency list") == f"{world.upload_url.removesuffix('csv')}from-contact-list"
        )

    def test_has_no_emergency_lists_for_letters(self, world):
        world.has_template(template_type="letter", subject="Hello", content="Dear ((name))")

        page = world.browser().get(world.upload_url)

        assert texts(page, "th") == [*(f"address line {number}" for number in range(1, 8)), "name"]
        assert link(page, "Use an emergency list") is None

    def test_never_lets_names_become_markup(self, world):
        world.has_template(name="<b>n</b>", content="((<b>x</b>))")

        page = world.browser().get(world.upload_url)

        assert b"<b>" not in page.content

    @pytest.mark.parametrize("facts", [{"archived": True}, {"template_type": "email", "subject": "Hi"}])
    def test_is_not_there_for_what_cannot_be_sent(self, world, facts):
        world.service["permissions"] = ["sms"]
        world.has_template(**facts)

        assert world.browser().get(world.upload_url).status_code == 404


class TestTheExample:
    def test_is_a_file_that_could_be_uploaded(self, world):
        browser = world.browser(["manage_templates"])

        answer = browser.get(f"{world.url}/send/{world.template['id']}.csv")

        assert [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))] == [
            HEADINGS,
            ["07700 900321", "example"],
        ]
        assert 'filename="Permit ready.csv"' in answer["Content-Disposition"]

    def test_has_one_column_for_a_placeholder_that_is_the_recipient(self, world):
        world.has_template(template_type="email", subject="Hi", content="We write to ((Email Address))")

        page = world.browser().get(world.upload_url)

        assert texts(page, "th") == ["email address"]


class TestAFile:
    def test_is_stored_as_the_api_reads_it_and_leads_to_what_was_found(self, world):
        answer = world.send(world.browser(), xlsx_file([HEADINGS, [PHONE, "Zoë"]]), "people.xlsx")

        upload_id = answer["Location"].rpartition("/")[2]
        assert answer["Location"] == world.check_url(upload_id)
        assert world.file(upload_id).verdict.can_be_sent

    @pytest.mark.parametrize(
        ("data", "name", "problem"),
        [
            (b"", "people.csv", "The file is empty"),
            (
                b"%PDF-1.7",
                "people.csv",
                "The file is a PDF, not a spreadsheet. Save it as a CSV file and try again",
            ),
            (
                b"a,b",
                "people.doc",
                "people.doc must be a spreadsheet: a file that ends in .csv, .tsv, .xlsx, .xls",
            ),
            (b"a," * 1_001, "people.csv", "The file has 1,001 columns. It can have 1,000 at most"),
        ],
    )
    def test_that_cannot_be_read_says_why_beside_the_field(self, world, data, name, problem):
        page = world.send(world.browser(), data, name)

        [error] = errors(page)
        assert error.startswith(problem)
        assert texts(page, "p", "govuk-error-message") == [f"Error: {error}"]

    def test_is_asked_for_where_there_is_none(self, world):
        assert errors(world.browser().post(world.upload_url)) == ["Choose a file to upload"]

    def test_that_is_too_large_says_how_large_it_is(self, world):
        page = world.send(world.browser(), b"x" * (10 * 1024 * 1024 + 200_000))

        assert errors(page) == ["The file is 10.2 MB. It must be 10 MB or smaller"]

    def test_that_is_larger_than_any_form_takes_is_not_read(self, world, monkeypatch):
        monkeypatch.setattr(upload_limits, "MAX_REQUEST_BYTES", 1_000)

        page = world.send(world.browser(), b"x" * 2_000)

        assert page.status_code == 413

    def test_for_a_template_of_another_service_is_not_taken(self, world):
        browser, other = world.browser(), an_id()
        world.api.answers("GET", f"{world.path}/template/{other}", {"message": "No result found"}, status=404)
        world.template["id"] = other

        assert world.send(browser, [HEADINGS, [PHONE, "Ada"]]).status_code == 404

    def test_stays_out_of_the_address(self, world):
        answer = world.send(world.browser(), [HEADINGS, [PHONE, "Ada"]], "ada.okafor.csv")

        assert "okafor" not in answer["Location"]
        assert "?" not in answer["Location"]

    def test_needs_permission_to_send(self, world):
        browser = world.browser(["view_activity", "manage_templates"])

        assert world.send(browser, [HEADINGS, [PHONE, "Ada"]]).status_code == 403
        assert browser.get(world.upload_url).status_code == 403
