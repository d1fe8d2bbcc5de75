"""Looking at a message before it is saved, with and without examples."""

import pytest

from tests.builders import an_error, an_id
from tests.pages import errors, first_button, main, of_class, text_of, typed
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import EMAIL, texts

PREVIEW = {"preview": "y"}


def examples(**values):
    """What the boxes of a preview send."""
    return {"example_of": list(values), "example": list(values.values())}


def an_address(address, *, is_default=True):
    return {"id": an_id(), "email_address": address, "is_default": is_default}


def body(page):
    [message] = of_class(parsed(page), "email-message-body")
    return text_of(message)


class TestPreview:
    def test_shows_the_new_message_below_its_form_and_saves_nothing(self, world):
        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL | PREVIEW))

        assert body(page) == "Dear ((name))"
        assert typed(page, "template_content") == ["Dear ((name))"]
        assert text_of(first_button(page)) == "Save"
        assert texts(page, "h2")[-1] == "Preview"
        assert world.api.writes == []

    def test_shows_the_reply_to_address_that_the_saved_template_will_have(self, world):
        senders = [an_address("other@a.gov.uk", is_default=False), an_address("usual@a.gov.uk")]
        world.api.answers("GET", f"{world.path}/email-reply-to", senders)

        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL | PREVIEW))

        assert texts(page, "dd")[:2] == [world.service["name"], "usual@a.gov.uk"]

    def test_says_that_a_service_has_no_reply_to_address(self, world):
        world.api.answers("GET", f"{world.path}/email-reply-to", [])

        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL | PREVIEW))

        assert texts(page, "dd")[1] == "Not set"

    def test_goes_without_the_address_where_the_api_does_not_say(self, world):
        world.api.answers("GET", f"{world.path}/email-reply-to", an_error("no"), status=500)

        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL | PREVIEW))

        assert body(page) == "Dear ((name))"
        assert texts(page, "dd")[1] == "The default of your service"

    def test_shows_whom_a_text_message_will_come_from(self, world):
        world.api.answers("GET", f"{world.path}/sms-sender", [{"sms_sender": "PARKING", "is_default": True}])

        page = parsed(
            world.browser().post(f"{world.url}/add-sms", {"name": "n", "template_content": "Hi"} | PREVIEW)
        )

        assert [text_of(one) for one in of_class(page, "sms-message-sender")] == ["From: PARKING"]

    def test_shows_what_is_typed_and_not_what_is_there(self, world):
        template = world.template(content="Old")

        page = world.browser().post(f"{world.url}/{template['id']}/edit", EMAIL | PREVIEW)

        assert body(page) == "Dear ((name))"
        assert world.api.writes == []

    def test_to_script_is_the_preview_alone(self, world):
        response = world.browser().post(
            f"{world.url}/add-email", EMAIL | PREVIEW, headers={"HX-Request": "true"}
        )

        assert body(response) == "Dear ((name))"
        assert b"<form" not in response.content
        assert b"<main" not in response.content

    def test_to_script_says_why_there_is_none(self, world):
        form = EMAIL | PREVIEW | {"template_content": ""}

        response = world.browser().post(f"{world.url}/add-email", form, headers={"HX-Request": "true"})

        assert "Enter the message" in [text_of(one) for one in parsed(response).iter("li")]

    def test_without_script_the_error_is_beside_its_field(self, world):
        page = world.browser().post(f"{world.url}/add-email", EMAIL | PREVIEW | {"subject": ""})

        assert errors(page) == ["Enter the subject of the email"]
        assert of_class(parsed(page), "template-preview") == []

    def test_says_how_long_a_text_message_is_with_the_name_in_front(self, world):
        form = {"name": "n", "template_content": "Hello ((name))"} | PREVIEW | examples(name="Sam")

        page = parsed(world.browser().post(f"{world.url}/add-sms", form))

        sent = f"{world.service['name']}: Hello Sam"
        assert f"{len(sent)} characters, 1 text message." in text_of(main(page))

    def test_shows_both_languages_of_a_letter(self, world):
        letter = world.template(template_type="letter", subject="Boat", content="Dear")
        form = {"name": "n", "subject": "Cwch", "template_content": "Annwyl"} | PREVIEW

        page = parsed(world.browser().post(f"{world.url}/{letter['id']}/edit/welsh", form))

        assert [text_of(one) for one in of_class(page, "letter")] == ["Cwch Annwyl", "Boat Dear"]

    def test_a_reading_member_gets_none(self, world):
        response = world.browser(["view_activity"]).post(f"{world.url}/add-email", EMAIL | PREVIEW)

        assert response.status_code == 403


class TestExamples:
    FORM = EMAIL | PREVIEW | {"subject": "For ((Full name))", "template_content": "((late??Late)) ((day))"}

    def test_there_is_a_box_for_each_placeholder(self, world):
        page = parsed(world.browser().post(f"{world.url}/add-email", self.FORM))

        assert typed(page, "example_of") == ["Full name", "late", "day"]
        labels = [text_of(one) for one in main(page).iter("label")]
        assert labels[-3:] == ["Full name", "late", "day"]

    def test_fill_the_message_and_stay_in_their_boxes(self, world):
        form = self.FORM | examples(fullname="Ada", late="yes", day="Monday <b>")

        response = world.browser().post(f"{world.url}/add-email", form)

        assert body(response) == "Late Monday <b>"
        assert b"Monday <b>" not in response.content
        assert [(value or "").strip() for value in typed(response, "example")] == ["Ada", "yes", "Monday <b>"]

    def test_follow_their_name_when_others_come_before_it(self, world):
        form = self.FORM | {"template_content": "((new)) ((day))"} | examples(day="Monday")

        page = world.browser().post(f"{world.url}/add-email", form)

        assert body(page) == "((new)) Monday"

    @pytest.mark.parametrize(
        "given", [{"example": ["a", "b"]}, {"example_of": ["day"]}, {"example": "x" * 50}]
    )
    def test_that_nobody_asked_for_are_left_out(self, world, given):
        page = world.browser().post(f"{world.url}/add-email", self.FORM | given)

        assert body(page) == "((late?? Late)) ((day))".replace("?? ", "??")

    def test_are_not_more_than_a_page_holds(self, world):
        content = " ".join(f"((p{number}))" for number in range(30))

        page = world.browser().post(f"{world.url}/add-email", self.FORM | {"template_content": content})

        assert len(typed(page, "example")) == 20

    def test_are_not_saved(self, world):
        template = world.template(name="Permit", subject="Your permit", content="Old ((name))")
        world.api.answers("POST", f"{world.path}/template/{template['id']}", {"data": template})

        world.browser().post(f"{world.url}/{template['id']}/edit", EMAIL | examples(name="Ada"))

        [request] = world.api.asked_to("POST", f"{world.path}/template/{template['id']}")
        assert request.body["content"] == "Dear ((name))"
        assert "Ada" not in str(request.body)
