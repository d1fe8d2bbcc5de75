"""Changing templates without losing anybody's work."""

import pytest

from tests.pages import errors, first_button, main, of_class, text_of, typed
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import EMAIL, SEES_TEMPLATES, texts


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

    @pytest.mark.parametrize("has_link", [True, False])
    def test_the_box_of_the_unsubscribe_link_is_as_it_was_left(self, world, has_link):
        template = world.template(has_unsubscribe_link=has_link)

        page = parsed(world.browser().get(edit_url(world, template)))

        [box] = [one for one in page.iter("input") if one.get("name") == "has_unsubscribe_link"]
        assert (box.get("checked") is not None) == has_link

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

    def test_other_line_ends_alone_are_no_change(self, world, saves):
        template = world.template(version=3, content="a\r\nb", subject="s", name="n")
        form = {"name": "n", "subject": "s", "template_content": "a\r\nb", "version": "3"}

        response = world.browser().post(edit_url(world, template), form)

        assert response.status_code == 302
        assert world.api.writes == []

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
        assert [text_of(one) for one in main(page).iter("ins")] == ["added: , mine"]
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

        assert text_of(first_button(page)) == "Save over the other version"
        assert [
            one.get("href") for one in main(page).iter("a") if text_of(one).startswith("Keep the template")
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

        assert [text_of(one) for one in of_class(page, "placeholder")] == ["((full name))", "((name))"]
        assert "no API keys that send messages" in text_of(main(page))
        assert text_of(first_button(page)) == "Save changes"
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

        assert "2 API keys that can send messages: Live and Team." in text_of(main(page))

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
