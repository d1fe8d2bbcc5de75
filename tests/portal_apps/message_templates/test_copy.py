"""Copying templates out of any service that one is in."""

import pytest

from portal_apps.message_templates.copying import name_of_copy
from portal_apps.message_templates.forms.copy import ANOTHER_TEMPLATE
from tests.builders import a_folder, a_service, a_template, a_template_row, a_user, an_error, an_id
from tests.pages import errors, first_button, link, main, of_class, text_of, typed
from tests.pages import tree as parsed
from tests.portal_apps.message_templates.conftest import SEES_TEMPLATES, texts
from tests.portal_apps.message_templates.test_choose import names


class Elsewhere:
    """Another service: what is in it, and whether the person is."""

    def __init__(self, world, **facts):
        self.world, self.service = world, a_service(name="Bins", **facts)
        self.path = f"/service/{self.service['id']}"
        self.folders, self.templates = [], []
        self.knows()

    def knows(self):
        rows = [a_template_row(template) for template in self.templates]
        self.world.api.answers("GET", self.path, {"data": self.service})
        self.world.api.answers("GET", f"{self.path}/template", {"data": rows})
        self.world.api.answers("GET", f"{self.path}/template-folder", {"template_folders": self.folders})
        for template in self.templates:
            self.world.api.answers("GET", f"{self.path}/template/{template['id']}", {"data": template})

    def template(self, **facts):
        self.templates.append(a_template(self.service, **facts))
        self.knows()
        return self.templates[-1]

    def folder(self, **facts):
        self.folders.append(a_folder(self.service, **facts))
        self.knows()
        return self.folders[-1]


@pytest.fixture
def elsewhere(world):
    return Elsewhere(world)


@pytest.fixture
def browser(world, elsewhere):
    """Of somebody who manages templates here, and only looks at them in the other service."""
    permissions = {world.service["id"]: ["manage_templates"], elsewhere.service["id"]: ["view_activity"]}
    person = a_user(id=world.user["id"], permissions=permissions, services=list(permissions))
    mine = [{"id": one["id"], "name": one["name"]} for one in (elsewhere.service, world.service)]
    path = f"/user/{world.user['id']}/organisations-and-services"
    world.api.answers("GET", path, {"services": mine, "organisations": []})
    return world.sign_in(person, world.service)


def from_elsewhere(world, elsewhere):
    return f"{world.url}/copy/from-service/{elsewhere.service['id']}"


def copy_of(world, elsewhere, template):
    return f"{world.url}/copy/{template['id']}?from_service={elsewhere.service['id']}"


class TestTheWayIn:
    def test_is_a_choice_among_the_new_templates(self, world, browser):
        folder = world.folder()
        form = {"operation": "add-new-template", "add_template_by_template_type": "copy-existing"}

        page = parsed(browser.get(world.url))
        response = browser.post(f"{world.url}/folders/{folder['id']}", form)

        assert "Copy an existing template" in [text_of(one) for one in of_class(page, "govuk-radios__label")]
        assert response.url == f"{world.url}/copy?to_folder_id={folder['id']}"


class TestServices:
    def test_lists_ones_services_this_one_first(self, world, browser):
        page = parsed(browser.get(f"{world.url}/copy"))

        assert names(page) == [world.service["name"], "Bins"]
        assert texts(page, "h1") == ["Choose an existing template to copy"]

    def test_costs_one_call_once_warm(self, world, browser):
        browser.get(f"{world.url}/copy")
        before = len(world.api.asked)

        browser.get(f"{world.url}/copy")

        assert len(world.api.asked) == before + 1

    def test_the_only_service_is_opened_at_once(self, world):
        world.template(name="Permit")

        page = parsed(world.browser().get(f"{world.url}/copy"))

        assert names(page) == ["Permit"]
        assert of_class(page, "folder-heading-folder") == []

    def test_a_platform_admin_of_no_service_copies_within_this_one(self, world):
        world.template(name="Permit")
        browser = world.sign_in(a_user(platform_admin=True), world.service)

        assert names(parsed(browser.get(f"{world.url}/copy"))) == ["Permit"]

    def test_searches_the_names_in_all_of_them(self, world, browser, elsewhere):
        world.template(name="Parking bill")
        world.template(name="Other")
        found, hidden = elsewhere.template(name="Bins BILL"), elsewhere.folder(users_with_permission=[])
        elsewhere.template(name="Secret bill", folder=hidden["id"])

        page = parsed(browser.get(f"{world.url}/copy?search=bill"))

        assert names(page) == ["Parking bill", "Bins BILL"]
        assert link(page, "Bins BILL") == copy_of(world, elsewhere, found)

    def test_says_when_nothing_was_found(self, world, browser):
        page = parsed(browser.get(f"{world.url}/copy?search=<b>zebra"))

        assert "No template of your services has" in text_of(main(page))
        assert names(page) == []

    def test_keeps_where_the_copy_goes(self, world, browser, elsewhere):
        folder = world.folder()
        query = f"?to_folder_id={folder['id']}"

        services = parsed(browser.get(f"{world.url}/copy{query}"))
        template = elsewhere.template(name="Bill")
        templates = parsed(browser.get(f"{from_elsewhere(world, elsewhere)}{query}"))

        assert link(services, "Bins") == f"{from_elsewhere(world, elsewhere)}{query}"
        assert link(templates, "Bill") == f"{copy_of(world, elsewhere, template)}&to_folder_id={folder['id']}"


class TestTemplatesOfAService:
    def test_lists_what_the_person_sees_folder_by_folder(self, world, browser, elsewhere):
        folder = elsewhere.folder(name="Winter", users_with_permission=[world.user["id"]])
        elsewhere.folder(name="Hidden", users_with_permission=[])
        elsewhere.template(name="Inside", folder=folder["id"])
        elsewhere.template(name="Outside")

        root = parsed(browser.get(from_elsewhere(world, elsewhere)))
        inside = parsed(browser.get(link(root, "Winter")))

        assert names(root) == ["Winter", "Outside"]
        assert (names(inside), texts(inside, "h2")[0]) == (["Inside"], "Winter")
        assert link(inside, "Bins") == from_elsewhere(world, elsewhere)

    def test_opens_a_folder_of_this_service_by_itself(self, world, browser):
        folder = world.folder(name="Winter")
        world.template(name="Inside", folder=folder["id"])

        page = parsed(browser.get(f"{world.url}/copy/from-folder/{folder['id']}"))

        assert names(page) == ["Inside"]

    def test_searches_names_and_texts(self, world, browser, elsewhere):
        elsewhere.template(name="Bill", content="Pay by Friday")
        elsewhere.template(name="Other", content="Nothing to pay")

        page = parsed(browser.get(f"{from_elsewhere(world, elsewhere)}?search=by friday"))

        assert names(page) == ["Bill"]

    def test_costs_no_call_once_warm(self, world, browser, elsewhere):
        browser.get(from_elsewhere(world, elsewhere))
        before = len(world.api.asked)

        browser.get(from_elsewhere(world, elsewhere))

        assert len(world.api.asked) == before

    def test_a_hidden_folder_is_refused_and_one_that_is_not_there_not_found(self, world, browser, elsewhere):
        hidden = elsewhere.folder(users_with_permission=[])
        address = f"{from_elsewhere(world, elsewhere)}/from-folder"

        assert browser.get(f"{address}/{hidden['id']}").status_code == 403
        assert browser.get(f"{address}/{an_id()}").status_code == 404

    def test_a_service_of_others_is_refused(self, world, browser):
        others = Elsewhere(world)
        others.template(name="Secret")

        response = browser.get(from_elsewhere(world, others))

        assert response.status_code == 403
        assert b"Secret" not in response.content

    def test_an_archived_service_is_refused(self, world, browser, elsewhere):
        elsewhere.service["active"] = False
        elsewhere.template(name="Bill")
        elsewhere.knows()

        assert browser.get(from_elsewhere(world, elsewhere)).status_code == 403
        assert names(parsed(browser.get(f"{world.url}/copy?search=bill"))) == []


class TestCopy:
    @pytest.fixture
    def template(self, elsewhere):
        return elsewhere.template(name="Permit", subject="Yours", content="Dear ((name))")

    @pytest.fixture
    def created(self, world):
        made = an_id()
        world.api.answers("POST", f"{world.path}/template", {"data": {"id": made}}, status=201)
        return made

    def body(self, world):
        [request] = world.api.asked_to("POST", f"{world.path}/template")
        return request.body

    def form(self, template, **more):
        return {"name": "Permit (copy)", "template_id": template["id"], "parent_folder_id": ""} | more

    def test_shows_what_is_copied_with_a_name_that_is_free(self, world, browser, elsewhere, template):
        world.template(name="permit (COPY)")

        page = parsed(browser.get(copy_of(world, elsewhere, template)))

        assert typed(page, "name") == ["Permit (copy 2)"]
        assert typed(page, "template_id") == [template["id"]]
        assert [text_of(one) for one in of_class(page, "email-message-body")] == ["Dear ((name))"]
        assert text_of(first_button(page)) == "Copy this template"

    def test_makes_the_copy_and_goes_to_it(self, world, browser, elsewhere, template, created):
        response = browser.post(copy_of(world, elsewhere, template), self.form(template))

        assert response.url == f"{world.url}/{created}"
        assert self.body(world) == {
            "name": "Permit (copy)",
            "subject": "Yours",
            "content": "Dear ((name))",
            "has_unsubscribe_link": False,
            "template_type": "email",
            "service": world.service["id"],
            "created_by": world.user["id"],
        }

    def test_into_the_folder_one_came_from(self, world, browser, elsewhere, template, created):
        folder = world.folder()
        address = f"{copy_of(world, elsewhere, template)}&to_folder_id={folder['id']}"
        [prefilled] = typed(browser.get(address), "parent_folder_id")

        browser.post(address, self.form(template, parent_folder_id=prefilled))

        assert self.body(world)["parent_folder_id"] == folder["id"]

    def test_beside_the_original_in_the_same_service(self, world, browser, created):
        folder = world.folder()
        template = world.template(folder=folder["id"])

        page = browser.get(f"{world.url}/copy/{template['id']}")

        assert typed(page, "parent_folder_id") == [folder["id"]]

    def test_both_languages_of_a_letter(self, world, browser, elsewhere, created):
        welsh = {
            "letter_languages": "welsh_then_english",
            "letter_welsh_subject": "Pwnc",
            "letter_welsh_content": "Helo",
        }
        letter = elsewhere.template(template_type="letter", subject="Subject", reply_to=an_id(), **welsh)

        page = parsed(browser.get(copy_of(world, elsewhere, letter)))
        browser.post(copy_of(world, elsewhere, letter), self.form(letter))

        assert "The copy is without the sender address" in text_of(main(page))
        assert self.body(world).items() >= welsh.items()

    def test_needs_a_name_and_keeps_what_was_typed(self, world, browser, elsewhere, template):
        long = "x" * 256

        pages = [
            parsed(browser.post(copy_of(world, elsewhere, template), self.form(template, name=name)))
            for name in (" ", long)
        ]

        assert errors(pages[0]) == ["Enter a template name"]
        assert (errors(pages[1]), typed(pages[1], "name")) == (
            ["Template name must be 255 characters or fewer"],
            [long],
        )
        assert world.api.writes == []

    def test_what_the_api_refuses_is_explained(self, world, browser, elsewhere, template):
        refusal = an_error({"name": ["Too odd"]})
        world.api.answers("POST", f"{world.path}/template", refusal, status=400)

        page = browser.post(copy_of(world, elsewhere, template), self.form(template))

        assert errors(page) == ["Too odd"]

    def test_a_channel_that_is_off_here_is_explained(self, request, world, elsewhere, template):
        world.service["permissions"] = ["sms"]

        response = request.getfixturevalue("browser").get(copy_of(world, elsewhere, template))

        assert response.url == f"{world.url}/action-blocked/email/templates"


class TestForgedIds:
    """Both services decide: the one that is read, and the one that is written."""

    @pytest.fixture
    def template(self, elsewhere):
        return elsewhere.template()

    def test_a_template_of_a_service_of_others(self, world, browser):
        others = Elsewhere(world)
        template = others.template(name="Secret")

        for response in (
            browser.get(copy_of(world, others, template)),
            browser.post(copy_of(world, others, template), {"name": "Mine", "template_id": template["id"]}),
        ):
            assert response.status_code == 403
            assert b"Secret" not in response.content
        assert world.api.writes == []

    def test_a_template_in_a_hidden_folder(self, world, browser, elsewhere):
        hidden = elsewhere.folder(users_with_permission=[])
        template = elsewhere.template(folder=hidden["id"])

        assert browser.get(copy_of(world, elsewhere, template)).status_code == 403

    def test_one_service_to_look_in_another_for_a_template(self, world, browser, elsewhere):
        template = world.template()
        path = f"{elsewhere.path}/template/{template['id']}"
        world.api.answers("GET", path, an_error("No result found"), status=404)

        assert browser.get(copy_of(world, elsewhere, template)).status_code == 404

    def test_a_target_folder_that_is_hidden_or_of_others(self, world, browser, elsewhere, template):
        hidden = world.folder(users_with_permission=[])
        theirs = elsewhere.folder(users_with_permission=[world.user["id"]])
        form = {"name": "Mine", "template_id": template["id"]}

        statuses = [
            browser.post(
                copy_of(world, elsewhere, template), form | {"parent_folder_id": one["id"]}
            ).status_code
            for one in (hidden, theirs)
        ]

        assert statuses == [403, 404]
        assert world.api.writes == []

    @pytest.mark.parametrize("template_id", [an_id(), "", "x"])
    def test_another_template_in_the_form(self, world, browser, elsewhere, template, template_id):
        form = {"name": "Mine", "template_id": template_id}

        page = browser.post(copy_of(world, elsewhere, template), form)

        assert errors(page) == [ANOTHER_TEMPLATE]
        assert world.api.writes == []

    @pytest.mark.parametrize("page", [f"/{an_id()}?from_service=..%2F..", "?to_folder_id=<b>"])
    def test_what_is_no_id(self, world, browser, page):
        assert browser.get(f"{world.url}/copy{page}").status_code == 404

    def test_deleted_and_uploaded_ones(self, world, browser, elsewhere):
        for facts in ({"archived": True}, {"template_type": "letter", "is_precompiled_letter": True}):
            template = elsewhere.template(**facts)

            assert browser.get(copy_of(world, elsewhere, template)).status_code == 404

    def test_whoever_only_looks_at_templates_here(self, world, elsewhere, template):
        browser = world.browser(SEES_TEMPLATES)

        response = browser.post(copy_of(world, elsewhere, template), {"name": "Mine"})

        assert response.status_code == 403


class TestNameOfCopy:
    @pytest.mark.parametrize(
        ("name", "taken", "copy"),
        [
            ("Permit", [], "Permit (copy)"),
            ("Permit", ["Permit (copy)"], "Permit (copy 2)"),
            ("Permit", ["PERMIT (COPY)", "Permit (copy 2)"], "Permit (copy 3)"),
            ("Permit (copy)", ["Permit (copy)"], "Permit (copy 2)"),
            ("Permit (copy 7)", [], "Permit (copy)"),
            ("(copy) that", [], "(copy) that (copy)"),
        ],
    )
    def test_is_the_first_that_is_free(self, name, taken, copy):
        assert name_of_copy(name, taken) == copy

    def test_is_never_too_long(self):
        assert len(name_of_copy("x" * 255, ["x" * 244 + " (copy)"])) <= 255
