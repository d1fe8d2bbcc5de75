"""What can be done on the list: adding and moving."""

import pytest

from portal_apps.message_templates.wording import quoted
from tests.builders import an_id
from tests.pages import errors, of_class, text_of
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import texts


class TestNewTemplate:
    def test_leads_to_the_form_in_the_folder(self, world):
        folder = world.folder()

        response = world.browser().post(
            f"{world.url}/folders/{folder['id']}",
            {"operation": "add-new-template", "add_template_by_template_type": "sms"},
        )

        assert response.url == f"{world.url}/folders/{folder['id']}/add-sms"

    def test_leads_to_an_explanation_where_the_channel_is_off(self, world):
        world.service["permissions"] = ["email"]

        response = world.browser().post(
            world.url, {"operation": "add-new-template", "add_template_by_template_type": "sms"}
        )

        assert response.url == f"{world.url}/action-blocked/sms/templates"

    def test_asks_for_a_type(self, world):
        page = parsed(world.browser().post(world.url, {"operation": "add-new-template"}))

        assert errors(page) == ["Select a type of template"]


class TestNewFolder:
    def test_creates_it_in_the_folder_that_is_open(self, world):
        parent = world.folder()
        world.api.answers("POST", f"{world.path}/template-folder", {"data": {"id": an_id()}}, status=201)
        address = f"{world.url}/folders/{parent['id']}"

        response = world.browser().post(
            address, {"operation": "add-new-folder", "add_new_folder_name": " New "}
        )

        assert response.url == address
        [request] = world.api.asked_to("POST", f"{world.path}/template-folder")
        assert request.body == {"name": "New", "parent_id": parent["id"]}

    def test_the_return_key_in_the_name_is_enough(self, world):
        world.api.answers("POST", f"{world.path}/template-folder", {"data": {"id": an_id()}}, status=201)

        response = world.browser().post(world.url, {"operation": "unknown", "add_new_folder_name": "New"})

        assert response.status_code == 302
        assert world.api.writes == [("POST", f"{world.path}/template-folder")]

    @pytest.mark.parametrize(
        ("name", "error"),
        [("  ", "Enter a folder name"), ("x" * 256, "Folder name must be 255 characters or fewer")],
    )
    def test_refuses_bad_names_and_keeps_them(self, world, name, error):
        page = parsed(
            world.browser().post(world.url, {"operation": "add-new-folder", "add_new_folder_name": name})
        )

        assert errors(page) == [error]
        box = next(one for one in page.iter("input") if one.get("id") == "add_new_folder_name")
        assert box.get("value") == name
        assert world.api.writes == []

    def test_a_post_without_a_button_is_explained(self, world):
        assert errors(parsed(world.browser().post(world.url, {"x": "y"}))) == ["Choose what you want to do"]


class TestMove:
    def test_moves_templates_and_folders_into_a_folder(self, world):
        target, folder, template = world.folder(name="Target"), world.folder(), world.template()
        contents = f"{world.path}/template-folder/{target['id']}/contents"
        world.api.answers("POST", contents, {})
        browser = world.browser()

        response = browser.post(
            world.url,
            {
                "operation": "move-to-existing-folder",
                "templates_and_folders": [folder["id"], template["id"]],
                "move_to": target["id"],
            },
            follow=True,
        )

        [request] = world.api.asked_to("POST", contents)
        assert request.body == {"folders": [folder["id"]], "templates": [template["id"]]}
        flash = of_class(parsed(response), "banner-default-with-tick")
        assert [text_of(one) for one in flash] == [f"Moved 1 template and 1 folder to {quoted('Target')}"]

    def test_moves_to_the_root(self, world):
        folder = world.folder()
        template = world.template(folder=folder["id"])
        world.api.answers("POST", f"{world.path}/template-folder/contents", {})

        world.browser().post(
            f"{world.url}/folders/{folder['id']}",
            {
                "operation": "move-to-existing-folder",
                "templates_and_folders": template["id"],
                "move_to": "__NONE__",
            },
        )

        [request] = world.api.asked_to("POST", f"{world.path}/template-folder/contents")
        assert request.body == {"folders": [], "templates": [template["id"]]}

    def test_offers_the_root_and_every_folder_with_its_way(self, world):
        winter = world.folder(name="Winter")
        deep = world.folder(name="Deep", parent_id=winter["id"])

        page = parsed(world.browser().get(world.url))

        offered = [one.get("value") for one in page.iter("input") if one.get("name") == "move_to"]
        assert offered == ["__NONE__", winter["id"], deep["id"]]
        assert "Winter / Deep" in texts(page, "label")

    def test_asks_for_a_selection_and_a_target(self, world):
        world.template()

        page = parsed(world.browser().post(world.url, {"operation": "move-to-existing-folder"}))

        assert errors(page) == ["Select at least one template or folder", "Select where to move to"]

    def test_keeps_the_selection_after_an_error(self, world):
        template = world.template()
        selection = {"operation": "move-to-existing-folder", "templates_and_folders": template["id"]}

        page = parsed(world.browser().post(world.url, selection))

        box = next(one for one in page.iter("input") if one.get("value") == template["id"])
        assert box.get("checked") is not None

    def test_refuses_to_put_a_folder_into_what_is_in_it(self, world):
        outer = world.folder()
        inner = world.folder(parent_id=outer["id"])

        page = parsed(
            world.browser().post(
                world.url,
                {
                    "operation": "move-to-existing-folder",
                    "templates_and_folders": outer["id"],
                    "move_to": inner["id"],
                },
            )
        )

        assert errors(page) == ["You cannot move a folder into itself. Select another folder"]
        assert world.api.writes == []

    def test_explains_a_refusal_of_the_api_beside_the_choice(self, world):
        target, template = world.folder(), world.template()
        world.api.answers(
            "POST",
            f"{world.path}/template-folder/{target['id']}/contents",
            {"result": "error", "message": "You cannot move a folder to itself"},
            status=400,
        )

        page = parsed(
            world.browser().post(
                world.url,
                {
                    "operation": "move-to-existing-folder",
                    "templates_and_folders": template["id"],
                    "move_to": target["id"],
                },
            )
        )

        assert errors(page) == [
            "What you selected cannot be moved there. Select another folder or change your selection"
        ]

    def test_nobody_moves_what_they_cannot_see(self, world):
        hidden = world.folder(users_with_permission=[])
        template = world.template()
        browser = world.browser()

        for selection in (
            {"templates_and_folders": template["id"], "move_to": hidden["id"]},
            {"templates_and_folders": hidden["id"], "move_to": "__NONE__"},
        ):
            page = parsed(browser.post(world.url, {"operation": "move-to-existing-folder", **selection}))
            assert len(errors(page)) == 1

        assert world.api.writes == []


class TestMoveToNewFolder:
    @pytest.fixture
    def selection(self, world):
        template = world.template()
        return {
            "operation": "move-to-new-folder",
            "templates_and_folders": template["id"],
            "move_to_new_folder_name": "Spring",
        }

    def test_creates_the_folder_then_moves(self, world, selection):
        new = an_id()
        world.api.answers("POST", f"{world.path}/template-folder", {"data": {"id": new}}, status=201)
        world.api.answers("POST", f"{world.path}/template-folder/{new}/contents", {})

        response = world.browser().post(world.url, selection)

        assert response.status_code == 302
        assert world.api.writes == [
            ("POST", f"{world.path}/template-folder"),
            ("POST", f"{world.path}/template-folder/{new}/contents"),
        ]

    def test_says_what_was_done_when_only_the_folder_was_created(self, world, selection):
        new = an_id()
        world.api.answers("POST", f"{world.path}/template-folder", {"data": {"id": new}}, status=201)
        world.api.answers(
            "POST",
            f"{world.path}/template-folder/{new}/contents",
            {"result": "error", "message": "No"},
            status=400,
        )

        [error] = errors(parsed(world.browser().post(world.url, selection)))

        assert error.startswith(
            f"The folder {quoted('Spring')} was created, but what you selected was not moved into it."
        )

    def test_says_that_it_does_not_know_when_no_answer_comes(self, world, selection):
        new = an_id()
        world.api.answers("POST", f"{world.path}/template-folder", {"data": {"id": new}}, status=201)
        world.api.breaks_after_taking("POST", f"{world.path}/template-folder/{new}/contents")

        [error] = errors(parsed(world.browser().post(world.url, selection)))

        assert "did not say whether what you selected was moved" in error

    def test_a_failed_first_step_is_a_plain_failure(self, world, selection):
        world.api.answers(
            "POST",
            f"{world.path}/template-folder",
            {"result": "error", "message": "parent_id not found"},
            status=400,
        )

        page = parsed(world.browser().post(world.url, selection))

        assert errors(page) == ["parent_id not found"]
