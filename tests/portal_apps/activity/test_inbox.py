"""Received texts: who wrote last, and all of it as a file."""

import json
from http import HTTPStatus

import pytest

from tests.builders import a_member, a_service, an_error, an_id
from tests.came_back import a_received_text
from tests.pages import link, texts

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def service():
    return a_service(permissions=["sms", "inbound_sms"])


@pytest.fixture
def receives(api, service, path):
    """The service has a number, and got these texts."""

    def got(*received, has_next=False):
        api.answers("GET", f"/inbound-number/service/{service['id']}", {"data": {"number": "07700900800"}})
        answer = {"data": list(received), "has_next": has_next}
        api.answers("GET", f"{path}/inbound-sms/most-recent", answer)
        api.answers("POST", f"{path}/inbound-sms", {"data": list(received)})

    return got


@pytest.fixture
def inbox(service):
    return f"/services/{service['id']}/inbox"


class TestInbox:
    def test_has_a_row_for_each_person_that_leads_to_the_conversation(
        self, service, receives, browser, inbox
    ):
        text = a_received_text(service, content="Where is\nmy permit?")
        receives(text, a_received_text(service, user_number="GOVUK"))

        page = browser.get(inbox)

        conversation = f"/services/{service['id']}/conversation/{text['id']}#n{text['id']}"
        assert link(page, "07700 900123") == conversation
        assert texts(page, "th", "received__text") == [
            "07700 900123 Where is my permit?",
            "GOVUK When is my permit due?",
        ]
        assert "People can text you at 07700 900800." in texts(page, "p")[0]

    def test_shows_the_beginning_of_a_long_text(self, service, receives, browser, inbox):
        receives(a_received_text(service, content="a" * 500))

        page = browser.get(inbox)

        assert texts(page, "span", "received__excerpt") == ["a" * 160 + "…"]

    def test_without_texts_says_what_will_appear(self, receives, browser, inbox):
        receives()

        page = browser.get(inbox)

        assert "No messages yet. They appear here when somebody texts you." in texts(page, "p")
        assert link(page, "Download these messages") is None

    def test_is_read_a_page_at_a_time(self, api, service, path, receives, browser, inbox):
        receives(a_received_text(service), has_next=True)

        page = browser.get(f"{inbox}?page=2")

        [asked] = api.asked_to("GET", f"{path}/inbound-sms/most-recent")
        assert asked.query == {"page": ["2"]}
        assert link(page, "Next page") == f"{inbox}?page=3"
        assert link(page, "Previous page") == inbox
        assert f'hx-get="{inbox}.json?page=2"' in page.content.decode()

    def test_asks_for_the_number_and_the_texts_at_once_and_for_nothing_else(
        self, api, service, path, receives, browser, inbox
    ):
        receives(a_received_text(service))
        browser.get(inbox)
        before = len(api.asked)

        browser.get(inbox)

        assert sorted(asked.path for asked in api.asked[before:]) == [
            f"/inbound-number/service/{service['id']}",
            f"{path}/inbound-sms/most-recent",
        ]

    def test_what_people_write_is_text(self, service, receives, browser, inbox):
        receives(a_received_text(service, content="<b>Hi</b>", user_number="<b>Eve</b>"))

        page = browser.get(inbox)

        assert b"<b>" not in page.content

    def test_refreshes_itself_with_the_list_alone(self, service, receives, browser, inbox):
        receives(a_received_text(service))

        part = browser.get(f"{inbox}.json", headers=FRAGMENT)
        again = browser.get(f"{inbox}.json", headers={**FRAGMENT, "If-None-Match": part["ETag"]})

        assert b"<html" not in part.content
        assert json.loads(browser.get(f"{inbox}.json").content) == {"messages": part.content.decode()}
        assert again.status_code == HTTPStatus.NOT_MODIFIED

    def test_does_not_ask_for_the_number_again_to_refresh_itself(
        self, api, service, receives, browser, inbox
    ):
        receives(a_received_text(service))

        browser.get(f"{inbox}.json", headers=FRAGMENT)

        assert not api.asked_to("GET", f"/inbound-number/service/{service['id']}")

    @pytest.mark.parametrize(
        ("answer", "status"), [(an_error("broken"), 500), ({}, 200), (None, 200), ({"data": None}, 200)]
    )
    def test_can_do_without_the_number(self, api, service, receives, browser, inbox, answer, status):
        receives(a_received_text(service))
        api.answers("GET", f"/inbound-number/service/{service['id']}", answer, status=status)

        page = browser.get(inbox)

        assert texts(page, "a", "file-list-filename") == ["07700 900123"]
        assert b"People can text you" not in page.content

    @pytest.mark.parametrize("ending", ["", ".json"])
    def test_of_a_service_that_receives_no_texts_says_so(self, api, sign_in, ending):
        service = a_service(permissions=["sms"])

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}/inbox{ending}")

        assert page.status_code == HTTPStatus.FORBIDDEN
        assert texts(page, "h1") == ["This service does not receive text messages"]
        settings = f"/services/{service['id']}/service-settings/receive-text-messages"
        assert link(page, "Start receiving text messages") == settings
        assert not api.asked_to("GET", f"/service/{service['id']}/inbound-sms/most-recent")

    @pytest.mark.parametrize("page", ["0", "x", "-1"])
    def test_has_no_pages_that_are_none(self, receives, browser, inbox, page):
        receives()

        assert browser.get(f"{inbox}?page={page}").status_code == HTTPStatus.NOT_FOUND


class TestFile:
    def test_has_every_text_in_london_time_and_no_formulas(self, service, receives, browser, inbox):
        receives(
            a_received_text(service, content="=1+1", created_at="2026-07-05T15:07:00.000000Z"),
            a_received_text(service, user_number="33612345678", id=an_id()),
        )

        answer = browser.get(f"{inbox}.csv")

        *lines, last = answer.getvalue().decode("utf-8-sig").splitlines()
        assert lines == [
            "Phone number,Message,Received",
            "07700 900123,'=1+1,2026-07-05 16:07",
            "+33612345678,When is my permit due?,2025-11-05 15:07",
        ]
        assert last.startswith("# Complete. Rows: 2.")
        assert "attachment" in answer["Content-Disposition"]
        assert "Received text messages" in answer["Content-Disposition"]

    def test_asks_for_the_texts_of_everybody_once(self, api, path, service, receives, browser, inbox):
        receives(a_received_text(service))

        browser.get(f"{inbox}.csv")

        assert [asked.body for asked in api.asked_to("POST", f"{path}/inbound-sms")] == [{"phone_number": ""}]
