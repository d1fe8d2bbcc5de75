"""The settings page."""

import pytest

from tests.builders import EVERY_PERMISSION, an_id
from tests.pages import first_button, link, main, of_class, text_of, texts, tree
from tests.portal_apps.service_settings.conftest import a_sender


def rows(page):
    """What stands beside each label."""
    found = of_class(main(page), "govuk-summary-list__row")
    return {text_of(next(row.iter("dt"))): text_of(next(row.iter("dd"))) for row in found}


def changes(page):
    """The texts of the links that lead to a change."""
    return [text for text in texts(main(page), "a") if text.startswith("Change ")]


class TestSettings:
    def test_begin_with_the_name_of_the_service(self, world):
        world.service["name"] = "Parking <b>"

        page = world.browser().get(world.url)

        [base] = of_class(page, "service-base-settings")
        assert text_of(next(base.iter("dd"))) == "Parking <b>"
        assert b"Parking <b>" not in page.content
        assert link(page, "Change service name") == f"{world.url}/name"

    def test_show_what_is_set(self, world):
        world.has(
            "email-reply-to",
            a_sender(email_address="a@meadowbridge.gov.uk"),
            a_sender(email_address="b@meadowbridge.gov.uk", is_default=False),
        )
        world.has("sms-sender", a_sender(sms_sender="PARKING", inbound_number_id=None))
        world.has("letter-contact", a_sender(contact_block="Town Hall\nMB1 1TH"))
        world.has("data-retention", {"id": an_id(), "notification_type": "sms", "days_of_retention": 30})

        shown = rows(world.browser().get(world.url))

        assert shown["Reply-to email addresses"] == "a@meadowbridge.gov.uk and 1 more"
        assert shown["Text message sender IDs"] == "PARKING"
        assert shown["Sender addresses"] == "Town Hall MB1 1TH"
        assert shown["Data retention"] == "Emails: 7 days Text messages: 30 days Letters: 7 days"
        assert shown["Receive text messages"] == "Off"
        assert shown["Daily email limit"] == "250,000 a day"

    def test_say_what_is_not_set(self, world):
        shown = rows(world.browser().get(world.url))

        assert shown["Reply-to email addresses"] == "Not set"
        assert shown["Sender addresses"] == "Blank"
        assert shown["Data retention"] == "7 days"
        assert shown["Email branding"] == "GOV.UK"

    def test_leave_out_what_belongs_to_a_channel_that_is_off(self, world):
        world.service["permissions"] = ["email"]

        shown = rows(world.browser().get(world.url))

        assert shown["Send letters"] == "Off"
        assert "Sender addresses" not in shown
        assert world.api.asked_to("GET", f"{world.path}/letter-contact") == []

    def test_name_the_brands(self, world):
        email, letter = an_id(), an_id()
        world.service |= {"email_branding": email, "letter_branding": letter}
        world.api.answers("GET", f"/email-branding/{email}", {"email_branding": {"name": "Meadowbridge"}})
        world.api.answers("GET", f"/letter-branding/{letter}", {"name": "Town arms"})

        shown = rows(world.browser().get(world.url))

        assert (shown["Email branding"], shown["Letter branding"]) == ("Meadowbridge", "Town arms")

    def test_people_who_only_manage_keys_see_them_and_change_nothing(self, world):
        page = world.browser(["manage_api_keys"]).get(world.url)

        assert rows(page)["Service name"] == "Parking permits"
        assert changes(page) == []
        assert link(page, "See reply-to email addresses") == f"{world.url}/email-reply-to"

    def test_are_not_for_others(self, world):
        assert world.browser(["view_activity"]).get(world.url).status_code == 403

    def test_are_in_the_navigation_of_those_who_may_see_them(self, world):
        [navigation] = of_class(world.browser().get(world.url), "navigation__item--current")

        assert text_of(navigation) == "Settings"

    def test_platform_admins_see_them_too(self, world):
        page = world.staff().get(world.url)

        assert "Change service name" in changes(page)


class TestCalls:
    def test_three_when_warm(self, world):
        browser = world.browser(EVERY_PERMISSION)
        browser.get(world.url)
        before = len(world.api.asked)

        browser.get(world.url)

        asked = [request.path for request in world.api.asked[before:]]
        assert sorted(asked) == [
            f"{world.path}/{name}" for name in ("email-reply-to", "letter-contact", "sms-sender")
        ]


class TestChangingAService:
    """What every page that changes an attribute of the service does, at the example of two of them."""

    def test_shows_what_is_there(self, world):
        page = tree(world.browser().get(f"{world.url}/sms-prefix"))

        assert [box.get("value") for box in page.iter("input") if "checked" in box.attrib] == ["True"]
        assert text_of(first_button(page)) == "Save"
        assert link(page, "Back") == world.url

    def test_saves_and_leads_back(self, world):
        answer = world.browser().post(f"{world.url}/sms-prefix", {"enabled": "False"}, follow=True)

        assert answer.redirect_chain == [(world.url, 302)]
        assert world.saved == [{"prefix_sms": False}]
        assert texts(answer, "div", "banner-default-with-tick") == ["Settings saved"]

    @pytest.mark.parametrize("page", ["name", "sms-prefix"])
    def test_needs_the_permission(self, world, page):
        browser = world.browser(["manage_api_keys"])

        assert browser.get(f"{world.url}/{page}").status_code == 403
        assert browser.post(f"{world.url}/{page}", {"name": "Mine", "enabled": "False"}).status_code == 403
        assert world.saved == []
