"""One list of contacts."""

import csv
import io

import pytest

from gateway.storage import contact_lists
from portal_apps.message_templates.wording import quoted
from tests.builders import a_contact_list, a_job, a_page, an_error, an_id
from tests.pages import first_button, link, of_class, text_of, texts, tree

ROWS = "phone number\r\n07700 900001\r\n=1+1\r\n"


@pytest.fixture
def saved(place):
    """A list with its file."""
    contacts = a_contact_list(place.service, original_file_name="wardens.xlsx", template_type="sms")
    path = f"{place.path}/contact-list/{contacts['id']}"
    place.api.answers("GET", path, contacts)
    place.api.answers("GET", f"{place.path}/job", a_page([]))
    place.api.answers("DELETE", path, status=204)
    contact_lists.store(place.service["id"], contacts["id"], ROWS.encode())
    return contacts


@pytest.fixture
def url(place, saved):
    return f"{place.url}/contact-list/{saved['id']}"


class TestContactList:
    def test_shows_who_is_in_it(self, place, url):
        page = place.browser().get(url)

        assert texts(page, "h1") == ["wardens.xlsx"]
        assert "2 phone numbers, uploaded by Ada Okafor 5 November 2025 at 3:07pm. Not used yet." in texts(
            page, "p"
        )
        assert [text_of(row) for row in of_class(page, "table-row")] == ["07700 900001", "=1+1"]

    def test_shows_a_page_of_many(self, place, url, saved):
        rows = "".join(f"0770090{number:04}\r\n" for number in range(120))
        contact_lists.store(place.service["id"], saved["id"], f"phone number\r\n{rows}".encode())
        place.api.answers("GET", f"{place.path}/contact-list/{saved['id']}", saved | {"row_count": 120})

        page = place.browser().get(url)

        assert "The first 50 recipients" in texts(page, "caption")
        assert len(of_class(page, "table-row")) == 50

    def test_shows_the_jobs_that_were_sent_from_it_in_pages(self, place, url, saved):
        job = a_job(place.service, template_name="Flood <b>warning")
        place.api.answers("GET", f"{place.path}/job", a_page([job], total=60))

        page = place.browser().get(url)

        assert link(page, "Flood <b>warning") == f"{place.url}/jobs/{job['id']}"
        assert b"<b>warning" not in page.content
        assert f"{url}?page=2" in [a.get("href") for a in tree(page).iter("a")]
        [asked] = place.api.asked_to("GET", f"{place.path}/job")
        assert asked.query["contact_list_id"] == [saved["id"]]
        assert asked.query["page"] == ["1"]

    def test_whose_file_is_gone_says_so(self, place, url, saved):
        contact_lists.remove(place.service["id"], saved["id"])

        page = place.browser().get(url)

        assert "The file of this list is not there any more" in text_of(tree(page))
        assert link(page, "Download this list (CSV)") is None

    def test_asks_for_both_at_once_and_for_nothing_else(self, place, url, saved):
        browser = place.browser()
        browser.get(url)
        before = len(place.api.asked)

        browser.get(url)

        assert sorted(asked.path for asked in place.api.asked[before:]) == sorted(
            [f"{place.path}/contact-list/{saved['id']}", f"{place.path}/job"]
        )

    def test_of_another_service_is_not_found_even_where_its_file_is(self, place):
        theirs = an_id()
        contact_lists.store(place.service["id"], theirs, ROWS.encode())
        place.api.answers("GET", f"{place.path}/contact-list/{theirs}", an_error("No result"), status=404)
        place.api.answers("GET", f"{place.path}/job", a_page([]))
        browser = place.browser(["send_texts", "send_emails", "send_letters", "manage_templates"])

        for address in ("", "/delete", ".csv"):
            assert browser.get(f"{place.url}/contact-list/{theirs}{address}").status_code == 404
        assert browser.post(f"{place.url}/contact-list/{theirs}/delete").status_code == 404
        assert place.api.writes == []


class TestDownload:
    def test_is_a_file_in_which_no_spreadsheet_finds_a_formula(self, place, url):
        file = place.browser().get(f"{url}.csv")

        assert file["Content-Disposition"] == 'attachment; filename="wardens.csv"'
        rows = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
        assert rows == [["phone number"], ["07700 900001"], ["'=1+1"]]


class TestDelete:
    MAY = ("send_texts", "send_emails", "send_letters", "manage_templates")

    def test_is_offered_to_those_who_may(self, place, url):
        may, may_not = place.browser([*self.MAY]).get(url), place.browser().get(url)

        assert link(may, "Delete this contact list") == f"{url}/delete"
        assert link(may_not, "Delete this contact list") is None

    def test_asks_first(self, place, url):
        page = place.browser([*self.MAY]).get(f"{url}/delete")

        [banner] = of_class(page, "banner-dangerous")
        assert f"Are you sure you want to delete {quoted('wardens.xlsx')}?" in text_of(banner)
        assert text_of(first_button(page)) == "Yes, delete"
        assert texts(page, "h1") == ["wardens.xlsx"]
        assert texts(page, "h2")[0] == "2 saved phone numbers"
        assert texts(page, "td") == ["07700 900001", "=1+1"]
        assert place.api.writes == []

    def test_deletes(self, place, url, saved):
        answer = place.browser([*self.MAY]).post(f"{url}/delete")

        assert answer.url == f"{place.url}/uploads"
        assert place.api.writes == [("DELETE", f"{place.path}/contact-list/{saved['id']}")]
