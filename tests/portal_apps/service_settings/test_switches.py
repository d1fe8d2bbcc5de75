"""Channels and features that are on or off."""

import pytest

from tests.builders import an_error, an_id
from tests.pages import errors, main, text_of, texts, tree
from tests.portal_apps.service_settings.conftest import a_sender

PAGES = {
    "set-email": "email",
    "set-sms": "sms",
    "set-letter": "letter",
    "set-international-sms": "international_sms",
    "set-international-letters": "international_letters",
}
ON = ["email", "sms", "letter", "international_sms", "international_letters"]


def chosen(page):
    return [box.get("value") for box in tree(page).iter("input") if "checked" in box.attrib]


@pytest.fixture(autouse=True)
def _rates(world):
    world.service["permissions"] = list(ON)
    world.api.answers("GET", "/sms-rate/", {"rate": 0.0233, "valid_from": "2026-04-01T00:00:00.000000Z"})
    rates = [("second", 1, "0.73"), ("second", 2, "0.77"), ("first", 1, "1.56"), ("europe", 1, "1.8")]
    world.api.answers(
        "GET",
        "/letter-rates/",
        [{"post_class": name, "sheet_count": sheets, "rate": rate} for name, sheets, rate in rates],
    )


class TestSwitching:
    @pytest.mark.parametrize(("page", "feature"), PAGES.items())
    def test_off_leaves_the_others_as_they_are(self, world, page, feature):
        browser = world.browser()

        shown = browser.get(f"{world.url}/{page}")
        answer = browser.post(f"{world.url}/{page}", {"enabled": "False"})

        assert chosen(shown) == ["True"]
        assert answer.url == world.url
        assert world.saved == [{"permissions": [name for name in ON if name != feature]}]

    @pytest.mark.parametrize(("page", "feature"), PAGES.items())
    def test_on_adds_it(self, world, page, feature):
        world.service["permissions"] = ["inbound_sms"]

        world.browser().post(f"{world.url}/{page}", {"enabled": "True"})

        assert world.saved == [{"permissions": ["inbound_sms", feature]}]

    def test_to_what_it_is_already_asks_the_api_nothing(self, world):
        world.browser().post(f"{world.url}/set-sms", {"enabled": "True"})

        assert world.saved == []

    def test_needs_a_choice(self, world):
        assert errors(world.browser().post(f"{world.url}/set-sms", {"other": ""})) == ["Select on or off"]

    def test_shows_what_the_api_refuses(self, world):
        world.api.answers("POST", world.path, an_error({"permissions": ["Invalid"]}), status=400)

        assert errors(world.browser().post(f"{world.url}/set-sms", {"enabled": "False"})) == ["Invalid"]

    def test_an_old_address_leads_to_that_of_letters(self, world):
        assert world.browser().get(f"{world.url}/set-letters").url == f"{world.url}/set-letter"

    def test_no_other_channel_has_a_page(self, world):
        assert world.browser().get(f"{world.url}/set-fax").status_code == 404


class TestTwoManagers:
    def test_switches_of_two_things_do_not_undo_each_other(self, world):
        browser = world.browser()
        browser.get(f"{world.url}/set-sms")
        world.is_now(permissions=["email", "sms"])

        browser.post(f"{world.url}/set-sms", {"enabled": "False"})

        assert world.saved == [{"permissions": ["email"]}]


class TestPrices:
    def test_of_emails(self, world):
        assert "Emails are free" in text_of(main(world.browser().get(f"{world.url}/set-email")))

    @pytest.mark.parametrize(
        ("page", "lines"),
        [
            ("set-sms", ["2.33 pence for a text message"]),
            (
                "set-letter",
                [
                    "Second class: 73 pence to 77 pence for a letter",
                    "First class: £1.56 for a letter",
                ],
            ),
        ],
    )
    def test_stand_on_the_page(self, world, page, lines):
        shown = world.browser().get(f"{world.url}/{page}")

        assert texts(main(shown), "li") == lines


class TestEmailOnInOneStep:
    @pytest.fixture(autouse=True)
    def _off(self, world):
        world.service["permissions"] = ["sms"]

    def test_leads_on_to_where_replies_go(self, world):
        answer = world.browser().post(f"{world.url}/set-email/on")

        assert answer.url == f"{world.url}/email-reply-to"
        assert world.saved == [{"permissions": ["sms", "email"]}]

    def test_leads_back_when_that_is_known(self, world):
        world.has("email-reply-to", a_sender(email_address="a@meadowbridge.gov.uk", id=an_id()))

        assert world.browser().post(f"{world.url}/set-email/on").url == world.url

    def test_is_nothing_for_a_link(self, world):
        assert world.browser().get(f"{world.url}/set-email/on").status_code == 405
        assert world.saved == []
