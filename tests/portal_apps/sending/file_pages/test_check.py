"""What was found in a file, and what will be sent."""

import csv
import io

import pytest

from gateway.storage import recipient_files
from tests.builders import an_id
from tests.pages import by_id, errors, first_button, link, main, of_class, text_of, texts, typed
from tests.portal_apps.sending.recipients.files import PHONE

OTHER = "07911 123457"
ABROAD = "+1 202 555 0104"
BAD = ["079", ""]


def cells(page, tag="td"):
    return [text_of(cell) for table in main(page).iter("tbody") for cell in table.iter(tag)]


class TestAFileWithFaults:
    def test_names_every_fault_with_its_row_and_column(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], BAD, ["nobody", "Zoë"])

        page = browser.get(world.check_url(upload_id))

        assert texts(page, "h1") == ["Correct your file"]
        assert errors(page) == ["Something is wrong in 2 rows"]
        assert cells(page, "th") == ["3", "4"]
        assert cells(page) == [
            *("phone number", "079", "Phone number is too short"),
            *("name", "", "Missing"),
            *("phone number", "nobody"),
            "Can only include numbers, spaces, brackets, dashes and a plus sign at the start",
        ]
        assert texts(page, "title")[0].startswith("Error: Correct your file")

    def test_counts_what_is_wrong_in_general(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, BAD, ["", "Ada"], [PHONE, ""])

        page = browser.get(world.check_url(upload_id))

        kinds = next(one for one in main(page).iter("ul") if "Missing" in text_of(one))
        assert [text_of(item) for item in kinds] == [
            "Missing value for the template: 2",
            "Phone number is too short: 1",
            "Missing recipient: 1",
        ]

    def test_shows_all_of_them_a_page_at_a_time(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, *[BAD] * 120)
        url = world.check_url(upload_id)

        pages = [browser.get(url, {"page": number}) for number in (1, 2, 3)]

        rows = [number for page in pages for number in cells(page, "th")]
        assert rows == [str(number) for number in range(2, 122)]
        assert browser.get(url, {"page": 4}).status_code == 404
        assert browser.get(url, {"page": "x"}).status_code == 404

    def test_says_what_is_wrong_with_its_columns(self, world):
        browser = world.browser()
        world.has_template(content="((first)) ((last))")
        upload_id = world.uploaded(browser, [PHONE, "Ada"])

        page = browser.get(world.check_url(upload_id))

        assert errors(page) == [
            "Your file needs a column for each part of the template. Missing: “first” and “last”"
        ]

    def test_takes_another_file_on_the_same_page(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, BAD)

        page = browser.get(world.check_url(upload_id))

        [form] = list(main(page).iter("form"))
        assert form.get("action") == world.upload_url
        assert text_of(first_button(page)) == "Upload"

    def test_cannot_be_sent_from_there(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, BAD)

        answer = browser.post(world.start_url(upload_id), {"scheduled_for": ""})

        assert answer["Location"] == world.check_url(upload_id)
        assert world.jobs_made == []

    def test_gives_only_its_bad_rows_as_a_file_without_formulas(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], ["079", "=1+1"])

        answer = browser.get(f"{world.check_url(upload_id)}/bad-rows.csv")

        lines = [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
        assert lines[1:] == [["079", "'=1+1", "3", "phone number: Phone number is too short"]]
        assert 'filename="people rows to correct.csv"' in answer["Content-Disposition"]

    def test_comes_back_corrected_as_it_was_given(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], ["079", "=1+1"])
        given = browser.get(f"{world.check_url(upload_id)}/bad-rows.csv").content

        answer = world.send(browser, given.replace(b"079", PHONE.encode()))

        corrected = answer["Location"].rpartition("/")[2]
        assert world.file(corrected).verdict.totals.rows == 1
        assert world.file(corrected).verdict.can_be_sent

    def test_never_lets_cells_become_markup(self, world):
        browser = world.browser()
        world.has_template(content="((<i>x</i>))")
        rows = [["phone number", "<i>x</i>"], ["<i>079</i>", ""]]
        upload_id = world.send(browser, rows, "<i>a</i>.csv")["Location"].rpartition("/")[2]
        world.has_no_job(upload_id)

        page = browser.get(world.check_url(upload_id))

        assert page.status_code == 200
        assert b"<i>" not in page.content


class TestAFileThatCanBeSent:
    def test_says_what_will_be_sent_and_what_it_costs(self, world):
        browser = world.browser()
        world.has_template(content="Hello ((name))" + "x" * 200)
        upload_id = world.uploaded(browser, [PHONE, "Ada"], [OTHER, "Ben"])

        page = browser.get(world.check_url(upload_id))

        facts = {
            text_of(row.find("dt")): text_of(row.find("dd"))
            for row in of_class(page, "govuk-summary-list__row")
        }
        assert texts(page, "h1") == ["Preview of Permit ready"]
        assert facts["File"] == "people.csv"
        assert facts["To send"] == "2 text messages"
        assert facts["Charged as"].startswith("4 text messages. That is £0.10, or nothing while")
        assert (facts["Limit"], facts["Used today"]) == ("250,000 text messages a day", "10")
        assert (facts["This file"], facts["Left after it"]) == ("2", "249,988")
        assert text_of(first_button(page)) == "Send 2 text messages"
        assert texts(page, "caption") == ["people.csv"]
        assert texts(page, "th")[:3] == ["Row number, the headings are row 1", "phone number", "name"]
        assert errors(page) == []

    def test_shows_what_each_recipient_gets(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], [], [OTHER, "Zoë"])
        url = world.check_url(upload_id)

        first, second = browser.get(url), browser.get(f"{url}/row-3")

        assert [text_of(one) for one in of_class(first, "sms-message-wrapper")] == [
            "Parking permits: Hello Ada"
        ]
        assert [text_of(one) for one in of_class(second, "sms-message-wrapper")] == [
            "Parking permits: Hello Zoë"
        ]
        assert [text_of(one) for one in of_class(second, "sms-message-recipient")] == [f"To: {OTHER}"]
        assert link(first, "Next recipient") == f"{url}/row-3"
        assert link(second, "Previous recipient") == f"{url}/row-2"
        assert link(first, "4") == f"{url}/row-3"
        assert [browser.get(f"{url}/row-{number}").status_code for number in (0, 1, 4)] == [404, 404, 404]

    def test_shows_a_letter_with_its_address_in_the_order_of_its_lines(self, world):
        browser = world.browser()
        world.has_template(template_type="letter", subject="Hello", content="Dear ((name))")
        rows = [
            ["postcode", "Address line 2", "address_line_1", "name"],
            ["SW1A 1AA", "1 Hall Road", "Ada", "Ada"],
        ]
        upload_id = world.send(browser, rows)["Location"].rpartition("/")[2]
        world.has_no_job(upload_id)

        page = browser.get(world.check_url(upload_id))

        assert [text_of(one) for one in of_class(page, "letter__recipient")] == ["Ada 1 Hall Road SW1A 1AA"]
        assert text_of(main(page)).count("1 Hall Road") == 2
        assert text_of(first_button(page)) == "Send 1 letter"

    def test_shows_a_list_of_columns_as_one_value(self, world):
        browser = world.browser()
        world.has_template(template_type="email", subject="Hi", content="((item))")
        rows = [["email address", "item", "Item"], ["ada@example.com", "one", "two"]]
        upload_id = world.send(browser, rows)["Location"].rpartition("/")[2]
        world.has_no_job(upload_id)

        page = browser.get(world.check_url(upload_id))

        [body] = of_class(page, "email-message-body")
        assert [text_of(item) for item in body.iter("li")] == ["one", "two"]

    def test_shows_the_first_rows(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, *[[PHONE, f"Ada {number}"] for number in range(60)])

        page = browser.get(world.check_url(upload_id))

        assert len(cells(page, "th")) == 50
        assert "The first 50 of 60 rows" in texts(page, "h2")

    def test_says_who_is_in_it_more_than_once(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], [OTHER, "Zoë"], ["+447911123456", "Ada"])
        url = world.check_url(upload_id)

        page, repeats = browser.get(url), browser.get(f"{url}/repeats")
        given = browser.get(f"{url}/repeats.csv").content.decode("utf-8-sig")

        assert link(page, "See who they are") == f"{url}/repeats"
        assert (cells(repeats, "th"), cells(repeats)) == (["447911123456"], ["2, 4", "None"])
        assert [*csv.reader(io.StringIO(given))][1:] == [["447911123456", "2, 4", ""]]

    def test_asks_the_api_for_little_and_at_once(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"])
        browser.get(world.check_url(upload_id))
        before = len(world.api.asked)

        browser.get(world.check_url(upload_id))

        asked = {request.path.removeprefix(world.path) for request in world.api.asked[before:]}
        assert asked == {f"/job/{upload_id}", "/job", "/statistics"}
        assert len(world.api.asked) - before == 3

    def test_shows_the_sender_that_was_chosen_before_the_upload(self, world):
        browser = world.browser()
        sender = {"id": an_id(), "sms_sender": "PARKING", "is_default": False, "inbound_number_id": None}
        usual = {**sender, "id": an_id(), "sms_sender": "COUNCIL", "is_default": True}
        world.api.answers("GET", f"{world.path}/sms-sender", [usual, sender])
        world.api.answers("GET", f"{world.path}/sms-sender/{sender['id']}", sender)
        browser.post(f"{world.url}/send/{world.template['id']}/set-sender", {"sender": sender["id"]})
        upload_id = world.uploaded(browser, [PHONE, "Ada"])

        page = browser.get(world.check_url(upload_id))

        assert [text_of(one) for one in of_class(page, "sms-message-sender")] == ["From: PARKING"]
        assert recipient_files.metadata(world.service["id"], upload_id)["sender_id"] == sender["id"]

    def test_is_shown_without_what_the_api_does_not_say(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"])
        for path in (f"{world.path}/job", f"{world.path}/statistics", "/sms-rate/"):
            world.api.answers("GET", path, {}, status=500)

        page = browser.get(world.check_url(upload_id))

        assert page.status_code == 200
        assert b"could not find out how much of the daily limit" in page.content


class TestTheLimitOfTheDay:
    def test_leaves_only_later_times_where_it_has_no_room_today(self, world):
        world.service["sms_message_limit"] = 11
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], [OTHER, "Zoë"])

        page = browser.get(world.check_url(upload_id))

        assert by_id(page, "scheduled_for-0").get("value") != ""
        assert "and 1 are left today" in text_of(of_class(page, "govuk-inset-text")[0])
        assert text_of(first_button(page)) == "Send 2 text messages"

    def test_is_said_where_the_file_is_too_large_for_any_day(self, world):
        world.service["sms_message_limit"] = 1
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], [OTHER, "Zoë"])

        page = browser.get(world.check_url(upload_id))
        answer = browser.post(world.start_url(upload_id), {"scheduled_for": ""})

        assert typed(page, "scheduled_for") == []
        assert answer["Location"] == world.check_url(upload_id)
        assert world.jobs_made == []

    def test_of_other_countries_is_shown_where_some_are_there(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"], [ABROAD, "Zoë"])

        page = browser.get(world.check_url(upload_id))

        facts = [
            (text_of(row.find("dt")), text_of(row.find("dd")))
            for row in of_class(page, "govuk-summary-list__row")
        ]
        abroad = "1 text message, charged as 1. They cost more than is said here"
        assert ("Limit", "100 international text messages a day") in facts
        assert ("To other countries", abroad) in facts


class TestWhatIsNotThere:
    def test_is_a_file_of_another_service(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, BAD, [PHONE, "Ada"], [PHONE, "Ada"])
        mine = world.check_url(upload_id)
        world.service = {**world.service, "id": an_id()}
        world.api.answers("GET", f"{world.path}/template-folder", {"template_folders": []})
        world.has_template(id=world.template["id"])
        world.takes_jobs()
        browser = world.browser()

        theirs = world.check_url(upload_id)
        parts = ("", "/row-2", "/repeats", "/repeats.csv", "/bad-rows.csv")
        statuses = [browser.get(f"{theirs}{part}").status_code for part in parts]

        assert theirs != mine
        assert set(statuses) == {404}
        assert browser.post(world.start_url(upload_id), {"scheduled_for": ""}).status_code == 404
        assert world.jobs_made == []

    def test_is_a_file_that_was_meant_for_another_template(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, BAD, [PHONE, "Ada"])
        world.has_template()

        url = world.check_url(upload_id)
        parts = ("", "/row-2", "/repeats", "/repeats.csv", "/bad-rows.csv")

        assert {browser.get(f"{url}{part}").status_code for part in parts} == {404}

    @pytest.mark.parametrize("part", ["", "/row-2", "/repeats", "/repeats.csv", "/bad-rows.csv"])
    def test_is_a_file_that_nobody_uploaded(self, world, part):
        assert world.browser().get(f"{world.check_url(an_id())}{part}").status_code == 404


class TestRulesThatHaveChanged:
    def test_let_the_file_be_checked_again(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"])
        world.has_template(id=world.template["id"], version=2, content="Hello ((name)), ((reference))")

        page = browser.get(world.check_url(upload_id), follow=True)

        assert errors(page) == [
            "Your file needs a column for each part of the template. Missing: “reference”"
        ]
        assert world.file(upload_id).verdict.template_version == 2

    def test_stop_whoever_has_an_old_page_open(self, world):
        browser = world.browser()
        world.takes_jobs()
        upload_id = world.uploaded(browser, [PHONE, "Ada"])
        world.has_template(id=world.template["id"], version=2)

        answer = browser.post(world.start_url(upload_id), {"scheduled_for": ""})

        assert answer["Location"] == world.check_url(upload_id)
        assert world.jobs_made == []

    def test_of_a_service_in_trial_mode_are_its_people(self, world):
        world.service["restricted"] = True
        browser = world.browser()
        world.api.answers("GET", f"{world.path}/users", {"data": []})
        world.api.answers(
            "GET", f"{world.path}/guest-list", {"email_addresses": [], "phone_numbers": [PHONE]}
        )

        allowed, refused = world.uploaded(browser, [PHONE, "Ada"]), world.uploaded(browser, [OTHER, "Zoë"])

        assert texts(browser.get(world.check_url(allowed)), "h1") == ["Preview of Permit ready"]
        assert texts(browser.get(world.check_url(refused)), "h1") == ["Correct your file"]


class TestAFileThatIsAJob:
    def test_leads_to_the_job(self, world):
        browser = world.browser()
        upload_id = world.uploaded(browser, [PHONE, "Ada"])
        world.has_job(upload_id)

        assert browser.get(world.check_url(upload_id))["Location"] == world.job_url(upload_id)
