"""Templates and folders: what a write makes the next reader see."""

import pytest

from gateway import service_api_client, template_folder_api_client
from gateway.errors import NotFound

SERVICE = "11111111-1111-4111-8111-111111111111"
TEMPLATE = "22222222-2222-4222-8222-222222222222"
OTHER = "33333333-3333-4333-8333-333333333333"
PATH = f"/service/{SERVICE}/template"


class TestFolders:
    def test_the_root_has_no_id(self):
        assert template_folder_api_client.get_template_folder(SERVICE, None)["name"] == "Templates"

    def test_one_of_the_list_is_found_by_its_id(self, api):
        folder = {"id": OTHER, "name": "Winter", "parent_id": None}
        api.answers("GET", f"{PATH}-folder", {"template_folders": [folder]})

        assert template_folder_api_client.get_template_folder(SERVICE, OTHER) == folder

    def test_an_unknown_one_is_not_found(self, api):
        api.answers("GET", f"{PATH}-folder", {"template_folders": []})

        with pytest.raises(NotFound) as raised:
            template_folder_api_client.get_template_folder(SERVICE, OTHER)

        assert raised.value.status_code == 404

    def test_a_moved_template_is_read_again(self, api):
        api.answers("GET", f"{PATH}/{TEMPLATE}", {"data": {"folder": None}})
        api.answers("GET", PATH, {"data": []})
        api.answers("GET", f"{PATH}-folder", {"template_folders": []})
        api.answers("POST", f"{PATH}-folder/{OTHER}/contents", status=204)

        def read():
            service_api_client.get_service_template(SERVICE, TEMPLATE)
            service_api_client.get_service_templates(SERVICE)
            template_folder_api_client.get_template_folders(SERVICE)

        read()
        read()
        template_folder_api_client.move_to_folder(SERVICE, OTHER, [TEMPLATE], [])
        read()

        assert [
            len(api.asked_to("GET", path)) for path in (f"{PATH}/{TEMPLATE}", PATH, f"{PATH}-folder")
        ] == [2, 2, 2]


class TestTemplates:
    def test_a_write_to_one_leaves_the_others_in_the_cache(self, api):
        for template in (TEMPLATE, OTHER):
            api.answers("GET", f"{PATH}/{template}", {"data": {"id": template}})
            service_api_client.get_service_template(SERVICE, template)
        api.answers("POST", f"{PATH}/{TEMPLATE}", {"data": {}})

        service_api_client.update_service_template(SERVICE, TEMPLATE, name="New")
        for template in (TEMPLATE, OTHER):
            service_api_client.get_service_template(SERVICE, template)

        assert len(api.asked_to("GET", f"{PATH}/{TEMPLATE}")) == 2
        assert len(api.asked_to("GET", f"{PATH}/{OTHER}")) == 1

    def test_every_version_of_a_changed_template_is_read_again(self, api):
        for path in (f"{PATH}/{TEMPLATE}/version/1", f"{PATH}/{TEMPLATE}/versions"):
            api.answers("GET", path, {"data": []})
        api.answers("POST", f"{PATH}/{TEMPLATE}", {"data": {}})

        def read():
            service_api_client.get_service_template(SERVICE, TEMPLATE, 1)
            service_api_client.get_service_template_versions(SERVICE, TEMPLATE)

        read()
        service_api_client.delete_service_template(SERVICE, TEMPLATE)
        read()

        assert len(api.asked_to("GET", f"{PATH}/{TEMPLATE}/version/1")) == 2
        assert len(api.asked_to("GET", f"{PATH}/{TEMPLATE}/versions")) == 2

    def test_other_fields_are_refused_without_asking_the_api(self, api):
        with pytest.raises(TypeError, match="process_type"):
            service_api_client.update_service_template(SERVICE, TEMPLATE, process_type="priority")

        assert api.asked == []
