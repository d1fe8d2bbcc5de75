"""The versions of a template, and bringing one back."""

import pytest

from portal_apps.message_templates.wording import restored
from tests.builders import a_template, an_error, an_id
from tests.pages import errors, first_button, main, of_class, text_of, typed
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import SEES_TEMPLATES, texts


class TestVersions:
    @pytest.fixture
    def template(self, world):
        return world.template(version=2, content="Dear ((name)), come tomorrow", subject="Visit")

    def answer(self, world, template, *versions):
        world.api.answers("GET", f"{world.path}/template/{template['id']}/versions", {"data": list(versions)})

    def test_lists_the_newest_first_with_who_and_what_changed(self, world, template):
        first = template | {"version": 1, "content": "Dear ((name)), come today", "updated_at": None}
        first["created_by"] = {"id": an_id(), "name": "Ben", "email_address": "ben@a.gov.uk"}
        self.answer(world, template, first, template)

        page = parsed(world.browser().get(f"{world.url}/{template['id']}/versions"))

        assert texts(page, "h2")[-2:] == ["Version 2", "Version 1"]
        assert "by Ben" in text_of(main(page))
        assert [text_of(one) for one in main(page).iter("del")] == ["removed: today"]
        assert [text_of(one) for one in main(page).iter("ins")] == ["added: tomorrow"]

    def test_line_ends_alone_are_no_change(self, world, template):
        first = template | {"version": 1, "content": "a\r\nb"}
        self.answer(world, template, template | {"content": "a\nb"}, first)

        page = parsed(world.browser().get(f"{world.url}/{template['id']}/versions"))

        assert "The text was not changed." in text_of(main(page))

    def test_shows_many_versions_page_by_page_and_compares_across_pages(self, world, template):
        versions = [
            template | {"version": number, "content": f"text {number}"} for number in range(25, 0, -1)
        ]
        self.answer(world, template, *versions)
        browser = world.browser()

        first = parsed(browser.get(f"{world.url}/{template['id']}/versions"))
        second = parsed(browser.get(f"{world.url}/{template['id']}/versions?page=2"))

        assert "removed: 5" in [text_of(one) for one in first.iter("del")]
        assert [one for one in texts(second, "h2") if one.startswith("Version")] == [
            f"Version {number}" for number in range(5, 0, -1)
        ]

    def test_shows_one_version_and_what_it_changed(self, world, template):
        for number, text in ((1, "old <i>words</i>"), (2, "new <i>words</i>")):
            world.api.answers(
                "GET",
                f"{world.path}/template/{template['id']}/version/{number}",
                {"data": template | {"version": number, "content": text}},
            )

        response = world.browser().get(f"{world.url}/{template['id']}/version/2")

        page = parsed(response)
        assert texts(page, "h1") == ["Permit ready, version 2"]
        assert [text_of(one) for one in page.iter("ins")] == ["added: new", "added: new <i>words</i>"]
        assert b"<i>words" not in response.content

    def test_the_first_version_has_nothing_before_it(self, world, template):
        world.api.answers(
            "GET", f"{world.path}/template/{template['id']}/version/1", {"data": template | {"version": 1}}
        )

        page = parsed(world.browser().get(f"{world.url}/{template['id']}/version/1"))

        assert list(page.iter("ins")) == []

    def test_reads_what_the_api_says_of_a_current_template(self, world):
        """Its author is an id there, while a version has the whole person."""
        template = a_template(world.service, created_by=an_id(), version=1)
        world.templates.append(template)
        world.knows()

        assert world.browser().get(f"{world.url}/{template['id']}").status_code == 200


class TestRestore:
    """Version 1 said "come today"; version 3, which is there now, says "come tomorrow"."""

    @pytest.fixture
    def template(self, world):
        made = world.template(
            version=3, subject="Visit", content="Dear ((name)), come tomorrow", has_unsubscribe_link=True
        )
        self.knows_version(world, made, 1, content="Dear ((name)), come today", has_unsubscribe_link=False)
        path = f"{world.path}/template/{made['id']}"
        world.api.answers("POST", path, {"data": made | {"version": 4}})
        return made

    def knows_version(self, world, template, number, **facts):
        path = f"{world.path}/template/{template['id']}/version/{number}"
        world.api.answers("GET", path, {"data": template | {"version": number} | facts})

    def saved(self, world, template):
        return [one.body for one in world.api.asked_to("POST", f"{world.path}/template/{template['id']}")]

    def url(self, world, template, number=1):
        return f"{world.url}/{template['id']}/version/{number}"

    def test_the_page_of_a_version_shows_what_would_change(self, world, template):
        page = parsed(world.browser().get(self.url(world, template)))

        assert [text_of(one) for one in page.iter("ins")] == ["added: today", "added: Not added"]
        button = first_button(page)
        assert (text_of(button), typed(page, "version")) == ("Restore version 1", ["3"])

    def test_saves_all_that_the_version_said_as_a_new_one(self, world, template):
        response = world.browser().post(f"{self.url(world, template)}/restore", {"version": "3"}, follow=True)

        assert response.redirect_chain == [(f"{world.url}/{template['id']}", 302)]
        assert self.saved(world, template) == [
            {
                "name": "Permit ready",
                "subject": "Visit",
                "content": "Dear ((name)), come today",
                "has_unsubscribe_link": False,
                "created_by": world.user["id"],
            }
        ]
        flash = of_class(parsed(response), "banner-default-with-tick")
        assert [text_of(one) for one in flash] == [restored(1)]

    @pytest.mark.parametrize("started_from", ["2", "", "x"])
    def test_overwrites_no_change_that_the_person_has_not_seen(self, world, template, started_from):
        browser = world.browser()

        page = parsed(browser.post(f"{self.url(world, template)}/restore", {"version": started_from}))

        assert errors(page)[-1].startswith("This template was changed ")
        assert self.saved(world, template) == []
        browser.post(f"{self.url(world, template)}/restore", {"version": typed(page, "version")[0]})
        assert len(self.saved(world, template)) == 1

    def test_asks_first_where_callers_of_the_api_must_follow(self, world, template):
        world.api.answers("GET", f"{world.path}/api-keys", {"apiKeys": []})
        self.knows_version(world, template, 2, content="Dear ((full name))")
        browser, address = world.browser(), f"{self.url(world, template, 2)}/restore"

        page = parsed(browser.post(address, {"version": "3"}))

        assert [text_of(one) for one in of_class(page, "placeholder")] == ["((full name))", "((name))"]
        assert self.saved(world, template) == []
        browser.post(address, {name: typed(page, name)[0] for name in ("version", "confirm")})
        assert [body["content"] for body in self.saved(world, template)] == ["Dear ((full name))"]

    def test_restores_both_languages_of_a_letter(self, world):
        welsh = {"letter_languages": "welsh_then_english", "letter_welsh_subject": "Pwnc"}
        letter = world.template(
            template_type="letter", subject="Visit", letter_languages="english", version=2
        )
        self.knows_version(world, letter, 1, **welsh, letter_welsh_content="Helo")
        world.api.answers("POST", f"{world.path}/template/{letter['id']}", {"data": letter})

        world.browser().post(f"{self.url(world, letter)}/restore", {"version": "2"})

        [body] = self.saved(world, letter)
        assert body.items() >= (welsh | {"letter_welsh_content": "Helo"}).items()

    def test_what_the_api_refuses_is_explained(self, world, template):
        refusal = an_error({"content": ["Content has a character count..."]})
        world.api.answers("POST", f"{world.path}/template/{template['id']}", refusal, status=400)

        page = parsed(world.browser().post(f"{self.url(world, template)}/restore", {"version": "3"}))

        assert errors(page) == ["Content has a character count..."]

    def test_the_version_that_is_there_offers_nothing(self, world, template):
        self.knows_version(world, template, 3)
        self.knows_version(world, template, 2)

        page = parsed(world.browser().get(self.url(world, template, 3)))

        assert "Restore this version" not in texts(page, "h2")

    def test_needs_the_permission(self, world, template):
        browser = world.browser(SEES_TEMPLATES)

        response = browser.post(f"{self.url(world, template)}/restore", {"version": "3"})

        assert response.status_code == 403
        assert "Restore this version" not in texts(parsed(browser.get(self.url(world, template))), "h2")
        assert world.api.writes == []

    def test_a_deleted_template_stays_deleted(self, world):
        template = world.template(archived=True, version=2)
        self.knows_version(world, template, 1, content="Old")
        browser = world.browser()

        response = browser.post(f"{self.url(world, template)}/restore", {"version": "2"})

        assert response.status_code == 404
        assert "Restore this version" not in texts(parsed(browser.get(self.url(world, template))), "h2")

    def test_only_by_a_post(self, world, template):
        assert world.browser().get(f"{self.url(world, template)}/restore").status_code == 405
