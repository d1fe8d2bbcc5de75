"""Folders of templates. Routes under /service/{id}/template-folder."""

from collections.abc import Collection

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.errors import NotFound

ROOT_FOLDER: dict[str, str | None] = {"id": None, "name": "Templates", "parent_id": None}


class TemplateFolderAPIClient(NotifyAdminAPIClient):
    @cache.delete(keys.TEMPLATE_FOLDERS)
    def create_template_folder(self, service_id: str, name: str, parent_id: str | None = None) -> str:
        """The id of the new folder. Raises BadRequest when the parent is not of this service."""
        data = {"name": name, "parent_id": parent_id}
        return self.post(f"/service/{service_id}/template-folder", data=data)["data"]["id"]

    @cache.set(keys.TEMPLATE_FOLDERS)
    def get_template_folders(self, service_id: str) -> Json:
        """List of {id, name, parent_id, service_id, users_with_permission}."""
        return self.get(f"/service/{service_id}/template-folder")["template_folders"]

    def get_template_folder(self, service_id: str, folder_id: str | None) -> Json:
        """One folder of the list; for None the root, whose id is None. Raises NotFound for an unknown id."""
        if folder_id is None:
            return ROOT_FOLDER
        for folder in self.get_template_folders(service_id):
            if folder["id"] == str(folder_id):
                return folder
        raise NotFound(message="Template folder not found")

    @cache.delete(keys.TEMPLATE_FOLDERS, keys.SERVICE_TEMPLATES)
    @cache.also_writes(keys.SERVICE_TEMPLATE_VERSION)
    def move_to_folder(
        self,
        service_id: str,
        folder_id: str | None,
        template_ids: Collection[str],
        folder_ids: Collection[str],
    ) -> None:
        """Put templates and folders into a folder, or into the root for None. Raises BadRequest for a circle."""
        path = f"/service/{service_id}/template-folder"
        moved = [
            keys.SERVICE_TEMPLATE_VERSION.fill(service_id=service_id, template_id=id_) for id_ in template_ids
        ]
        with cache.writing(*moved):
            self.post(
                f"{path}/{folder_id}/contents" if folder_id else f"{path}/contents",
                data={"folders": list(folder_ids), "templates": list(template_ids)},
            )

    @cache.delete(keys.TEMPLATE_FOLDERS)
    def update_template_folder(
        self,
        service_id: str,
        template_folder_id: str,
        name: str,
        users_with_permission: Collection[str] | None = None,
    ) -> None:
        """Rename a folder, and where a list is given, say who sees it (an empty list: nobody)."""
        data: dict[str, object] = {"name": name}
        if users_with_permission is not None:
            data["users_with_permission"] = list(users_with_permission)
        self.post(f"/service/{service_id}/template-folder/{template_folder_id}", data=data)

    @cache.delete(keys.TEMPLATE_FOLDERS)
    def delete_template_folder(self, service_id: str, template_folder_id: str) -> None:
        """Delete an empty folder. Raises BadRequest when something is in it."""
        self.delete(f"/service/{service_id}/template-folder/{template_folder_id}", data={})


template_folder_api_client = TemplateFolderAPIClient()
