"""Letters that came back: by day, one day's list, and its file."""

from http import HTTPStatus

import pytest

from tests.came_back import a_returned_letter
from tests.pages import link, texts

DAY = "2026-11-23"


@pytest.fixture
def pages(service):
    return f"/services/{service['id']}/returned-letters"


@pytest.fixture
def returned(api, service):
    """These letters came back on the day."""

    def came(*letters, orphans=0):
        answer = {"returned_letters": list(letters), "orphaned_count": orphans}
        api.answers("GET", f"/service/{service['id']}/returned-letters", answer)

    return came


class TestSummary:
    def test_lists_days_that_lead_to_their_letters(self, api, service, browser, pages):
        days = [{"reported_at": DAY, "returned_letter_count": 1_234}]
        api.answers("GET", f"/service/{service['id']}/returned-letter-summary", days)

        page = browser.get(pages)

        assert link(page, "23 November 2026") == f"{pages}/{DAY}"
        assert texts(page, "td") == ["1,234"]

    def test_without_letters_says_so(self, api, service, browser, pages):
        api.answers("GET", f"/service/{service['id']}/returned-letter-summary", [])

        assert "No letters have been returned." in texts(browser.get(pages), "p")


class TestDay:
    def test_says_of_each_letter_where_its_address_came_from(self, service, browser, pages, returned):
        letter = a_returned_letter(original_file_name="people.csv", job_row_number=12)
        returned(
            letter,
            a_returned_letter(client_reference="R 7"),
            a_returned_letter(),
            a_returned_letter(user_name="API", uploaded_letter_file_name="bill.pdf"),
        )

        page = browser.get(f"{pages}/{DAY}")

        assert texts(page, "th", "long-words") == [
            "ReminderRow 12 of people.csv",
            "ReminderReference R 7",
            "ReminderSent by Ada Okafor",
            "bill.pdfNo reference provided",
        ]
        address = f"/services/{service['id']}/notification/{letter['notification_id']}"
        assert link(page, "Reminder") == address
        assert link(page, "Download the report") == f"{pages}/{DAY}.csv"

    def test_shows_fifty_and_says_how_many_there_are(self, browser, pages, returned):
        returned(*(a_returned_letter() for _ in range(51)), orphans=2)

        page = browser.get(f"{pages}/{DAY}")

        assert len(texts(page, "th", "long-words")) == 50
        assert texts(page, "p")[0] == (
            "53 letters returned. The latest 50 are shown; the file has all of them. "
            "Nothing more is known of 2: the details are deleted."
        )

    def test_asks_for_that_day(self, api, service, browser, pages, returned):
        returned(a_returned_letter())

        browser.get(f"{pages}/{DAY}")

        [asked] = api.asked_to("GET", f"/service/{service['id']}/returned-letters")
        assert asked.query == {"reported_at": [DAY]}

    @pytest.mark.parametrize("address", [DAY, f"{DAY}.csv", "2026-02-30", "2026-2-3", "today"])
    def test_without_letters_or_that_is_none_is_not_found(self, browser, pages, returned, address):
        returned()

        assert browser.get(f"{pages}/{address}").status_code == HTTPStatus.NOT_FOUND


class TestFile:
    def test_has_a_row_for_each_letter_and_no_formulas(self, browser, pages, returned):
        letter = a_returned_letter(
            created_at="2026-07-05 15:07:00.000000", original_file_name="=1+1", job_row_number=3
        )
        returned(letter)

        answer = browser.get(f"{pages}/{DAY}.csv")

        head, row = answer.getvalue().decode("utf-8-sig").splitlines()
        assert head == (
            "Notification ID,Reference,Date sent,Sent by,Template name,Template ID,Template version,"
            "Spreadsheet file name,Spreadsheet row number,Uploaded letter file name"
        )
        assert row == (
            f"{letter['notification_id']},,2026-07-05 16:07:00,ada.okafor@meadowbridge.gov.uk,Reminder,"
            f"{letter['template_id']},1,'=1+1,3,"
        )
        assert "2026-11-23 returned letters.csv" in answer["Content-Disposition"]
