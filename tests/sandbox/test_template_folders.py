"""Folders, who sees them, and moving things about."""

import pytest

NOWHERE = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def service(services):
    return f"/service/{services['library_loans']}"


@pytest.fixture
def create(api, service):
    def make(name="A folder", parent_id=None):
        return api.post(f"{service}/template-folder", {"name": name, "parent_id": parent_id}).json()["data"]

    return make


@pytest.fixture
def parent_of(api, service):
    def look(folder):
        folders = api.get(f"{service}/template-folder").json()["template_folders"]
        return next(row["parent_id"] for row in folders if row["id"] == folder["id"])

    return look


@pytest.fixture
def move(api, service):
    def to(target, folders=(), templates=()):
        path = f"{service}/template-folder/{target['id']}" if target else f"{service}/template-folder"
        return api.post(f"{path}/contents", {"folders": list(folders), "templates": list(templates)})

    return to


class TestCreating:
    def test_at_the_top_everybody_in_the_team_sees_it(self, create, services, people):
        folder = create("Reminders")

        assert folder["users_with_permission"] == [people["council_manager"]["id"]]
        assert (folder["parent_id"], folder["service_id"]) == (None, services["library_loans"])

    def test_inside_another_the_same_people_see_it(self, api, service, create):
        outer = create("Private")
        api.post(f"{service}/template-folder/{outer['id']}", {"name": "Private", "users_with_permission": []})
        inner = create("Inner", outer["id"])

        assert (inner["parent_id"], inner["users_with_permission"]) == (outer["id"], [])

    def test_an_unknown_parent_is_refused(self, api, service):
        answer = api.post(f"{service}/template-folder", {"name": "x", "parent_id": NOWHERE})

        assert (answer.status_code, answer.json()["message"]) == (400, "parent_id not found")

    @pytest.mark.parametrize(
        ("body", "texts"),
        [
            ({}, ["name is a required property", "parent_id is a required property"]),
            ({"name": "", "parent_id": None}, ["name  should be non-empty"]),
            (
                {"name": 1, "parent_id": "x"},
                ["name 1 is not of type string", "parent_id is not a valid UUID"],
            ),
        ],
    )
    def test_bad_bodies_are_named(self, api, service, body, texts):
        answer = api.post(f"{service}/template-folder", body)

        assert [error["message"] for error in answer.json()["errors"]] == texts


class TestChanging:
    def test_the_name_and_who_sees_it(self, api, service, create, people):
        folder = create()
        body = {
            "name": "Renamed",
            "users_with_permission": [people["council_manager"]["id"], people["viewer"]["id"]],
        }
        changed = api.post(f"{service}/template-folder/{folder['id']}", body).json()["data"]

        assert changed["name"] == "Renamed"
        assert changed["users_with_permission"] == [people["council_manager"]["id"]]

    def test_without_users_they_stay(self, api, service, create):
        folder = create()
        changed = api.post(f"{service}/template-folder/{folder['id']}", {"name": "Renamed"}).json()["data"]

        assert changed["users_with_permission"] == folder["users_with_permission"]

    def test_an_unknown_folder_is_404(self, api, service):
        assert api.post(f"{service}/template-folder/{NOWHERE}", {"name": "x"}).status_code == 404


class TestDeleting:
    def test_an_empty_one_goes(self, api, service, create):
        folder = create()

        assert api.delete(f"{service}/template-folder/{folder['id']}", {}).status_code == 204
        assert api.delete(f"{service}/template-folder/{folder['id']}", {}).status_code == 404

    def test_one_with_a_folder_inside_stays(self, api, service, create):
        outer = create()
        create("Inner", outer["id"])
        answer = api.delete(f"{service}/template-folder/{outer['id']}", {})

        assert (answer.status_code, answer.json()["message"]) == (400, "Folder is not empty")

    def test_one_with_a_template_inside_stays(self, api, service, create, move):
        folder, template = create(), api.data(f"{service}/template")[0]
        move(folder, templates=[template["id"]])

        assert api.delete(f"{service}/template-folder/{folder['id']}", {}).status_code == 400


class TestMoving:
    def test_folders_and_templates_together(self, api, service, create, move, parent_of):
        target, folder = create("Target"), create("Moved")
        template = api.data(f"{service}/template")[0]
        answer = move(target, [folder["id"]], [template["id"]])

        assert (answer.status_code, answer.content) == (204, b"")
        assert parent_of(folder) == target["id"]
        assert api.data(f"{service}/template/{template['id']}")["folder"] == target["id"]

    def test_back_to_the_top_without_a_new_version(self, api, service, create, move, parent_of):
        outer = create("Outer")
        inner = create("Inner", outer["id"])
        template = api.data(f"{service}/template")[0]
        before = api.data(f"{service}/template/{template['id']}")["version"]
        move(outer, templates=[template["id"]])
        move(None, [inner["id"]], [template["id"]])
        after = api.data(f"{service}/template/{template['id']}")

        assert parent_of(inner) is None
        assert (after["folder"], after["version"]) == (None, before)

    def test_not_into_itself(self, create, move):
        folder = create()
        answer = move(folder, [folder["id"]])

        assert (answer.status_code, answer.json()["message"]) == (400, "You cannot move a folder to itself")

    def test_not_into_its_own_subfolder(self, create, move, parent_of):
        outer = create("Outer")
        innermost = create("Innermost", create("Inner", outer["id"])["id"])
        answer = move(innermost, [outer["id"]])

        text = "You cannot move a folder to one of its subfolders"
        assert (answer.status_code, answer.json()["message"]) == (400, text)
        assert parent_of(outer) is None

    def test_one_unknown_id_moves_nothing(self, create, move, parent_of, services):
        target, folder = create("Target"), create("Moved")
        answer = move(target, [folder["id"], NOWHERE])

        text = f"No folder found with id {NOWHERE} for service {services['library_loans']}"
        assert (answer.status_code, answer.json()["message"]) == (400, text)
        assert parent_of(folder) is None

    def test_not_the_template_of_another_service(self, api, create, move, services):
        other = api.data(f"/service/{services['council_tax']}/template")[0]["id"]
        answer = move(create(), templates=[other])

        assert answer.status_code == 400
        assert f"No template found with id {other}" in answer.json()["message"]
