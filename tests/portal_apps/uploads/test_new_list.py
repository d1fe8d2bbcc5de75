"""From a file to a list of contacts."""

import csv
import io

import pytest

from gateway.storage import contact_lists, recipient_files
from portal_apps.sending.progress import Progress
from portal_apps.sending.recipients import RecipientFile, Rules
from tests.builders import a_contact_list, a_member, a_service, a_template, an_error, an_id
from tests.pages import errors, first_button, link, of_class, text_of, texts, tree

GOOD = "email address\nada@example.com\nben@example.com\n"
BAD = "email address\nada@example.com\nben at example.com\n"


@pytest.fixture
def browser(place):
    return place.browser()


@pytest.fixture
def takes(place):
    """The API takes a new list, and knows none."""
    place.api.answers("POST", f"{place.path}/contact-list", a_contact_list(place.service), status=201)


def id_of(answer):
    """The upload that the answer of the upload page leads to."""
    return answer.url.rpartition("/")[2]


class TestUpload:
    def test_has_a_form_for_one_file(self, place, browser):
        page = browser.get(f"{place.url}/upload-contact-list")

        assert texts(page, "h1") == ["Upload an emergency contact list"]
        assert first_button(page).get("type") == "submit"
        assert [box.get("type") for box in tree(page).iter("input") if box.get("name") == "file"] == ["file"]

    def test_leads_to_what_was_found_in_the_file(self, place, browser):
        answer = place.upload(browser, GOOD)

        assert answer.url == f"{place.url}/check-contact-list/{id_of(answer)}"
        assert recipient_files.exists(place.service["id"], id_of(answer))

    def test_says_what_is_wrong_with_a_file_that_cannot_be_read(self, place, browser):
        page = place.upload(browser, "%PDF-1.4", "wardens.csv")

        assert errors(page) == ["The file is a PDF, not a spreadsheet. Save it as a CSV file and try again"]
        assert place.api.writes == []

    def test_names_the_limit_and_the_size_of_a_file_that_is_too_large(self, place, browser):
        page = place.upload(browser, "email address\n" + "ada@example.com\n" * 800_000)

        assert errors(page) == ["The file is 12.3 MB. It must be 10 MB or smaller"]

    def test_asks_for_a_file(self, place, browser):
        page = browser.post(f"{place.url}/upload-contact-list")

        assert errors(page) == ["Choose a file to upload"]


class TestCheck:
    def test_shows_the_rows_and_saves_by_its_first_button(self, place, browser):
        answer = place.upload(browser, GOOD)

        page = browser.get(answer.url)

        assert "2 email addresses found" in texts(page, "p")
        assert text_of(first_button(page)) == "Save contact list"
        assert [text_of(row) for row in of_class(page, "table-row")] == [
            "2ada@example.com",
            "3ben@example.com",
        ]

    def test_asks_the_api_nothing_for_a_live_service(self, place, browser):
        answer = place.upload(browser, GOOD)
        before = len(place.api.asked)

        browser.get(answer.url)

        assert place.api.asked[before:] == []

    def test_shows_every_bad_row_with_its_reason_and_saves_nothing(self, place, browser):
        answer = place.upload(browser, BAD)

        page = browser.get(answer.url)

        assert errors(page) == ["Something is wrong in 1 row"]
        assert [text_of(row) for row in of_class(page, "table-row")] == [
            "3An email address has no spacesben at example.com"
        ]
        assert text_of(first_button(page)) == "Upload"

    def test_shows_bad_rows_in_pages(self, place, browser):
        answer = place.upload(browser, "phone number\n" + "123\n" * 60)

        page = browser.get(f"{answer.url}?page=2")

        assert len(of_class(page, "table-row")) == 10
        assert browser.get(f"{answer.url}?page=3").status_code == 404

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (
                "name\nAda\n",
                "Your file needs a column called “email address” or “phone number”",
            ),
            (
                "email address,name\nada@example.com,Ada\n",
                "A contact list has one column. Your file has 2: take out all but “email address” or “phone number”",
            ),
            ("email address\n", "The file has headings, and no recipients below them"),
        ],
    )
    def test_refuses_what_is_no_list_of_recipients(self, place, browser, text, problem):
        answer = place.upload(browser, text)

        page = browser.get(answer.url)

        assert problem in errors(page)
        assert b"Save contact list" not in page.content

    def test_takes_another_file_in_the_place_of_the_first(self, place, browser):
        first = place.upload(browser, BAD)

        again = browser.post(first.url, {"file": io.BytesIO(GOOD.encode())})
        named = io.BytesIO(GOOD.encode())
        named.name = "corrected.csv"
        second = browser.post(first.url, {"file": named})

        assert errors(again) == [
            "file must be a spreadsheet: a file that ends in .csv, .tsv, .xlsx, .xls, .xlsm or .ods"
        ]
        assert id_of(second) != id_of(first)
        assert "corrected.csv" in text_of(tree(browser.get(second.url)))

    def test_in_trial_mode_knows_the_team_of_the_moment(self, api, place):
        place.service["restricted"] = True
        browser = place.browser()
        api.answers("GET", f"{place.path}/guest-list", {"email_addresses": [], "phone_numbers": []})
        api.answers("GET", f"{place.path}/users", {"data": []})
        answer = place.upload(browser, GOOD)
        assert errors(browser.get(answer.url)) == ["Something is wrong in 2 rows"]

        team = [a_member(place.service, email_address=f"{name}@example.com") for name in ("ada", "ben")]
        api.answers("GET", f"{place.path}/users", {"data": team})

        assert "2 email addresses found" in texts(browser.get(answer.url), "p")

    def test_names_are_text_and_not_html(self, place, browser):
        answer = place.upload(browser, "email address\n<b>ada</b>\n", "<b>wardens.csv")

        page = browser.get(answer.url)

        assert b"<b>" not in page.content
        assert "<b>wardens.csv" in texts(page, "h1")[0]


class TestALongCheck:
    """Other processes tell how far they are, beside the file."""

    HTMX = {"HX-Request": "true"}

    @pytest.fixture
    def report(self, place):
        def reported(template_id="", **news):
            upload_id = an_id()
            progress = Progress("wardens.csv", template_id, "rules", rows=1_000, expected=90_000)
            progress.report(place.service["id"], upload_id, **news)
            return f"{place.url}/check-contact-list/{upload_id}"

        return reported

    def test_says_how_far_it_is(self, browser, report):
        url = report()

        page, part = browser.get(url), browser.get(url, headers=self.HTMX)

        assert texts(page, "h1") == ["Checking your file"]
        assert "Row 1,000 of 90,000" in texts(page, "p")
        assert link(page, "Look again") == url
        assert b"<html" not in part.content

    def test_leads_to_what_was_found(self, place, browser):
        answer = place.upload(browser, GOOD)

        assert browser.get(answer.url, headers=self.HTMX)["HX-Refresh"] == "true"

    def test_that_cannot_read_the_file_says_why_and_asks_for_another(self, browser, report):
        url = report(reason={"code": "password", "facts": {}})

        page = browser.get(url)

        assert errors(page)[0].startswith("The spreadsheet is protected with a password")
        assert texts(page, "h1") == ["Upload an emergency contact list"]
        assert browser.get(url, headers=self.HTMX)["HX-Refresh"] == "true"

    def test_that_stopped_says_so(self, browser, report):
        page = browser.get(report(has_failed=True))

        assert errors(page) == ["The check of your file stopped before its end. Upload the file again"]

    def test_of_a_file_with_a_template_is_not_here(self, browser, report):
        assert browser.get(report(template_id=an_id())).status_code == 404


class TestBadRows:
    def test_come_as_a_file_with_their_reasons_that_no_spreadsheet_takes_for_a_formula(self, place, browser):
        answer = place.upload(browser, "email address\nada@example.com\n=cmd()\n")

        file = browser.get(link(browser.get(answer.url), "Download only the rows to correct (CSV)"))

        assert file["Content-Disposition"] == 'attachment; filename="wardens rows to correct.csv"'
        rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
        assert rows[0][0] == "email address"
        assert rows[1][:2] == ["'=cmd()", "3"]
        assert len(rows) == 2


class TestSave:
    def save(self, place, browser, upload_id):
        return browser.post(f"{place.url}/save-contact-list/{upload_id}")

    @pytest.mark.usefixtures("takes")
    def test_keeps_the_file_and_tells_the_api(self, place, browser):
        upload_id = id_of(place.upload(browser, GOOD))

        answer = self.save(place, browser, upload_id)

        assert answer.url == f"{place.url}/uploads"
        [asked] = place.api.asked_to("POST", f"{place.path}/contact-list")
        assert {name: asked.body[name] for name in asked.body if name != "created_by"} == {
            "id": upload_id,
            "original_file_name": "wardens.csv",
            "row_count": 2,
            "template_type": "email",
        }
        kept = contact_lists.read(place.service["id"], upload_id).decode()
        assert kept.splitlines() == GOOD.splitlines()
        assert contact_lists.metadata(place.service["id"], upload_id) == {
            "original_file_name": "wardens.csv",
            "row_count": "2",
            "template_type": "email",
            "valid": "True",
        }

    @pytest.mark.usefixtures("takes")
    def test_is_no_matter_of_reading(self, place, browser):
        upload_id = id_of(place.upload(browser, GOOD))

        assert browser.get(f"{place.url}/save-contact-list/{upload_id}").status_code == 405
        assert place.api.writes == []

    @pytest.mark.usefixtures("takes")
    def test_of_a_bad_file_leads_back_to_what_is_wrong(self, place, browser):
        upload_id = id_of(place.upload(browser, BAD))

        answer = self.save(place, browser, upload_id)

        assert answer.url == f"{place.url}/check-contact-list/{upload_id}"
        assert place.api.writes == []

    def test_twice_is_once(self, place, browser):
        """The API refuses the second of two clicks, because it has the list."""
        upload_id = id_of(place.upload(browser, GOOD))
        contacts = a_contact_list(place.service, id=upload_id)
        place.api.answers("POST", f"{place.path}/contact-list", an_error("Internal server error"), status=500)
        place.api.answers("GET", f"{place.path}/contact-list/{upload_id}", contacts)

        answer = self.save(place, browser, upload_id)

        assert answer.url == f"{place.url}/uploads"
        assert contact_lists.exists(place.service["id"], upload_id)

    def test_that_nobody_knows_the_outcome_of_is_found_out(self, place, browser):
        upload_id = id_of(place.upload(browser, GOOD))
        place.api.breaks_after_taking("POST", f"{place.path}/contact-list")
        contacts = a_contact_list(place.service, id=upload_id)
        place.api.answers("GET", f"{place.path}/contact-list/{upload_id}", contacts)

        assert self.save(place, browser, upload_id).url == f"{place.url}/uploads"

    def test_that_may_still_happen_keeps_the_file(self, place, browser):
        upload_id = id_of(place.upload(browser, GOOD))
        place.api.breaks_after_taking("POST", f"{place.path}/contact-list")
        place.api.answers(
            "GET", f"{place.path}/contact-list/{upload_id}", an_error("No result found"), status=404
        )

        assert self.save(place, browser, upload_id).status_code == 503
        assert contact_lists.exists(place.service["id"], upload_id)

    def test_that_the_api_refuses_leaves_no_file(self, place, browser):
        upload_id = id_of(place.upload(browser, GOOD))
        place.api.answers("POST", f"{place.path}/contact-list", an_error("no"), status=500)
        place.api.answers(
            "GET", f"{place.path}/contact-list/{upload_id}", an_error("No result found"), status=404
        )

        assert self.save(place, browser, upload_id).status_code == 500
        assert not contact_lists.exists(place.service["id"], upload_id)


class TestUploadsOfOthers:
    @pytest.mark.parametrize("address", ["check-contact-list/{}", "check-contact-list/{}/bad-rows.csv"])
    def test_of_another_service_are_not_found(self, place, address):
        other = a_service()
        theirs = an_id()
        RecipientFile(other["id"], theirs).check(io.BytesIO(GOOD.encode()), "theirs.csv", Rules.of(other))
        browser = place.browser()

        assert browser.get(f"{place.url}/{address.format(theirs)}").status_code == 404
        assert browser.post(f"{place.url}/save-contact-list/{theirs}").status_code == 404
        assert place.api.writes == []

    def test_that_are_being_sent_with_a_template_are_not_touched(self, place, browser):
        upload_id = an_id()
        rules = Rules.of(place.service, a_template(place.service, subject="Hello", content="Hello"))
        RecipientFile(place.service["id"], upload_id).check(io.BytesIO(GOOD.encode()), "send.csv", rules)
        before = recipient_files.metadata(place.service["id"], upload_id)

        assert browser.get(f"{place.url}/check-contact-list/{upload_id}").status_code == 404
        assert browser.post(f"{place.url}/save-contact-list/{upload_id}").status_code == 404
        assert recipient_files.metadata(place.service["id"], upload_id) == before
