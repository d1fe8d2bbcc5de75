"""Renaming a folder, choosing who sees it, deleting it."""

import pytest
from django.core.cache import caches

from portal_apps.message_templates.wording import quoted
from tests.builders import a_user, an_error, an_id
from tests.pages import errors, first_button, main, of_class, text_of, texts, typed
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import SEES_TEMPLATES

MANAGES_TEMPLATES = ["manage_templates"]


class TestManageFolder:
    @pytest.fixture
    def ben(self):
        return a_user(name="Ben <b>")

    @pytest.fixture
    def folder(self, world, ben):
        people = [a_user(id=world.user["id"], name="Ada"), ben, a_user(name="Zoe")]
        world.api.answers("GET", f"{world.path}/users", {"data": people})
        made = world.folder(name="Winter", users_with_permission=[world.user["id"], ben["id"]])
        world.api.answers("POST", f"{world.path}/template-folder/{made['id']}", {"data": made})
        return made

    def url(self, world, folder):
        return f"{world.url}/folders/{folder['id']}/manage"

    def saves(self, world, folder):
        path = f"{world.path}/template-folder/{folder['id']}"
        return [request.body for request in world.api.asked_to("POST", path)]

    def test_offers_the_other_members_with_those_ticked_who_see_it(self, world, folder, ben):
        response = world.browser().get(self.url(world, folder))

        page = parsed(response)
        boxes = [one for one in page.iter("input") if one.get("name") == "users_with_permission"]
        assert [one.get("checked") is not None for one in boxes] == [True, False]
        assert boxes[0].get("value") == ben["id"]
        assert b"Ben <b>" not in response.content
        assert text_of(first_button(page)) == "Save"

    def test_saves_name_and_readers_and_keeps_oneself(self, world, folder):
        response = world.browser().post(self.url(world, folder), {"name": "Spring"})

        assert response.url == f"{world.url}/folders/{folder['id']}"
        assert self.saves(world, folder) == [{"name": "Spring", "users_with_permission": [world.user["id"]]}]

    def test_does_not_undo_what_somebody_else_saved_meanwhile(self, world, folder, ben):
        browser = world.browser()
        started_from = typed(browser.get(self.url(world, folder)), "started_from")[0]
        folder["users_with_permission"].remove(ben["id"])
        world.knows()
        caches["gateway"].clear()
        form = {"name": "Spring", "users_with_permission": ben["id"], "started_from": started_from}

        first = browser.post(self.url(world, folder), form)
        again = browser.post(
            self.url(world, folder), form | {"started_from": typed(first, "started_from")[0]}
        )

        assert errors(first) == [
            "Someone else changed this while the page was open. Your change is not saved yet"
        ]
        assert (texts(first, "dt"), texts(first, "dd")) == (
            ["Folder name", "Team members who can see this folder"],
            ["Winter", "Nothing"],
        )
        assert again.status_code == 302
        assert len(self.saves(world, folder)) == 1

    def test_refuses_people_who_are_not_in_the_team(self, world, folder):
        form = {"name": "Spring", "users_with_permission": an_id()}

        page = parsed(world.browser().post(self.url(world, folder), form))

        assert errors(page) == ["One of the people you chose is not in the team any more"]
        assert self.saves(world, folder) == []

    def test_only_those_who_manage_the_service_choose_readers(self, world, folder):
        browser = world.browser(MANAGES_TEMPLATES)

        page = parsed(browser.get(self.url(world, folder)))
        browser.post(self.url(world, folder), {"name": "Spring", "users_with_permission": an_id()})

        assert [one for one in page.iter("input") if one.get("type") == "checkbox"] == []
        assert "Ben <b>" in text_of(main(page))
        assert self.saves(world, folder) == [{"name": "Spring"}]

    def test_needs_a_name_and_keeps_the_ticks(self, world, folder, ben):
        form = {"name": "", "users_with_permission": ben["id"]}

        page = parsed(world.browser().post(self.url(world, folder), form))

        assert errors(page) == ["Enter a folder name"]
        [box] = [one for one in page.iter("input") if one.get("value") == ben["id"]]
        assert box.get("checked") is not None

    def test_shows_what_the_api_refuses(self, world, folder):
        path = f"{world.path}/template-folder/{folder['id']}"
        world.api.answers("POST", path, an_error({"name": ["too short"]}), status=400)

        assert errors(parsed(world.browser().post(self.url(world, folder), {"name": "x"}))) == ["too short"]

    @pytest.mark.parametrize("page", ["manage", "delete"])
    def test_needs_the_permission_and_a_folder_one_sees(self, world, folder, page):
        hidden = world.folder(users_with_permission=[])

        assert (
            world.browser(SEES_TEMPLATES).get(f"{world.url}/folders/{folder['id']}/{page}").status_code == 403
        )
        assert world.browser().get(f"{world.url}/folders/{hidden['id']}/{page}").status_code == 403
        assert world.browser().get(f"{world.url}/folders/{an_id()}/{page}").status_code == 404


class TestDeleteFolder:
    @pytest.fixture
    def parent(self, world):
        return world.folder()

    @pytest.fixture
    def folder(self, world, parent):
        made = world.folder(name="Winter", parent_id=parent["id"])
        world.api.answers("DELETE", f"{world.path}/template-folder/{made['id']}", {}, status=204)
        return made

    def url(self, world, folder):
        return f"{world.url}/folders/{folder['id']}/delete"

    def test_asks_first(self, world, folder):
        page = parsed(world.browser().get(self.url(world, folder)))

        [banner] = of_class(page, "banner-dangerous")
        assert f"delete the folder {quoted('Winter')}?" in text_of(banner)
        assert first_button(page).get("name") == "delete"
        assert world.api.writes == []

    def test_deletes_an_empty_folder_and_returns_to_the_one_above(self, world, parent, folder):
        response = world.browser().post(self.url(world, folder), follow=True)

        assert response.redirect_chain == [(f"{world.url}/folders/{parent['id']}", 302)]
        assert world.api.writes == [("DELETE", f"{world.path}/template-folder/{folder['id']}")]
        flash = of_class(parsed(response), "banner-default-with-tick")
        assert [text_of(one) for one in flash] == [f"{quoted('Winter')} has been deleted"]

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("kind", ["template", "folder"])
    def test_refuses_while_something_is_in_it_even_if_hidden(self, world, folder, method, kind):
        if kind == "template":
            world.template(folder=folder["id"])
        else:
            world.folder(parent_id=folder["id"], users_with_permission=[])

        answer = getattr(world.browser(), method)(self.url(world, folder), follow=True)

        assert answer.redirect_chain == [(f"{world.url}/folders/{folder['id']}", 302)]
        [banner] = of_class(parsed(answer), "banner-dangerous")
        hidden = ". There are folders in it that you cannot see" if kind == "folder" else ""
        assert text_of(banner) == f"You must empty this folder before you can delete it{hidden}"
        assert world.api.writes == []

    def test_explains_when_it_was_filled_meanwhile(self, world, folder):
        path = f"{world.path}/template-folder/{folder['id']}"
        world.api.answers("DELETE", path, an_error("Folder is not empty"), status=400)

        page = parsed(world.browser().post(self.url(world, folder), follow=True))

        [banner] = of_class(page, "banner-dangerous")
        assert text_of(banner) == "You must empty this folder before you can delete it"
