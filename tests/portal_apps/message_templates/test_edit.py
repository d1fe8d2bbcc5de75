"""Adding and changing templates."""

import pytest

from tests.builders import an_error, an_id
from tests.portal_apps.message_templates.conftest import (
    SEES_TEMPLATES,
    errors,
    first_button,
    main,
    of_class,
    parsed,
    texts,
    words,
)

EMAIL = {"name": "Permit", "subject": "Your permit", "template_content": "Dear ((name))"}


def typed(page, name):
    """What stands in the boxes of this name."""
    boxes = [one for tag in ("input", "textarea") for one in page.iter(tag) if one.get("name") == name]
    return [one.get("value") if one.tag == "input" else one.text for one in boxes]


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
        assert words(first_button(page)) == "Save"
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
            words(one) for one in of_class(page, "govuk-error-message")
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

    def test_shows_a_preview_without_saving(self, world):
        page = parsed(world.browser().post(f"{world.url}/add-email", EMAIL | {"preview": "y"}))

        assert [words(one) for one in of_class(page, "email-message-body")] == ["Dear ((name))"]
        assert typed(page, "template_content") == ["Dear ((name))"]
        assert world.api.writes == []

    def test_there_is_no_form_for_letters_yet(self, world):
        assert world.browser().get(f"{world.url}/add-letter").status_code == 404


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
        assert words(length) == "Will be charged as 2 text messages"


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

        assert words(parsed(response)) == sentence

    def test_takes_only_posts(self, world):
        assert world.browser().get(f"{world.url}/count-sms-length").status_code == 405


@pytest.fixture
def template(world):
    return world.template(
        version=3,
        name="Permit",
        subject="Your permit",
        content="Dear ((name))",
        updated_at="2020-03-05T14:02:00.000000Z",
    )


@pytest.fixture
def saves(world, template):
    """Saving works; the bodies that were sent."""
    path = f"{world.path}/template/{template['id']}"
    world.api.answers("POST", path, {"data": template | {"version": 4}})
    return lambda: [request.body for request in world.api.asked_to("POST", path)]


def edit_url(world, template):
    return f"{world.url}/{template['id']}/edit"


class TestEdit:
    def test_starts_from_what_is_there(self, world, template):
        page = parsed(world.browser().get(edit_url(world, template)))

        names = ("name", "subject", "template_content", "version")
        assert [typed(page, name) for name in names] == [
            ["Permit"],
            ["Your permit"],
            ["Dear ((name))"],
            ["3"],
        ]

    def test_saves_and_goes_to_the_template(self, world, template, saves):
        response = world.browser().post(edit_url(world, template), EMAIL | {"name": "New", "version": "3"})

        assert response.url == f"{world.url}/{template['id']}"
        assert saves() == [
            {
                "name": "New",
                "subject": "Your permit",
                "content": "Dear ((name))",
                "has_unsubscribe_link": False,
                "created_by": world.user["id"],
            }
        ]

    def test_saves_nothing_where_nothing_was_changed(self, world, template, saves):
        response = world.browser().post(edit_url(world, template), EMAIL | {"version": "3"})

        assert response.url == f"{world.url}/{template['id']}"
        assert saves() == []

    def test_needs_the_permission(self, world, template, saves):
        response = world.browser(SEES_TEMPLATES).post(edit_url(world, template), EMAIL | {"name": "New"})

        assert response.status_code == 403
        assert saves() == []

    def test_a_channel_that_is_off_leads_back_to_the_template(self, world, template):
        world.service["permissions"] = []

        page = parsed(world.browser().get(edit_url(world, template), follow=True))

        [back] = of_class(page, "govuk-back-link")
        assert back.get("href") == f"{world.url}/{template['id']}"

    def test_escapes_what_is_edited(self, world):
        template = world.template(content="</textarea><script>x</script>", name='"><script>y</script>')

        content = world.browser().get(f"{world.url}/{template['id']}/edit").content

        assert b"<script>x" not in content
        assert b"<script>y" not in content


class TestConflict:
    def test_does_not_overwrite_a_newer_version(self, world, template, saves):
        mine = EMAIL | {"template_content": "Dear ((name)), mine", "version": "2"}

        page = parsed(world.browser().post(edit_url(world, template), mine))

        assert errors(page) == [
            "Someone else changed this template 5 March 2020 at 2:02pm. Your text is not saved yet"
        ]
        assert [words(one) for one in main(page).iter("ins")] == ["added: , mine"]
        assert typed(page, "template_content") == ["Dear ((name)), mine"]
        assert saves() == []

    def test_says_so_when_it_was_oneself(self, world, saves):
        template = world.template(version=3, created_by=world.user["id"], content="Dear ((name))")

        page = parsed(world.browser().post(edit_url(world, template), EMAIL | {"version": "1"}))

        assert errors(page)[0].startswith("You changed this template")

    def test_saves_over_it_when_asked_again(self, world, template, saves):
        browser = world.browser()
        mine = EMAIL | {"template_content": "Dear ((name)), mine"}
        page = parsed(browser.post(edit_url(world, template), mine | {"version": "2"}))
        [version] = typed(page, "version")

        response = browser.post(edit_url(world, template), mine | {"version": version})

        assert response.status_code == 302
        assert [body["content"] for body in saves()] == ["Dear ((name)), mine"]

    def test_the_way_to_save_over_it_comes_first_and_the_way_out_is_a_link(self, world, template):
        page = parsed(
            world.browser().post(edit_url(world, template), EMAIL | {"name": "New", "version": "2"})
        )

        assert words(first_button(page)) == "Save over the other version"
        assert [
            one.get("href") for one in main(page).iter("a") if words(one).startswith("Keep the template")
        ] == [f"{world.url}/{template['id']}"]

    def test_the_same_text_saved_twice_is_no_conflict(self, world, template, saves):
        response = world.browser().post(edit_url(world, template), EMAIL | {"version": "2"})

        assert response.url == f"{world.url}/{template['id']}"
        assert saves() == []


class TestBreakingChange:
    CHANGED = EMAIL | {"template_content": "Dear ((full name))\r\n\r\n<b>", "version": "3"}

    def keys(self, world, *keys):
        world.api.answers("GET", f"{world.path}/api-keys", {"apiKeys": list(keys)})

    def test_asks_first_and_lists_what_was_added_and_removed(self, world, template, saves):
        self.keys(world)

        page = parsed(world.browser().post(edit_url(world, template), self.CHANGED))

        assert [words(one) for one in of_class(page, "placeholder")] == ["((full name))", "((name))"]
        assert "no API keys that send messages" in words(main(page))
        assert words(first_button(page)) == "Save changes"
        assert saves() == []

    def test_names_the_keys_that_can_still_send(self, world, template):
        self.keys(
            world,
            {"name": "Live", "key_type": "normal", "expiry_date": None},
            {"name": "Team", "key_type": "team", "expiry_date": None},
            {"name": "Tests", "key_type": "test", "expiry_date": None},
            {"name": "Revoked", "key_type": "normal", "expiry_date": "2026-01-01T00:00:00.000000Z"},
        )

        page = parsed(world.browser().post(edit_url(world, template), self.CHANGED))

        assert "2 API keys that can send messages: Live and Team." in words(main(page))

    def test_saves_exactly_what_was_typed_once_confirmed(self, world, template, saves):
        self.keys(world)
        browser = world.browser()
        page = parsed(browser.post(edit_url(world, template), self.CHANGED | {"has_unsubscribe_link": "y"}))
        fields = ("name", "subject", "template_content", "has_unsubscribe_link", "version", "confirm")
        confirmed = {name: typed(page, name)[0] for name in fields}

        response = browser.post(edit_url(world, template), confirmed)

        assert response.status_code == 302
        [saved] = saves()
        assert saved["content"] == "Dear ((full name))\n\n<b>"
        assert saved["has_unsubscribe_link"] is True

    def test_goes_back_to_the_form_with_the_text(self, world, template, saves):
        page = parsed(
            world.browser().post(
                edit_url(world, template), self.CHANGED | {"confirm": "y", "edit_again": "y"}
            )
        )

        assert texts(page, "h1") == ["Edit email template"]
        assert typed(page, "template_content")[0].startswith("Dear ((full name))")
        assert saves() == []

    def test_removing_a_placeholder_breaks_nobody(self, world, template, saves):
        response = world.browser().post(
            edit_url(world, template), EMAIL | {"template_content": "Hello", "version": "3"}
        )

        assert response.status_code == 302
        assert len(saves()) == 1
