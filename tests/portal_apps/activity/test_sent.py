"""The list of what a service has sent."""

import pytest
from django.core.cache import caches

from tests.builders import a_member, a_notification, a_service, a_template, an_error
from tests.pages import link, of_class, text_of, texts, tree, typed

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/notifications"


@pytest.fixture
def listed(api, path):
    """What the API was asked for last."""
    return lambda: api.asked_to("GET", f"{path}/notifications")[-1].query


class TestRows:
    def test_have_the_recipient_what_was_said_and_what_became_of_it(
        self, browser, url, knows_messages, service
    ):
        template = a_template(service, template_type="sms", content="Hi ((name))")
        knows_messages(a_notification(service, template, status="permanent-failure"))

        row = of_class(browser.get(url), "table-row")[0]

        assert text_of(row) == "07700 900123 Hi Lena Phone number does not exist 5 November 2025 at 3:07pm"

    @pytest.mark.parametrize(
        ("facts", "glimpse"),
        [
            ({}, "Your permit R 12"),
            ({"template_type": "letter", "subject": "Your ((reference))"}, "Your R 12"),
            ({"template_type": "letter", "is_precompiled_letter": True}, "Uploaded as a PDF"),
            ({"template_type": "sms", "content": "Hi ((name))", "redact_personalisation": True}, "Hi hidden"),
            ({"template_type": "sms", "content": "word " * 40}, f"{'word ' * 19}word…"),
        ],
    )
    def test_show_a_line_of_the_message(self, browser, url, knows_messages, service, facts, glimpse):
        knows_messages(a_notification(service, a_template(service, **facts)))

        row = of_class(browser.get(url), "table-row")[0]

        assert text_of(next(row.iter("p"))) == glimpse

    def test_of_a_letter_the_first_line_of_the_address_is_shown(self, browser, url, knows_messages, service):
        knows_messages(a_notification(service, a_template(service, template_type="letter", subject="x")))

        assert texts(browser.get(url), "a", "file-list-filename") == ["Lena Kowalska"]

    @pytest.mark.parametrize(("reference", "name"), [("bill.pdf", "bill.pdf"), (None, "No address yet")])
    def test_without_an_address_have_another_name(
        self, browser, url, knows_messages, service, reference, name
    ):
        letter = a_template(service, template_type="letter", is_precompiled_letter=True)
        knows_messages(a_notification(service, letter, to="", client_reference=reference))

        assert texts(browser.get(url), "a", "file-list-filename") == [name]

    def test_lead_to_the_message(self, browser, url, knows_messages, service):
        message = a_notification(service)
        knows_messages(message)

        address = f"/services/{service['id']}/notification/{message['id']}"
        assert link(browser.get(url), "lena@example.com") == address

    def test_lead_nowhere_for_those_who_may_not_open_messages(self, sign_in, url, knows_messages, service):
        knows_messages(a_notification(service))

        page = sign_in(a_member(service, ["manage_templates"]), service).get(url)

        assert "lena@example.com" in text_of(of_class(page, "table-row")[0])
        assert link(page, "lena@example.com") is None

    def test_values_are_no_markup(self, browser, url, knows_messages, service):
        values = {"name": "", "reference": "<b>R</b>"}
        knows_messages(a_notification(service, to="<i>a@example.com", personalisation=values))

        row = text_of(of_class(browser.get(url), "table-row")[0])

        assert "<i>a@example.com" in row
        assert "<b>R</b>" in row

    def test_none_says_so(self, browser, url, knows_messages):
        knows_messages()

        assert "No messages found." in texts(browser.get(url), "p")


class TestFilters:
    def test_asks_for_one_channel_within_the_days_that_are_kept(self, browser, url, knows_messages, listed):
        knows_messages(retention=[{"notification_type": "sms", "days_of_retention": 30}])

        page = browser.get(f"{url}/sms")

        assert listed() == {"page": ["1"], "template_type": ["sms"], "limit_days": ["30"]}
        assert texts(page, "h1") == ["Text messages"]
        assert "Messages are kept for 30 days." in texts(page, "p")

    def test_asks_for_the_statuses_behind_a_word(self, browser, url, knows_messages, listed):
        knows_messages()

        browser.get(f"{url}/email?status=failed")

        assert set(listed()["status"]) >= {"permanent-failure", "temporary-failure", "technical-failure"}
        assert "delivered" not in listed()["status"]

    @pytest.mark.parametrize("status", ["sending,delivered,failed", "nonsense", ""])
    def test_all_of_them_is_no_filter(self, browser, url, knows_messages, listed, status):
        knows_messages()

        page = browser.get(f"{url}?status={status}")

        assert "status" not in listed()
        assert current(page, "Messages by status") == "1,207 total"

    def test_counts_each_outcome(self, browser, url, knows_messages):
        knows_messages()

        page = browser.get(f"{url}/email?status=delivered")

        pills = [text_of(one) for one in of_class(page, "status-counts")[0].iter("a")]
        assert pills == ["1,204 total", "200 delivering", "1,000 delivered", "4 failed"]
        assert current(page, "Messages by status") == "1,000 delivered"
        assert link(page, "4 failed") == f"{url}/email?status=failed"

    def test_offers_the_channels_of_the_service(self, browser, url, knows_messages):
        knows_messages()

        page = browser.get(f"{url}/email")

        pills = [text_of(one) for one in of_class(page, "pill")[0].iter("a")]
        assert pills == ["All", "Emails", "Text messages", "Letters"]
        assert current(page, "Kind of message") == "Emails"

    def test_a_service_with_one_channel_has_nothing_to_choose(
        self, api, sign_in, knows_messages, service, url
    ):
        only = a_service(id=service["id"], permissions=["sms"])
        knows_messages()

        page = sign_in(a_member(only, ["view_activity"]), only).get(url)

        assert not of_class(page, "pill")

    def test_the_rest_is_on_further_pages(self, browser, url, knows_messages):
        knows_messages(a_notification(a_service()), links={"next": True})

        page = browser.get(f"{url}?status=failed")
        assert link(page, "Next page") == f"{url}?status=failed&page=2"
        assert link(browser.get(f"{url}?page=2"), "Previous page") == url

    def test_past_the_end_there_is_no_page(self, api, browser, url, path, knows_messages):
        knows_messages()
        api.answers("GET", f"{path}/notifications", an_error("No result found"), status=404)

        assert browser.get(f"{url}?page=9").status_code == 404
        assert browser.get(f"{url}?page=x").status_code == 404


class TestSearch:
    def test_is_a_post_and_nothing_of_it_stands_in_an_address(
        self, api, browser, url, path, knows_messages, service
    ):
        knows_messages(a_notification(service))

        answer = browser.post(f"{url}/email", {"to": " lena@example.com "})

        assert answer.status_code == 302
        assert "lena" not in answer["Location"]
        page = browser.get(answer["Location"])
        asked = api.asked_to("POST", f"{path}/notifications")[0]
        assert asked.body == {"to": "lena@example.com", "template_type": ["email"], "limit_days": 7}
        assert asked.query == {}
        assert typed(page, "to") == ["lena@example.com"]
        assert b"lena" not in b" ".join(addresses(page))

    def test_says_what_was_found_and_counts_nothing_else(self, browser, url, knows_messages, service):
        knows_messages(a_notification(service))

        page = browser.post(url, {"to": "lena"}, follow=True)

        assert any(text.startswith("1 message found") and "lena" in text for text in texts(page, "p"))
        assert not of_class(page, "big-number-number")
        assert link(page, "Clear the search") == url

    def test_keeps_the_search_when_an_outcome_is_chosen(
        self, api, browser, url, path, knows_messages, service
    ):
        knows_messages(a_notification(service))
        page = browser.post(url, {"to": "lena"}, follow=True)

        browser.get(link(page, "failed"))

        assert "permanent-failure" in api.asked_to("POST", f"{path}/notifications")[-1].body["status"]
        assert api.asked_to("POST", f"{path}/notifications")[-1].body["to"] == "lena"

    def test_keeps_the_outcome_that_was_chosen(self, browser, url, knows_messages):
        knows_messages()
        form = next(tree(browser.get(f"{url}?status=failed")).iter("form"))

        page = browser.post(form.get("action"), {"to": "lena"}, follow=True)

        assert link(page, "Clear the search") == f"{url}?status=failed"

    def test_says_that_there_may_be_more(self, browser, url, knows_messages, service):
        knows_messages(*[a_notification(service) for _ in range(50)])

        page = browser.post(url, {"to": "lena"}, follow=True)

        assert any("The newest 50 messages found" in text for text in texts(page, "p"))

    def test_an_empty_one_shows_everything(self, browser, url, knows_messages):
        knows_messages()

        assert browser.post(url, {"to": "  "})["Location"] == url

    def test_that_is_over_does_not_become_a_list_of_everything(
        self, api, browser, url, path, knows_messages, service
    ):
        knows_messages(a_notification(service))
        page = browser.post(url, {"to": "lena"}, follow=True)
        part = next(one.get("hx-get") for one in tree(page).iter("div") if one.get("hx-get"))
        assert browser.get(part, headers=FRAGMENT).status_code == 200

        caches["default"].clear()

        assert browser.get(part, headers=FRAGMENT).status_code == 404
        assert api.asked_to("GET", f"{path}/notifications") == []

    def test_of_somebody_else_is_not_told(self, browser, sign_in, url, knows_messages, service):
        knows_messages()
        found_at = browser.post(url, {"to": "lena"})["Location"]

        page = sign_in(a_member(service, ["view_activity"]), service).get(found_at)

        assert typed(page, "to") == [""]
        assert any("Your search is over" in text for text in texts(page, "p"))

    def test_that_is_too_long_is_cut(self, api, browser, url, path, knows_messages):
        knows_messages()

        browser.post(url, {"to": "a" * 300}, follow=True)

        assert len(api.asked_to("POST", f"{path}/notifications")[0].body["to"]) == 255


class TestRefreshing:
    def test_asks_for_the_same_list_again(self, browser, url, knows_messages):
        knows_messages()

        page = browser.get(f"{url}/email?status=failed&x=1")

        assert polled(page) == [f"{url}/email.json?status=failed"]

    def test_does_not_count_what_a_download_would_hold(self, api, browser, url, path, knows_messages):
        """Which the API does row by row, and millions of them for some."""
        knows_messages()

        browser.get(f"{url}.json", headers=FRAGMENT)

        assert api.asked_to("GET", f"{path}/statistics")
        assert not api.asked_to("GET", f"{path}/notifications/count")

    def test_a_further_page_stands_still(self, browser, url, knows_messages):
        knows_messages()

        assert polled(browser.get(f"{url}?page=2")) == []

    def test_has_its_parts_in_json(self, browser, url, knows_messages, service):
        knows_messages(a_notification(service))

        answer = browser.get(f"{url}/email.json").json()

        assert set(answer) == {"counts", "notifications", "service_data_retention_days"}
        assert answer["service_data_retention_days"] == 7
        assert browser.get(f"{url}.json").json()["service_data_retention_days"] is None
        assert "1,204" in answer["counts"]
        assert "lena@example.com" in answer["notifications"]

    def test_the_ways_on_lead_to_the_page_not_to_its_parts(self, browser, url, knows_messages, service):
        knows_messages(a_notification(service), links={"next": True})

        part = browser.get(f"{url}.json?status=failed", headers=FRAGMENT)

        assert link(part, "Next page") == f"{url}?status=failed&page=2"

    def test_a_program_may_search_with_a_post(self, api, browser, url, path, knows_messages):
        knows_messages()

        browser.post(f"{url}.json", {"to": "lena"})

        assert api.asked_to("POST", f"{path}/notifications")[0].body["to"] == "lena"


class TestCalls:
    def test_are_three_once_warm(self, api, browser, url, path, knows_messages):
        knows_messages()
        browser.get(url)
        before = len(api.asked)

        browser.get(url)

        asked = {request.path.removeprefix(path) for request in api.asked[before:]}
        assert len(api.asked) - before == 3
        assert asked == {"/notifications", "/statistics", "/notifications/count"}

    @pytest.mark.parametrize(
        ("missing", "words"),
        [("/statistics", "number of messages"), ("/notifications/count", "size of the download")],
    )
    def test_the_list_is_there_without_the_others(
        self, api, browser, url, path, knows_messages, service, missing, words
    ):
        knows_messages(a_notification(service))
        api.answers("GET", path + missing, an_error("away"), status=500)

        page = browser.get(url)

        assert len(of_class(page, "table-row")) == 1
        assert any(words in text for text in texts(page, "p"))


def current(page, label):
    nav = next(nav for nav in tree(page).iter("nav") if label in (nav.get("aria-label") or ""))
    return next((text_of(a) for a in nav.iter("a") if a.get("aria-current")), None)


def polled(page):
    return [one.get("hx-get") for one in tree(page).iter() if one.get("hx-trigger") == "every 5s"]


def addresses(page):
    return [
        (one.get(name) or "").encode()
        for one in tree(page).iter()
        for name in ("href", "action", "hx-get", "src")
    ]
