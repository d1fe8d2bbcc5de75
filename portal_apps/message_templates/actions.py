"""Writes to templates and folders that are more than one call, or the same for everybody."""

from collections.abc import Iterable

from gateway import service_api_client, template_folder_api_client
from gateway.errors import APIError, CacheUnavailable, Unavailable
from portal_apps.message_templates.tree import FolderId, TemplateTree


class NotMoved(Exception):
    """The new folder is there, but what was to go into it is not; or, if not `certain`, perhaps is not."""

    def __init__(self, *, certain: bool) -> None:
        super().__init__("folder created, move failed")
        self.certain = certain


def create_letter(service_id: str, folder_id: FolderId) -> str:
    """A letter to be written on its own page, and its id."""
    letter = service_api_client.create_service_template(
        type_="letter",
        name="New letter template",
        subject="Heading",
        content="Text of the letter",
        service_id=service_id,
        parent_folder_id=folder_id,
    )
    template_id: str = letter["data"]["id"]
    return template_id


def move(service_id: str, tree: TemplateTree, ids: Iterable[str], target: FolderId) -> None:
    """Put templates and folders into a folder, or into the root. Raises BadRequest for a circle."""
    folder_ids, template_ids = tree.folders_and_templates(ids)
    template_folder_api_client.move_to_folder(service_id, target, sorted(template_ids), sorted(folder_ids))


def move_to_new_folder(
    service_id: str, tree: TemplateTree, ids: Iterable[str], name: str, parent_id: FolderId
) -> None:
    """Create a folder, then put templates and folders into it. Raises NotMoved when only the first was done."""
    folder_id = template_folder_api_client.create_template_folder(service_id, name, parent_id)
    try:
        move(service_id, tree, ids, folder_id)
    except Unavailable as error:
        raise NotMoved(certain=False) from error
    except (APIError, CacheUnavailable) as error:
        raise NotMoved(certain=True) from error
