"""Adding templates, and counting text messages while they are written."""

import pytest

from tests.builders import an_error, an_id
from tests.pages import errors, first_button, of_class, text_of, typed
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import EMAIL, SEES_TEMPLATES, texts


class TestAddEmail:
    @pytest.fixture
    def created(self, world):
        template_id = an_id()
        world.api.answers("POST", f"{world.path}/template", {"data": {"id": template_id}}, status=201)
        return template_id

    def test_creates_it_and_goes_to_its_page(self, world, created):
        response = world.browser().post(f"{world.url}/add-email", EMAIL | {"has_unsubscribe_link": "y"})

        assert response.url == f"{world.url}/{created}"
        [request] = world.api.asked_to("POST", f"{world.path}/template")
        assert request.body == {
            "name": "Permit",
            "subject": "Your permit",
            "content": "Dear ((name))",
            "template_type": "email",
            "service": world.service["id"],
            "created_by": world.user["id"],
            "has_unsubscribe_link": True,
        }

    def test_creates_it_in_the_folder(self, world, created):
        folder = world.folder()

        world.browser().post(f"{world.url}/folders/{folder['id']}/add-email", EMAIL)

        [request] = world.api.asked_to("POST", f"{world.path}/template")
        assert request.body["parent_folder_id"] == folder["id"]

    def test_refuses_a_hidden_folder(self, world, created):
        folder = world.folder(users_with_permission=[])

        response = world.browser().post(f"{world.url}/folders/{folder['id']}/add-email", EMAIL)

        assert response.status_code == 403
        assert world.api.writes == []

    def test_has_the_controls_that_browser_suites_know(self, world):
        page = parsed(world.browser().get(f"{world.url}/add-email"))

        assert texts(page, "h1") == ["New email template"]
        assert text_of(first_button(page)) == "Save"
        boxes = [one for one in page.iter("input") if one.get("type") == "checkbox"]
        assert [one.get("name") for one in boxes] == ["has_unsubscribe_link"]
        assert [typed(page, name) for name in ("name", "subject", "template_content")] == [
            [""],
            [None],
            [None],
        ]

    @pytest.mark.parametrize(
        ("field", "text", "error"),
        [
            ("name", "  ", "Enter a template name"),
            ("name", "x" * 256, "Template name must be 255 characters or fewer"),
            ("subject", "", "Enter the subject of the email"),
            ("subject", "((a,b))", "You cannot use a comma in a placeholder: change ((a,b))"),
            ("template_content", " \r\n ", "Enter the message"),
            (
                "template_content",
                "((a, b)) ((c))",
                "You cannot use a comma in a placeholder: change ((a, b))",
            ),
            (
                "template_content",
                "é" * 1_000_001,
                "Message must be 2,000,000 bytes or fewer. It is 2 bytes too long",
            ),
        ],
    )
    def test_explains_what_is_wrong_and_keeps_the_rest(self, world, field, text, error):
        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL | {field: text}))

        assert errors(page) == [error]
        assert texts(page, "title")[0].startswith("Error: ")
        kept = "subject" if field == "name" else "name"
        assert typed(page, kept) == [EMAIL[kept]]
        assert world.api.writes == []

    def test_names_what_is_missing_in_the_order_of_the_boxes(self, world):
        page = parsed(world.browser().post(f"{world.url}/add-email", {"name": "", "preview": "y"}))

        assert errors(page) == [
            "Enter a template name",
            "Enter the subject of the email",
            "Enter the message",
        ]
        labels = [text_of(one) for one in page.iter("label")]
        assert labels == ["Template name", "Subject", "Message", "Add an unsubscribe link"]

    def test_accepts_what_is_exactly_at_its_limit(self, world, created):
        form = EMAIL | {"name": "x" * 255, "template_content": "é" * 1_000_000}

        response = world.browser().post(f"{world.url}/add-email", form)

        assert response.url == f"{world.url}/{created}"

    def test_saves_the_text_without_what_stands_around_it(self, world, created):
        form = EMAIL | {"template_content": "\r\n \ufeffX marks it: X\u200b\t\r\n"}

        world.browser().post(f"{world.url}/add-email", form)

        [request] = world.api.asked_to("POST", f"{world.path}/template")
        assert request.body["content"] == "X marks it: X"

    def test_sends_one_kind_of_line_end_and_keeps_joined_emoji(self, world, created):
        family = "👩\u200d👧"

        world.browser().post(f"{world.url}/add-email", EMAIL | {"template_content": f"a\r\nb {family}"})

        [request] = world.api.asked_to("POST", f"{world.path}/template")
        assert request.body["content"] == f"a\nb {family}"

    def test_shows_what_the_api_refuses_beside_the_field(self, world):
        world.api.answers(
            "POST",
            f"{world.path}/template",
            an_error({"content": ["Content has a character count..."]}),
            status=400,
        )

        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL))

        assert errors(page) == ["Content has a character count..."]
        assert "Error: Content has a character count..." in [
            text_of(one) for one in of_class(page, "govuk-error-message")
        ]

    def test_explains_a_channel_that_was_switched_off_meanwhile(self, world):
        refusal = {"template_type": ["Creating email templates is not allowed"]}
        world.api.answers("POST", f"{world.path}/template", an_error(refusal), status=403)

        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL))

        assert errors(page) == ["Creating email templates is not allowed"]
        assert typed(page, "template_content") == ["Dear ((name))"]

    def test_any_other_refusal_is_the_refused_page(self, world):
        world.api.answers(
            "POST", f"{world.path}/template", an_error({"token": ["Invalid token"]}), status=403
        )

        assert world.browser().post(f"{world.url}/add-email", EMAIL).status_code == 403

    def test_a_channel_that_is_off_is_explained_before_anything_is_typed(self, world):
        world.service["permissions"] = ["sms"]

        response = world.browser().get(f"{world.url}/add-email", follow=True)

        assert response.redirect_chain == [(f"{world.url}/action-blocked/email/templates", 302)]
        assert texts(parsed(response), "h1") == ["Emails are switched off"]

    @pytest.mark.parametrize("page", ["add-email", "count-sms-length-of", "action-blocked/email/templates"])
    def test_needs_the_permission(self, world, page):
        response = world.browser(SEES_TEMPLATES).get(f"{world.url}/{page}")

        assert response.status_code == (404 if page.startswith("count") else 403)


class TestAddTextMessage:
    def post(self, world, content):
        form = {"name": "Reminder", "template_content": content}
        return parsed(world.browser().post(f"{world.url}/add-sms", form))

    def test_creates_it_without_the_fields_of_emails(self, world):
        world.api.answers("POST", f"{world.path}/template", {"data": {"id": an_id()}}, status=201)

        world.browser().post(f"{world.url}/add-sms", {"name": "Reminder", "template_content": "Hi"})

        [request] = world.api.asked_to("POST", f"{world.path}/template")
        assert {"subject", "has_unsubscribe_link"}.isdisjoint(request.body)

    def test_names_the_characters_that_cannot_be_sent(self, world):
        assert errors(self.post(world, "🍔 and 🍟, ŷ")) == ["You cannot use 🍔 or 🍟 in a text message"]

    def test_refuses_more_than_918_characters(self, world):
        assert errors(self.post(world, "x" * 920)) == [
            "Message must be 918 characters or fewer. It is 2 characters too long"
        ]

    def test_accepts_918_characters(self, world):
        world.api.answers("POST", f"{world.path}/template", {"data": {"id": an_id()}}, status=201)

        self.post(world, "x" * 918)

        assert world.api.writes == [("POST", f"{world.path}/template")]

    def test_says_how_long_it_is_after_an_error_without_script(self, world):
        page = parsed(
            world.browser().post(f"{world.url}/add-sms", {"name": "", "template_content": "x" * 200})
        )

        [length] = [one for one in page.iter() if one.get("id") == "sms-length"]
        assert text_of(length) == "Will be charged as 2 text messages"


class TestCountSMSLength:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ("", ""),
            ("Hello", "Will be charged as 1 text message"),
            ("Hello ((name))", "Will be charged as 1 text message (not including personalisation)"),
            ("x" * 150, "Will be charged as 2 text messages"),
            ("ŷ" + "x" * 60, "Will be charged as 2 text messages"),
            ("x" * 919, "You have 1 character too many"),
        ],
    )
    def test_counts_with_the_name_of_the_service_in_front(self, world, content, sentence):
        response = world.browser(SEES_TEMPLATES).post(
            f"{world.url}/count-sms-length", {"template_content": content}
        )

        assert text_of(parsed(response)) == sentence

    def test_takes_only_posts(self, world):
        assert world.browser().get(f"{world.url}/count-sms-length").status_code == 405
