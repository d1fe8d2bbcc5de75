"""Who else may receive messages in trial mode."""

import pytest

from tests.builders import a_member, a_service, an_error
from tests.pages import errors, typed

ADA, BEN = "ada@example.com", "ben@example.com"


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def path(api, service):
    path = f"/service/{service['id']}/guest-list"
    api.answers("GET", path, {"email_addresses": [ADA], "phone_numbers": ["07700900123"]})
    api.answers("PUT", path, status=204)
    return path


@pytest.fixture
def browser(sign_in, service):
    return sign_in(a_member(service, ["manage_api_keys"]), service)


@pytest.fixture(params=["guest-list", "whitelist"])
def url(request, service):
    return f"/services/{service['id']}/api/{request.param}"


class TestGuestList:
    def test_shows_ten_boxes_with_who_is_on_it(self, browser, url, path):
        page = browser.get(url)

        shown = [
            typed(page, f"{kind}-{index}")[0]
            for kind in ("email_addresses", "phone_numbers")
            for index in range(5)
        ]
        assert list(filter(None, shown)) == [ADA, "07700900123"]
        assert len(shown) == 10

    def test_is_replaced_by_what_was_typed_each_guest_once(self, api, browser, url, path):
        sent = {
            "email_addresses-0": BEN,
            "email_addresses-3": f" {BEN} ",
            "phone_numbers-4": "+1 202 555 0104",
        }

        answer = browser.post(url, sent)

        assert answer.status_code == 302
        body = api.asked_to("PUT", path)[0].body
        assert body == {"email_addresses": [BEN], "phone_numbers": ["+1 202 555 0104"]}

    def test_may_be_emptied(self, api, browser, url, path):
        browser.post(url, {"email_addresses-0": ""})

        assert api.asked_to("PUT", path)[0].body == {"email_addresses": [], "phone_numbers": []}

    def test_what_is_wrong_is_said_beside_its_box(self, api, browser, url, path):
        page = browser.post(url, {"email_addresses-1": "ada", "phone_numbers-0": "12"})

        assert len(errors(page)) == 2
        assert (typed(page, "email_addresses-1"), typed(page, "phone_numbers-0")) == (["ada"], ["12"])
        assert api.writes == []

    def test_what_only_the_api_finds_is_said_above(self, api, browser, url, path):
        text = 'Invalid guest list: "07700900123" is not a valid email address or phone number'
        api.answers("PUT", path, an_error(text), status=400)

        page = browser.post(url, {"phone_numbers-0": "07700900123"})

        assert errors(page) == [text]

    def test_somebody_elses_change_is_not_overwritten(self, api, browser, url, path):
        started_from = typed(browser.get(url), "started_from")[0]
        api.answers("GET", path, {"email_addresses": [BEN], "phone_numbers": []})

        page = browser.post(url, {"email_addresses-0": ADA, "started_from": started_from})

        assert "Your change is not saved yet" in errors(page)[0]
        assert api.writes == []
