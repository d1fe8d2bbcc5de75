"""Choosing whom a message goes out from."""

import pytest

from tests.builders import a_folder, an_id
from tests.pages import by_id, errors, first_button, link, text_of, texts, tree
from tests.portal_apps.service_settings.conftest import a_sender


@pytest.fixture
def addresses(world):
    """Two of them, the default second."""
    other = a_sender(email_address="other@a.gov.uk", is_default=False)
    usual = a_sender(email_address="usual@a.gov.uk")
    world.has("email-reply-to", [other, usual])
    for one in (other, usual):
        world.has(f"email-reply-to/{one['id']}", one)
    return usual, other


def labels(page):
    return [text_of(one) for one in tree(page).iter("label")]


class TestSetSender:
    def test_shows_the_default_first_and_chosen(self, world, addresses):
        usual, other = addresses

        page = world.browser().get(world.send_url(world.email(), "set-sender"))

        assert texts(page, "h1") == ["Where should replies come back to?"]
        assert labels(page) == ["usual@a.gov.uk (default)", "other@a.gov.uk"]
        assert [by_id(page, f"sender-{nr}").get("value") for nr in (0, 1)] == [usual["id"], other["id"]]
        assert by_id(page, "sender-0").get("checked") is not None
        assert text_of(first_button(page)) == "Continue"

    def test_of_texts_says_which_receive_replies(self, world):
        world.has(
            "sms-sender",
            [
                a_sender(sms_sender="PARKING", inbound_number_id=None),
                a_sender(sms_sender="07700900500", is_default=False, inbound_number_id=an_id()),
            ],
        )

        page = world.browser().get(world.send_url(world.text(), "set-sender"))

        assert texts(page, "h1") == ["Who should the message come from?"]
        assert labels(page) == ["PARKING (default)", "07700900500"]
        assert texts(page, "div", "govuk-radios__hint") == ["Receives text messages"]

    def test_goes_on_with_the_chosen_one(self, world, addresses):
        _, other = addresses
        template, browser = world.email(content="Hello"), world.browser()

        answer = browser.post(world.send_url(template, "set-sender"), {"sender": other["id"]})
        world.answer(browser, template, "lena@example.com")
        page = browser.get(world.check_url(template))
        world.send(browser, template, page)

        assert answer["Location"] == world.send_url(template, "one-off")
        assert "other@a.gov.uk" in texts(page, "dd")
        assert [sent["sender_id"] for sent in world.given] == [other["id"]]

    def test_remembers_it_on_the_way_back(self, world, addresses):
        _, other = addresses
        template, browser = world.email(), world.browser()
        browser.post(world.send_url(template, "set-sender"), {"sender": other["id"]})
        world.answer(browser, template)

        step = browser.get(world.send_url(template, "one-off/step-0"))
        page = browser.get(link(step, "Back"))

        assert by_id(page, "sender-1").get("checked") is not None

    def test_takes_only_one_of_the_list(self, world, addresses):
        template = world.email()

        page = world.browser().post(world.send_url(template, "set-sender"), {"sender": an_id()})

        assert errors(page) == ["Select one of them"]

    @pytest.mark.parametrize("rows", [[], [a_sender(email_address="only@a.gov.uk")]])
    def test_is_passed_over_where_there_is_nothing_to_choose(self, world, rows):
        world.has("email-reply-to", rows)
        template = world.email()

        answer = world.browser().get(world.send_url(template, "set-sender"))

        assert answer["Location"] == world.send_url(template, "one-off")

    def test_is_passed_over_for_a_letter_whose_template_has_the_address(self, world):
        template = world.letter()

        answer = world.browser().get(world.send_url(template, "set-sender"))

        assert answer["Location"] == world.send_url(template, "one-off")
        assert [one.path for one in world.api.asked if "letter-contact" in one.path] == []

    def test_costs_one_call_besides_what_is_kept(self, world, addresses):
        template, browser = world.email(), world.browser()
        browser.get(world.send_url(template, "set-sender"))
        before = len(world.api.asked)

        browser.get(world.send_url(template, "set-sender"))

        assert [one.path for one in world.api.asked[before:]] == [f"{world.path}/email-reply-to"]

    @pytest.mark.parametrize("facts", [{"archived": True}, {"template_type": "letter"}])
    def test_is_nothing_for_what_is_not_sent(self, world, facts):
        world.service["permissions"] = ["email"]
        template = world.email(**facts)

        assert world.browser().get(world.send_url(template, "set-sender")).status_code == 404

    def test_is_forbidden_where_the_folder_of_the_template_is_hidden(self, world):
        folder = a_folder(world.service)
        world.has("template-folder", {"template_folders": [folder]})
        world.has(f"template-folder/{folder['id']}", {"template_folder": folder})
        template = world.email(folder=folder["id"])

        for page in ("set-sender", "one-off", "one-off/step-0"):
            assert world.browser().get(world.send_url(template, page)).status_code == 403
        assert world.browser().get(world.check_url(template)).status_code == 403

    def test_never_lets_a_sender_become_markup(self, world):
        rows = [a_sender(sms_sender=f"<b>{nr}</b>", inbound_number_id=None) for nr in (1, 2)]
        world.has("sms-sender", rows)

        page = world.browser().get(world.send_url(world.text(), "set-sender"))

        assert b"<b>1" not in page.content
