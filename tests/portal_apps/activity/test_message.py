"""One message in full."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_member, a_notification, a_service, a_template, an_error, an_id
from tests.pages import link, of_class, text_of, texts, tree

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def service():
    return a_service(name="Parking <b>permits</b>")


@pytest.fixture
def opened(api, browser, service):
    """The page of a message; what is said of it makes it another one."""

    def page(template=None, *, address="", headers=None, **facts):
        made = a_notification(service, template or a_template(service), **facts)
        api.answers("GET", f"/service/{service['id']}/notifications/{made['id']}", made)
        url = f"/services/{service['id']}/notification/{made['id']}{address}"
        return browser.get(url, headers=headers or {})

    return page


def ago(seconds):
    return (datetime.now(tz=UTC) - timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def rows_of(page):
    meta = of_class(page, "email-message-meta")[0]
    return dict(zip(map(text_of, meta.iter("dt")), map(text_of, meta.iter("dd")), strict=True))


def timeline(page):
    return [text_of(step) for step in of_class(page, "timeline__step")]


def facts_of(page):
    found = of_class(page, "template-facts")[0]
    return dict(zip(map(text_of, found.iter("dt")), map(text_of, found.iter("dd")), strict=True))


class TestContent:
    def test_an_email_shows_who_it_is_from_and_to_and_what_it_says(self, opened):
        page = opened(reply_to_text="replies@example.com")

        assert rows_of(page) == {
            "From": "Parking <b>permits</b>",
            "Reply to": "replies@example.com",
            "To": "lena@example.com",
            "Subject": "Your permit R 12",
        }
        assert "Dear Lena" in text_of(of_class(page, "email-message-body")[0])

    def test_a_text_message_shows_its_sender_and_its_words_with_the_name_of_the_service(
        self, opened, service
    ):
        page = opened(a_template(service, template_type="sms", content="Hi ((name))"), reply_to_text="PARK")

        assert text_of(of_class(page, "sms-message-sender")[0]) == "From: PARK"
        assert text_of(of_class(page, "sms-message-recipient")[0]) == "To: 07700 900123"
        assert text_of(of_class(page, "sms-message-wrapper")[0]) == "Parking <b>permits</b>: Hi Lena"

    def test_a_letter_shows_its_address(self, opened, service):
        page = opened(a_template(service, template_type="letter", subject="Hi ((name))"))

        assert text_of(of_class(page, "letter__recipient")[0]) == "Lena Kowalska 1 Hall Road ME1 1AA"
        assert "Hi Lena" in text_of(of_class(page, "letter")[0])

    def test_values_are_no_markup(self, opened):
        page = opened(personalisation={"name": "<b>Lena</b>", "reference": "<i>R</i>"}, to="<b>@example.com")

        assert "Dear <b>Lena</b>" in text_of(of_class(page, "email-message-body")[0])
        assert rows_of(page)["To"] == "<b>@example.com"

    def test_a_file_is_the_link_that_its_recipient_got(self, opened, service):
        address = "https://files.example.gov.uk/d/a1/b2?key=c3"
        template = a_template(service, content="Hi ((name)), fill this in: ((form.pdf))")
        forged = "[Pay here](https://evil.example/d/x)"

        page = opened(template, personalisation={"name": forged, "form.pdf": f"[Your form]({address})"})

        assert link(page, "Your form") == address
        assert link(page, "Pay here") is None

    def test_a_redacted_template_hides_what_was_filled_in(self, opened, service):
        page = opened(a_template(service, redact_personalisation=True))

        assert b"Lena" not in page.content
        assert b"R 12" not in page.content
        assert any("hides what was filled in" in text for text in texts(page, "p"))

    def test_the_heading_is_the_channel(self, opened):
        assert texts(opened(), "h1") == ["Email"]


class TestStatus:
    @pytest.mark.parametrize(
        ("channel", "status", "words", "reason"),
        [
            ("email", "delivered", "Delivered", ""),
            ("email", "permanent-failure", "Email address does not exist", "Take it off your list"),
            ("sms", "temporary-failure", "Phone not accepting messages right now", "switched off"),
            ("sms", "sent", "Sent to an international number", "do not say whether"),
            ("letter", "returned-letter", "Returned", "brought this letter back"),
            ("letter", "validation-failed", "Content problem", "does not meet the rules"),
            ("sms", "failed", "Failed", ""),
        ],
    )
    def test_is_in_words_with_its_reason(self, opened, service, channel, status, words, reason):
        page = opened(a_template(service, template_type=channel), status=status)

        assert text_of(of_class(page, "notification-status")[0]) == words
        assert reason in " ".join(texts(page, "p"))

    def test_says_when_it_takes_longer_than_usual(self, opened):
        assert "longer than usual" in " ".join(texts(opened(status="sending", created_at=ago(600)), "p"))
        assert "longer than usual" not in " ".join(texts(opened(status="sending", created_at=ago(60)), "p"))

    def test_a_message_of_a_test_key_says_that_nobody_got_it(self, opened):
        page = opened(key_type="test")

        assert "Sent with a test key: nobody received this message." in texts(page, "p")


class TestTimeline:
    def test_has_every_step_with_how_long_it_took(self, opened):
        steps = timeline(opened())

        assert steps == [
            "Sent by Ada Okafor 5 November 2025 at 3:07pm",
            "Handed to the email provider 5 November 2025 at 3:07pm, 2 seconds later",
            "Delivered 5 November 2025 at 3:07pm, 7 seconds later",
        ]

    def test_a_message_under_way_has_not_ended(self, opened):
        assert len(timeline(opened(status="sending"))) == 2

    def test_a_message_that_was_not_handed_over_has_no_such_step(self, opened):
        assert len(timeline(opened(status="created", sent_at=None, updated_at=None))) == 1

    @pytest.mark.parametrize(
        ("facts", "first"),
        [
            (
                {"key_name": "Licensing <b>", "created_by": None},
                "Sent by a program with the API key Licensing <b>",
            ),
            (
                {"job": {"id": an_id(), "original_file_name": "people.csv"}, "job_row_number": 2},
                "Sent by Ada Okafor from the file people.csv, row 3",
            ),
            ({"created_by": None}, "Sent"),
        ],
    )
    def test_begins_with_who_sent_it(self, opened, facts, first):
        assert timeline(opened(**facts))[0].startswith(f"{first} 5 November 2025")


class TestDetails:
    @pytest.mark.parametrize(
        ("channel", "facts", "cost"),
        [
            ("email", {}, "Nothing, emails are free"),
            ("sms", {"billable_units": 2}, "2 text messages"),
            ("sms", {"billable_units": 2, "rate_multiplier": 3.0}, "6 text messages"),
            ("sms", {"billable_units": 0}, "Not known yet"),
            ("sms", {"billable_units": 2, "key_type": "test"}, "Nothing"),
            ("letter", {"billable_units": 1, "postage": "first"}, "1 sheet of paper, first class"),
        ],
    )
    def test_say_what_it_counts_as(self, opened, service, channel, facts, cost):
        page = opened(a_template(service, template_type=channel), **facts)

        assert facts_of(page)["Counts as"] == cost

    def test_lead_to_the_version_of_the_template_that_was_sent(self, opened, service):
        template = a_template(service, version=4)

        page = opened(template)

        address = f"/services/{service['id']}/templates/{template['id']}/version/4"
        assert link(page, "Permit ready, version 4") == address

    def test_lead_to_the_file_it_was_sent_with(self, opened, service):
        job = {"id": an_id(), "original_file_name": "people.csv"}

        page = opened(job=job, job_row_number=0)

        assert link(page, "people.csv") == f"/services/{service['id']}/jobs/{job['id']}"

    @pytest.mark.parametrize(
        ("permissions", "channel", "is_there"),
        [
            (["sms", "inbound_sms"], "sms", True),
            (["sms"], "sms", False),
            (["email", "inbound_sms"], "email", False),
        ],
    )
    def test_lead_to_the_conversation_where_people_can_answer(
        self, api, sign_in, service, permissions, channel, is_there
    ):
        place = service | {"permissions": permissions}
        made = a_notification(place, a_template(place, template_type=channel))
        api.answers("GET", f"/service/{place['id']}/notifications/{made['id']}", made)

        page = sign_in(a_member(place, ["view_activity"]), place).get(
            f"/services/{place['id']}/notification/{made['id']}"
        )

        address = f"/services/{place['id']}/conversation/{made['id']}"
        assert link(page, "See the conversation") == (address if is_there else None)

    def test_an_uploaded_letter_has_no_template_to_lead_to(self, opened, service):
        page = opened(a_template(service, template_type="letter", is_precompiled_letter=True))

        assert "Template" not in facts_of(page)

    def test_of_an_uploaded_letter_the_first_page_is_shown(self, opened, service):
        letter = a_template(service, template_type="letter", is_precompiled_letter=True)

        page = opened(letter, status="delivered")

        [picture] = of_class(page, "letter")[0].findall("img")
        address = f"/services/{service['id']}/notification/{facts_of(page)['Message ID']}"
        assert picture.get("src") == f"{address}.png"
        assert link(page, "Download as a PDF") == f"{address}.pdf"
        assert "Provided as PDF. This is its first page." in texts(page, "p")

    @pytest.mark.parametrize("status", ["pending-virus-check", "virus-scan-failed"])
    def test_nobody_looks_at_a_file_that_may_be_dangerous(self, opened, service, status):
        page = opened(a_template(service, template_type="letter", is_precompiled_letter=True), status=status)

        assert of_class(page, "letter") == []
        assert link(page, "Download as a PDF") is None
        assert "Provided as PDF." in texts(page, "p")


class TestBack:
    def test_leads_to_the_messages_of_the_channel(self, opened, service):
        assert link(opened(), "Back") == f"/services/{service['id']}/notifications/email"

    def test_leads_to_the_job_for_those_who_came_from_there(self, opened, service):
        job = {"id": an_id(), "original_file_name": "people.csv"}

        page = opened(job=job, job_row_number=0, address=f"?from_job={job['id']}")

        assert link(page, "Back") == f"/services/{service['id']}/jobs/{job['id']}"

    def test_leads_to_no_job_that_the_message_is_not_of(self, opened, service):
        page = opened(address=f"?from_job={an_id()}")

        assert link(page, "Back") == f"/services/{service['id']}/notifications/email"


class TestRefreshing:
    def test_asks_for_news_until_it_has_ended(self, opened):
        assert polls(opened(status="sending")) == 1
        assert polls(opened(status="delivered")) == 0

    def test_nobody_waits_for_a_letter(self, opened, service):
        assert polls(opened(a_template(service, template_type="letter"), status="created")) == 0

    def test_has_its_status_in_json(self, opened):
        answer = opened(address=".json", status="sending").json()

        assert set(answer) == {"status"}
        assert "notification-status" in answer["status"]

    def test_stops_when_it_has_ended(self, opened):
        assert opened(address=".json").json()["stop"] == 1
        assert opened(address=".json", headers=FRAGMENT).status_code == 286


class TestAccess:
    def test_asks_the_api_once(self, api, opened):
        opened()
        before = len(api.asked)

        opened()

        assert len(api.asked) - before == 1

    def test_a_message_of_another_service_is_not_there(self, api, browser, service):
        stranger = an_id()
        path = f"/service/{service['id']}/notifications/{stranger}"
        api.answers("GET", path, an_error("No result found"), status=404)

        assert browser.get(f"/services/{service['id']}/notification/{stranger}").status_code == 404


def polls(page):
    return sum(1 for element in tree(page).iter() if element.get("hx-trigger") == "every 5s")
