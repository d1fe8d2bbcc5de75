"""What a service and one person texted each other, and choosing a template to reply with."""

import json
from http import HTTPStatus

import pytest

from tests.builders import (
    a_folder,
    a_member,
    a_notification,
    a_service,
    a_template,
    a_template_row,
    an_error,
    an_id,
)
from tests.came_back import a_received_text
from tests.pages import by_id, link, of_class, text_of, texts

NUMBER = "447700900123"
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def service():
    return a_service(permissions=["sms", "inbound_sms"], name="Parking")


@pytest.fixture
def received(service):
    return a_received_text(service, content="Hello?\nAnybody?")


@pytest.fixture
def sent(service):
    template = a_template(service, template_type="sms", content="Dear ((name)), it is ready.")
    return a_notification(
        service, template, normalised_to=NUMBER, created_at="2025-11-05T16:00:00.000000Z", status="delivered"
    )


@pytest.fixture
def said(api, path):
    """The API knows these texts of the person."""

    def knows(received=(), sent=()):
        api.answers("POST", f"{path}/inbound-sms", {"data": list(received)})
        api.answers("POST", f"{path}/notifications", {"notifications": list(sent), "links": {}})
        for text in received:
            api.answers("GET", f"{path}/inbound-sms/{text['id']}", text)
        for message in sent:
            unknown = an_error("No result found")
            api.answers("GET", f"{path}/inbound-sms/{message['id']}", unknown, status=404)
            api.answers("GET", f"{path}/notifications/{message['id']}", message)

    return knows


@pytest.fixture
def browser(sign_in, service):
    return sign_in(a_member(service), service)


@pytest.fixture
def conversation(service):
    return lambda text: f"/services/{service['id']}/conversation/{text['id']}"


class TestConversation:
    def test_has_both_sides_in_order_each_with_its_id(self, said, browser, conversation, received, sent):
        said([received], [sent])

        page = browser.get(conversation(received))

        assert texts(page, "h1") == ["07700 900123"]
        assert texts(page, "div", "sms-message-wrapper") == [
            "They wrote: Hello? Anybody?",
            "You wrote: Parking: Dear Lena, it is ready.",
        ]
        assert [one.get("id") for one in of_class(page, "conversation__line")] == [
            f"n{received['id']}",
            f"n{sent['id']}",
        ]
        assert texts(page, "span", "notification-status") == ["Delivered"]

    def test_is_the_same_for_each_of_its_texts(self, said, browser, conversation, received, sent):
        said([received], [sent])

        assert texts(browser.get(conversation(sent)), "div", "sms-message-wrapper") == texts(
            browser.get(conversation(received)), "div", "sms-message-wrapper"
        )

    def test_asks_for_the_number_outside_of_addresses(self, api, path, said, browser, conversation, received):
        said([received])

        browser.get(conversation(received))

        assert api.asked_to("POST", f"{path}/inbound-sms")[0].body == {"phone_number": NUMBER}
        assert api.asked_to("POST", f"{path}/notifications")[0].body == {
            "to": NUMBER,
            "template_type": ["sms"],
        }
        assert not [asked for asked in api.asked if NUMBER in asked.path + str(asked.query)]

    def test_leaves_out_longer_numbers_that_the_search_finds(
        self, said, browser, conversation, received, sent
    ):
        said([received], [{**sent, "normalised_to": f"1{NUMBER}"}])

        page = browser.get(conversation(received))

        assert len(texts(page, "div", "sms-message-wrapper")) == 1

    def test_hides_what_the_template_hides(self, said, browser, conversation, received, sent):
        sent["template"]["redact_personalisation"] = True
        said([received], [sent])

        page = browser.get(conversation(received))

        assert b"Lena" not in page.content
        assert "You wrote: Parking: Dear hidden, it is ready." in texts(page, "div", "sms-message-wrapper")

    def test_marks_what_did_not_arrive(self, said, browser, conversation, received, sent):
        said([received], [{**sent, "status": "permanent-failure"}])

        page = browser.get(conversation(received))

        assert texts(page, "span", "notification-status--failed") == ["Phone number does not exist"]

    def test_says_when_there_is_more_than_the_api_tells(self, said, browser, conversation, received, sent):
        said([received], [{**sent, "id": an_id()} for _ in range(50)])

        page = browser.get(conversation(received))

        assert "Of the messages you sent, the latest 50 are shown." in texts(page, "p")

    @pytest.mark.parametrize(("answer", "status"), [(an_error("slow"), 504), ({}, 200)])
    def test_shows_what_was_received_where_the_rest_cannot_be_had(
        self, api, path, said, browser, conversation, received, answer, status
    ):
        said([received])
        api.answers("POST", f"{path}/notifications", answer, status=status)

        page = browser.get(conversation(received))

        assert texts(page, "div", "sms-message-wrapper") == ["They wrote: Hello? Anybody?"]
        assert any(text.startswith("We could not get the messages you sent") for text in texts(page, "p"))

    def test_what_people_write_is_text(self, said, browser, conversation, received, sent):
        received["content"], sent["personalisation"] = "<b>Hi</b>", {"name": "<b>Eve</b>"}
        said([received], [sent])

        page = browser.get(conversation(received))

        assert b"<b>" not in page.content

    def test_refreshes_itself_with_the_messages_alone(self, said, browser, conversation, received):
        said([received])

        part = browser.get(f"{conversation(received)}.json", headers=FRAGMENT)
        other = browser.get(f"{conversation(received)}.json")

        assert b"<html" not in part.content
        assert by_id(part, f"n{received['id']}") is not None
        assert json.loads(other.content) == {"messages": part.content.decode()}

    def test_offers_a_reply_to_those_who_may_send(self, said, sign_in, service, conversation, received):
        said([received])
        page_of = {
            name: sign_in(a_member(service, [*held, "view_activity"]), service).get(conversation(received))
            for name, held in {
                "sender": ["send_texts", "send_emails", "send_letters"],
                "reader": [],
            }.items()
        }

        reply = "Send a text message to this person"
        assert link(page_of["sender"], reply) == f"{conversation(received)}/reply-with"
        assert link(page_of["reader"], reply) is None

    def test_offers_none_to_systems_that_have_no_number(self, said, browser, conversation, received):
        received["user_number"] = "GOVUK"
        said([received])

        page = browser.get(conversation(received))

        assert texts(page, "h1") == ["GOVUK"]
        assert link(page, "Send a text message to this person") is None


class TestOtherIds:
    @pytest.mark.parametrize("ending", ["", ".json"])
    def test_of_nothing_are_not_found(self, api, path, browser, conversation, ending):
        unknown = {"id": an_id()}
        for kind in ("inbound-sms", "notifications"):
            body = an_error("No result found")
            api.answers("GET", f"{path}/{kind}/{unknown['id']}", body, status=404)

        page = browser.get(conversation(unknown) + ending)

        assert page.status_code == HTTPStatus.NOT_FOUND
        assert api.writes == []

    def test_of_an_email_are_not_found(self, api, service, said, browser, conversation):
        email = a_notification(service)
        said(sent=[email])

        assert browser.get(conversation(email)).status_code == HTTPStatus.NOT_FOUND
        assert api.writes == []


class TestChoosingATemplate:
    @pytest.fixture
    def folder(self, service):
        return a_folder(service, name="Winter")

    @pytest.fixture
    def templates(self, api, service, path, folder):
        """A text template in the root and one in a folder, and an e-mail template."""
        made = {
            "reminder": a_template(service, name="Reminder", template_type="sms"),
            "snow": a_template(service, name="Snow", template_type="sms", folder=folder["id"]),
            "letter": a_template(service, name="News"),
        }
        api.answers("GET", f"{path}/template", {"data": [a_template_row(one) for one in made.values()]})
        api.answers("GET", f"{path}/template-folder", {"template_folders": [folder]})
        return made

    @pytest.fixture
    def browser(self, sign_in, service, folder):
        person = a_member(service)
        folder["users_with_permission"] = [person["id"]]
        return sign_in(person, service)

    @pytest.fixture
    def choose(self, conversation, received):
        return f"{conversation(received)}/reply-with"

    def test_offers_text_templates_and_folders(self, browser, templates, folder, choose):
        page = browser.get(choose)

        assert [text_of(one) for one in by_id(page, "template-list").iter("a")] == ["Winter", "Reminder"]
        assert link(page, "Winter") == f"{choose}/from-folder/{folder['id']}"
        assert link(page, "Reminder") == f"{choose}/{templates['reminder']['id']}"

    def test_goes_into_folders_and_back(self, browser, templates, folder, choose):
        page = browser.get(f"{choose}/from-folder/{folder['id']}")

        assert [text_of(one) for one in by_id(page, "template-list").iter("a")] == ["Snow"]
        assert [one.get("href") for one in of_class(page, "folder-heading-folder")] == [choose]

    def test_finds_by_a_part_of_the_name(self, browser, templates, choose):
        page = browser.get(f"{choose}?search=sno")

        assert link(page, "Snow") == f"{choose}/{templates['snow']['id']}"
        assert texts(page, "p")[0].startswith("1 result for")

    def test_has_no_folders_of_others(self, sign_in, service, templates, folder, choose):
        folder["users_with_permission"] = []
        browser = sign_in(a_member(service), service)

        assert link(browser.get(choose), "Winter") is None
        assert browser.get(f"{choose}/from-folder/{folder['id']}").status_code == HTTPStatus.NOT_FOUND

    def test_without_text_templates_says_what_is_missing(self, api, path, browser, templates, choose):
        api.answers("GET", f"{path}/template", {"data": []})

        page = browser.get(choose)

        assert "You need a text message template before you can reply. Add one." in texts(page, "p")


class TestReplying:
    @pytest.fixture
    def template(self, api, path, service):
        """Asks for a name, as its recipient's number is known."""
        made = a_template(service, template_type="sms", content="Dear ((name)), it is ready.")
        api.answers("GET", f"{path}/template/{made['id']}", {"data": made})
        api.answers("GET", f"{path}/template-folder", {"template_folders": []})
        api.answers("GET", f"{path}/sms-sender", [])
        return made

    def test_begins_a_message_to_the_person_without_their_number_in_an_address(
        self, said, browser, service, conversation, received, template
    ):
        said([received])

        answer = browser.get(f"{conversation(received)}/reply-with/{template['id']}")
        page = browser.get(answer.url)

        assert answer.url == f"/services/{service['id']}/send/{template['id']}/one-off/step-1"
        assert "To: 07700 900123" in texts(page, "p", "sms-message-recipient")

    def test_with_something_else_than_a_text_is_not_found(
        self, api, path, said, browser, service, conversation, received, template
    ):
        said([received])
        email = a_template(service)
        api.answers("GET", f"{path}/template/{email['id']}", {"data": email})

        page = browser.get(f"{conversation(received)}/reply-with/{email['id']}")

        assert page.status_code == HTTPStatus.NOT_FOUND

    def test_to_a_text_of_another_service_is_not_found(self, api, path, browser, conversation, template):
        unknown = {"id": an_id()}
        for kind in ("inbound-sms", "notifications"):
            body = an_error("No result found")
            api.answers("GET", f"{path}/{kind}/{unknown['id']}", body, status=404)

        page = browser.get(f"{conversation(unknown)}/reply-with/{template['id']}")

        assert page.status_code == HTTPStatus.NOT_FOUND
