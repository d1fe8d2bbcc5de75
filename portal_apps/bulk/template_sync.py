"""A folder of templates beside a service: what differs, and what of the service comes into the folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from gateway import service_api_client, template_folder_api_client
from gateway.errors import NotFound
from portal_apps.bulk.template_files import TemplateFile
from portal_apps.bulk.template_folder import TemplateFolder
from portal_apps.bulk.template_standing import Standing, standing_of
from portal_apps.message_templates.models import Template
from portal_apps.message_templates.tree import FolderId, TemplateTree
from portal_apps.message_templates.tree import Row as TreeRow


@dataclass(frozen=True)
class ServiceTemplates:
    """The templates of a service as they are now, each with the names of the folders on the way to it."""

    service_id: str

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = service_api_client.get_service_templates(self.service_id)["data"]
        return rows

    @cached_property
    def folders(self) -> TemplateTree:
        """Without what is in them."""
        return TemplateTree.build(template_folder_api_client.get_template_folders(self.service_id), [])

    @property
    def ids(self) -> list[str]:
        """Of all templates, in the order of the pages."""
        tree = TemplateTree(self.folders.folders.values(), map(TreeRow.from_json, self.rows))
        return [item.id for item in tree.below(None) if not item.is_folder]

    def path_to(self, folder_id: FolderId) -> tuple[str, ...]:
        """The root for a folder that came later than the list."""
        if folder_id not in self.folders.folders:
            return ()
        return tuple(folder.name for folder in self.folders.path_to(folder_id))

    def folder_at(self, path: tuple[str, ...]) -> FolderId:
        """Raises LookupError where there is none."""
        for folder_id in self.folders.folders:
            if self.path_to(folder_id) == path:
                return folder_id
        if path:
            raise LookupError(path)
        return None

    def named(self, name: str, template_type: str) -> str | None:
        """The id of the template that is called so."""
        sought = (name, template_type)
        return next((row["id"] for row in self.rows if (row["name"], row["template_type"]) == sought), None)

    def template(self, template_id: str, version: int | None = None) -> Template | None:
        """None for one that the service does not have, or has deleted."""
        try:
            found = Template.from_id(self.service_id, template_id, version)
        except NotFound:
            return None
        return None if version is None and found.is_deleted else found


@dataclass(frozen=True, slots=True)
class Compared:
    """One template: its file, if there is one, and what the service has, if it does."""

    name: str
    standing: Standing
    file: TemplateFile | None
    current: Template | None
    folder: tuple[str, ...] = ()


def compared(folder: TemplateFolder, there: ServiceTemplates) -> Iterator[Compared]:
    """Every file in its order, then every template without one, in the order of the pages."""
    known: set[str | None] = set()
    for name, file in folder.files.items():
        template_id = file.id or there.named(file.template.name, file.template.template_type)
        current = there.template(template_id) if template_id else None
        base = partial(there.template, file.id or "", file.version)
        place = there.path_to(current.folder_id) if current else ()
        known.add(template_id)
        yield Compared(name, standing_of(file, current, base), file, current, place)
    for template_id in there.ids:
        if template_id not in known and (current := there.template(template_id)):
            yield Compared(current.name, Standing.MISSING, None, current, there.path_to(current.folder_id))


def pulled(folder: TemplateFolder, one: Compared) -> str:
    """Bring what the service has into the folder, unless the file has something of its own. The name of what was written."""
    if one.current is None or one.standing in (Standing.CHANGED, Standing.CONFLICT):
        return ""
    fresh = TemplateFile.of(one.current, one.folder)
    if one.file is None:
        name = folder.free_name(fresh)
    elif one.standing is Standing.BEHIND or one.file.place != fresh.place:
        name = one.name
    else:
        return ""
    folder.write(name, fresh)
    return name
