"""The list of templates and folders."""

import pytest

from portal_apps.message_templates.wording import quoted
from tests.builders import a_user, an_id
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


def names(page):
    """What the list container links to: `a > span` inside the div whose id has template-list in it."""
    container = next(one for one in page.iter("div") if "template-list" in one.get("id", ""))
    return [words(span) for link in container.iter("a") for span in link.findall("span")]


class TestTheList:
    def test_shows_folders_then_templates_with_what_they_are(self, world):
        world.template(name="Zinc", template_type="sms")
        world.template(name="Alpha")
        world.folder(name="Winter")

        page = parsed(world.browser().get(world.url))

        assert names(page) == ["Winter", "Alpha", "Zinc"]
        hints = [words(one) for one in of_class(page, "template-list__hint")]
        assert hints == ["Empty", "Email template", "Text message template"]

    def test_labels_each_checkbox_with_exactly_the_name(self, world):
        template = world.template(name="Alpha")

        page = parsed(world.browser().get(world.url))

        assert [words(one) for one in of_class(page, "template-list-item-label")] == ["Alpha"]
        boxes = [one for one in page.iter("input") if one.get("name") == "templates_and_folders"]
        assert [one.get("value") for one in boxes] == [template["id"]]

    def test_has_one_heading_that_the_title_repeats(self, world):
        page = parsed(world.browser().get(world.url))

        assert texts(page, "h1") == ["Templates"]
        assert texts(page, "title")[0].startswith("Templates \u2013 ")

    @pytest.mark.parametrize("form", ["", "/all"])
    def test_a_folder_has_the_way_to_it_and_its_name_as_heading(self, world, form):
        winter = world.folder(name="Winter")
        letters = world.folder(name="Letters", parent_id=winter["id"])
        world.template(name="Alpha", folder=letters["id"])

        page = parsed(world.browser().get(f"{world.url}{form}/folders/{letters['id']}"))

        assert texts(page, "h1") == ["Letters"]
        links = [(words(one), one.get("href")) for one in of_class(page, "folder-heading-folder")]
        assert links == [("Templates", world.url), ("Winter", f"{world.url}/folders/{winter['id']}")]
        assert [one.get("href") for one in of_class(page, "folder-heading-manage-link")] == [
            f"{world.url}/folders/{letters['id']}/manage"
        ]

    def test_escapes_names(self, world):
        world.template(name="<script>alert(1)</script>")
        world.folder(name='"><img src=x onerror=alert(2)>')

        response = world.browser().get(world.url)

        assert b"<script>alert" not in response.content
        assert b"<img src=x" not in response.content
        assert names(parsed(response)) == ['"><img src=x onerror=alert(2)>', "<script>alert(1)</script>"]

    def test_hides_templates_of_channels_that_are_off(self, world):
        world.service["permissions"] = ["email"]
        world.template(name="Mail")
        world.template(name="Text", template_type="sms")

        assert names(parsed(world.browser().get(world.url))) == ["Mail"]

    def test_asks_the_api_only_once_while_nothing_changes(self, world):
        world.template(name="Alpha")
        browser = world.browser()
        browser.get(world.url)
        before = len(world.api.asked)

        browser.get(world.url)

        assert len(world.api.asked) == before


class TestTypesOfTemplate:
    def test_offers_the_types_there_are(self, world):
        world.template()
        world.template(template_type="sms")

        page = parsed(world.browser().get(world.url))

        assert [words(one) for one in of_class(page, "pill__link")] == ["All", "Email", "Text message"]

    def test_offers_none_where_there_is_only_one(self, world):
        world.template()

        assert of_class(parsed(world.browser().get(world.url)), "pill__link") == []

    def test_shows_one_type_and_the_folders_on_the_way(self, world):
        winter, empty = world.folder(name="Winter"), world.folder(name="Empty")
        world.template(name="Mail", folder=empty["id"])
        world.template(name="Text", template_type="sms", folder=winter["id"])
        browser = world.browser()

        assert names(parsed(browser.get(f"{world.url}/sms"))) == ["Winter"]
        assert names(parsed(browser.get(f"{world.url}/sms/folders/{winter['id']}"))) == ["Text"]

    def test_knows_no_other_type(self, world):
        assert world.browser().get(f"{world.url}/fax").status_code == 404


class TestSearch:
    def test_finds_below_the_folder_and_says_where_and_how_many(self, world):
        winter = world.folder(name="Winter")
        deep = world.folder(name="Deep", parent_id=winter["id"])
        world.template(name="Parking fine", folder=deep["id"])
        world.template(name="Other", folder=deep["id"])

        page = parsed(world.browser().get(f"{world.url}?search=PARK"))

        assert names(page) == ["Parking fine"]
        assert (
            words(of_class(page, "template-list__hint")[0]) == "Email template, in Templates / Winter / Deep"
        )
        announced = [words(one) for one in main(page).iter() if one.get("role") == "status"]
        assert announced == [f"1 result for {quoted('PARK')}. Clear the search"]

    def test_does_not_find_what_is_hidden(self, world):
        hidden = world.folder(users_with_permission=[])
        template = world.template(name="Secret", folder=hidden["id"])

        page = parsed(world.browser().get(f"{world.url}?search={template['id']}"))

        assert names(page) == []

    def test_shows_what_was_typed_as_text(self, world):
        world.template()

        response = world.browser().get(f"{world.url}?search=%22%3E%3Cscript%3Ex%3C/script%3E")

        assert b"<script>x" not in response.content


class TestWhoSees:
    def test_a_member_sees_only_folders_given_to_them(self, world):
        world.folder(name="Mine")
        hidden = world.folder(name="Hidden", users_with_permission=[an_id()])
        world.template(name="Secret", folder=hidden["id"])
        browser = world.browser()

        assert names(parsed(browser.get(world.url))) == ["Mine"]
        assert browser.get(f"{world.url}/folders/{hidden['id']}").status_code == 403

    def test_members_of_the_organisation_see_everything_and_change_nothing(self, world):
        world.service["organisation"] = an_id()
        world.folder(name="Hidden", users_with_permission=[])
        browser = world.sign_in(a_user(organisations=[world.service["organisation"]]), world.service)

        page = parsed(browser.get(world.url))

        assert names(page) == ["Hidden"]
        assert [one for one in main(page).iter("input") if one.get("type") == "checkbox"] == []
        assert browser.post(world.url, {"operation": "add-new-folder"}).status_code == 403

    def test_strangers_are_refused(self, world):
        browser = world.sign_in(a_user(), world.service)

        assert browser.get(world.url).status_code == 403

    def test_platform_admins_see_and_change_everything(self, world):
        world.folder(name="Hidden", users_with_permission=[])
        browser = world.sign_in(a_user(platform_admin=True), world.service)

        page = parsed(browser.get(world.url))

        assert names(page) == ["Hidden"]
        assert words(first_button(page)) == "Continue"

    def test_members_without_manage_templates_cannot_post(self, world):
        browser = world.browser(SEES_TEMPLATES)

        response = browser.post(world.url, {"operation": "add-new-folder", "add_new_folder_name": "New"})

        assert response.status_code == 403
        assert world.api.writes == []

    def test_an_unknown_folder_is_not_found(self, world):
        assert world.browser().get(f"{world.url}/folders/{an_id()}").status_code == 404


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
        assert [words(one) for one in flash] == [f"Moved 1 template and 1 folder to {quoted('Target')}"]

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
