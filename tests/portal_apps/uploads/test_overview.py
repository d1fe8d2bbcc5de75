"""The list of uploads."""

import pytest

from tests.builders import a_contact_list, a_job, a_page, an_error, an_upload
from tests.pages import link, of_class, text_of, texts, tree

NAME = "<b>residents</b>.csv"


@pytest.fixture
def knows(place):
    """The API has these files, those that wait, and these lists of contacts."""

    def answers(sent=(), waiting=(), lists=(), **facts):
        place.api.answers("GET", f"{place.path}/upload", a_page(list(sent), **facts))
        place.api.answers("GET", f"{place.path}/job", a_page(list(waiting)))
        place.api.answers("GET", f"{place.path}/contact-list", list(lists))

    return answers


@pytest.fixture
def url(place):
    return f"{place.url}/uploads"


class TestSentFiles:
    def test_have_their_counts_by_status_and_lead_to_their_job(self, place, url, knows):
        upload = an_upload(original_file_name="residents.csv")
        knows([upload])

        page = place.browser().get(url)

        [row] = of_class(page, "table-row")
        assert text_of(row).startswith("residents.csvSent 5 November 2025 at 3:07pm")
        assert text_of(row.find("td")) == "7 delivering 29 delivered 4 failed"
        [name] = of_class(row, "file-list-filename")
        assert name.get("href") == f"{place.url}/jobs/{upload['id']}"
        assert name in list(row.find("th").iter("a"))

    def test_that_nothing_is_known_of_yet_are_on_their_way(self, place, url, knows):
        knows([an_upload(notification_count=1_200, statistics=[])])

        [row] = of_class(place.browser().get(url), "table-row")

        assert text_of(row.find("td")) == "1,200 delivering 0 delivered 0 failed"

    def test_that_were_cancelled_are_not_on_their_way(self, place, url, knows):
        knows([an_upload(notification_count=3, statistics=[{"status": "cancelled", "count": 3}])])

        [row] = of_class(place.browser().get(url), "table-row")

        assert text_of(row.find("td")) == "0 delivering 0 delivered 0 failed"

    def test_letters_of_one_day_have_no_page(self, place, url, knows):
        day = {"id": None, "upload_type": "letter_day", "template_type": "letter", "statistics": []}
        knows([an_upload(**day, original_file_name="Uploaded letters")])

        page = place.browser().get(url)

        assert texts(page, "span", "file-list-filename") == ["Uploaded letters"]
        assert link(page, "Uploaded letters") is None

    def test_names_are_text_and_not_html(self, place, url, knows):
        knows([an_upload(original_file_name=NAME)])

        page = place.browser().get(url)

        assert link(page, NAME)
        assert b"<b>residents" not in page.content

    def test_come_in_pages(self, place, url, knows):
        knows([an_upload()] * 50, total=120)

        page = place.browser().get(f"{url}?page=2")

        assert place.api.asked_to("GET", f"{place.path}/upload")[0].query["page"] == ["2"]
        [navigation] = [one for one in tree(page).iter("nav") if "govuk-pagination" in one.get("class", "")]
        assert {url, f"{url}?page=3"} <= {a.get("href") for a in navigation.iter("a")}


class TestAboveThem:
    def test_files_that_wait_come_first_the_next_one_on_top(self, place, url, knows):
        later = a_job(
            place.service, original_file_name="later.csv", scheduled_for="2040-12-02T09:00:00.000000Z"
        )
        sooner = a_job(
            place.service, original_file_name="sooner.csv", scheduled_for="2040-12-01T12:00:00.000000Z"
        )
        knows([an_upload(original_file_name="sent.csv")], [later, sooner])

        page = place.browser().get(url)

        assert texts(page, "a", "file-list-filename") == ["sooner.csv", "later.csv", "sent.csv"]
        assert "3 email addresses waiting to send" in text_of(of_class(page, "table-row")[0])
        assert "Sends 1 December 2040 at midday" in text_of(of_class(page, "table-row")[0])

    def test_lists_of_contacts_say_how_often_they_were_used(self, place, url, knows):
        used = a_contact_list(place.service, template_type="sms", row_count=1_200, recent_job_count=2)
        knows(lists=[used, a_contact_list(place.service), a_contact_list(place.service, has_jobs=True)])

        page = place.browser().get(url)

        rows = [text_of(row) for row in of_class(page, "table-row")]
        assert rows[0] == "wardens.csvUsed 2 times recently1,200 saved phone numbers"
        assert "Not used yet" in rows[1]
        assert "Not used recently" in rows[2]
        assert link(page, "wardens.csv") == f"{place.url}/contact-list/{used['id']}"

    def test_are_on_the_first_page_only(self, place, url, knows):
        knows([an_upload()] * 50, total=120)

        place.browser().get(f"{url}?page=2")

        assert place.api.asked_to("GET", f"{place.path}/job") == []
        assert place.api.asked_to("GET", f"{place.path}/contact-list") == []

    def test_may_be_missing_and_the_page_is_there_all_the_same(self, place, url, knows):
        knows([an_upload()])
        place.api.answers("GET", f"{place.path}/job", an_error("no"), status=500)
        place.api.answers("GET", f"{place.path}/contact-list", an_error("no"), status=500)

        page = place.browser().get(url)

        assert link(page, "residents.csv")
        assert "could not load scheduled files and emergency contact lists" in text_of(tree(page))


class TestWhoSeesWhat:
    def test_nothing_uploaded_is_said_so(self, place, url, knows):
        knows()

        page = place.browser().get(url)

        assert "Files that you upload to send messages are listed here." in texts(page, "p")
        assert link(page, "Upload an emergency contact list") == f"{place.url}/upload-contact-list"

    def test_lists_of_contacts_are_for_those_who_send(self, place, url, knows):
        knows(lists=[a_contact_list(place.service)])

        page = place.browser(["view_activity"]).get(url)

        assert link(page, "wardens.csv") is None
        assert link(page, "Upload an emergency contact list") is None
        assert place.api.asked_to("GET", f"{place.path}/contact-list") == []

    def test_the_navigation_leads_here_from_every_page_about_uploads(self, place, url, knows):
        knows()
        browser = place.browser()

        for page in (browser.get(url), browser.get(f"{place.url}/upload-contact-list")):
            [here] = [a for a in tree(page).iter("a") if a.get("aria-current") and text_of(a) == "Uploads"]
            assert here.get("href") == url
