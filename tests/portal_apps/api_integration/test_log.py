"""The messages that programs sent."""

import pytest

from tests.builders import a_member, a_service, an_error, an_id
from tests.pages import link, of_class, text_of, texts, tree


def a_message(**facts):
    return {
        "id": an_id(),
        "to": "ada@example.com",
        "status": "delivered",
        "notification_type": "email",
        "client_reference": None,
        "created_at": "2026-11-20T09:00:00.000000Z",
        "key_name": "Licensing system",
        "key_type": "normal",
        "template": {"id": an_id(), "name": "Permit ready", "version": 3},
    } | facts


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def knows(api, service):
    def messages(*rows, links=None, retention=()):
        answer = {"notifications": list(rows), "page_size": 50, "links": links or {}}
        api.answers("GET", f"/service/{service['id']}/notifications", answer)
        api.answers("GET", f"/service/{service['id']}/data-retention", list(retention))

    return messages


@pytest.fixture
def browser(sign_in, service):
    return sign_in(a_member(service, ["manage_api_keys"]), service)


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/api"


class TestMessageLog:
    def test_shows_messages_of_programs_only(self, api, browser, url, service, knows):
        knows(a_message())

        browser.get(url)

        asked = api.asked_to("GET", f"/service/{service['id']}/notifications")[0].query
        assert asked == {
            "page": ["1"],
            "include_jobs": ["False"],
            "include_from_test_key": ["True"],
            "include_one_off": ["False"],
            "count_pages": ["False"],
        }

    def test_the_first_value_of_a_message_is_its_id(self, browser, url, knows):
        message = a_message(client_reference="<i>ref</i>")
        knows(message)

        page = browser.get(url)

        values = [text_of(value) for value in of_class(page, "api-notifications-item__data-value")]
        assert values[:3] == [message["id"], "<i>ref</i>", "Permit ready, version 3"]

    def test_statuses_are_in_words(self, browser, url, knows):
        knows(a_message(status="permanent-failure", notification_type="sms", to="07700900123"))

        summary = of_class(browser.get(url), "govuk-details__summary")[0]

        assert text_of(summary).startswith("07700900123 Phone number does not exist")

    def test_of_a_letter_the_first_line_of_the_address_is_shown(self, browser, url, knows):
        knows(a_message(notification_type="letter", to="Ada Okafor\n1 Harbour Road\nMeadowbridge\nME1 1AA"))

        recipient = of_class(browser.get(url), "govuk-details__summary-text")[0]

        assert text_of(recipient) == "Ada Okafor"

    def test_details_are_those_of_the_design_system(self, browser, url, knows):
        knows(a_message(client_reference="ours-1"), a_message(client_reference="ours-2"))

        details = [one.find("div") for one in of_class(browser.get(url), "api-notifications-item")]

        assert [one.get("class") for one in details] == ["govuk-details__text"] * 2
        assert [text_of(one.findall("dl/dd")[1]) for one in details] == ["ours-1", "ours-2"]

    @pytest.mark.parametrize(
        ("status", "shown"),
        [
            ("created", "accepted"),
            ("sending", "accepted"),
            ("delivered", "received"),
            ("returned-letter", "received"),
            ("validation-failed", "validation-failed"),
        ],
    )
    def test_the_last_value_is_the_status_that_programs_are_told(self, browser, url, knows, status, shown):
        knows(a_message(notification_type="letter", status=status), a_message(status=status))

        page = browser.get(url)

        assert [text_of(one.findall(".//dd")[-1]) for one in of_class(page, "api-notifications-item")] == [
            shown,
            status,
        ]

    def test_a_letter_can_be_viewed(self, sign_in, service, url, knows):
        letter = a_message(notification_type="letter")
        knows(letter, a_message(), a_message(notification_type="letter", status="virus-scan-failed"))

        page = sign_in(a_member(service, ["manage_api_keys", "view_activity"]), service).get(url)

        assert [one.get("href") for one in tree(page).iter("a") if text_of(one) == "View letter"] == [
            f"/services/{service['id']}/notification/{letter['id']}"
        ]

    def test_not_by_somebody_who_may_see_no_messages(self, browser, url, knows):
        knows(a_message(notification_type="letter"))

        assert "View letter" not in texts(browser.get(url), "a")

    def test_the_rest_is_on_further_pages(self, browser, url, knows):
        knows(a_message(), links={"next": True})

        assert link(browser.get(url), "Next page") == f"{url}?page=2"
        assert link(browser.get(f"{url}?page=2"), "Previous page") == url

    def test_past_the_end_there_is_no_page(self, api, browser, url, service, knows):
        knows()
        api.answers("GET", f"/service/{service['id']}/notifications", an_error("No result found"), status=404)

        assert browser.get(f"{url}?page=9").status_code == 404

    @pytest.mark.parametrize(("rows", "days"), [([], "7 days"), ([{"days_of_retention": 90}], "90 days")])
    def test_says_how_far_back_it_goes(self, browser, url, knows, rows, days):
        knows(retention=rows)

        assert any(days in text for text in texts(browser.get(url), "p"))

    def test_asks_the_api_once_when_warm(self, api, browser, url, service, knows):
        knows(a_message())
        browser.get(url)
        before = len(api.asked)

        browser.get(url)

        assert [request.path for request in api.asked[before:]] == [f"/service/{service['id']}/notifications"]


class TestDocumentation:
    def test_has_the_facts_of_the_service(self, browser, service, url):
        page = browser.get(f"{url}/documentation")

        assert service["id"] in texts(page, "code")
        assert "https://api.notify.test" in texts(page, "code")
