"""Which template folders a member of a team sees."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from gateway import template_folder_api_client
from portal_apps.core.formatting import thousands
from portal_apps.message_templates.tree import TemplateTree


@dataclass(frozen=True, slots=True)
class FolderAccess:
    """Every folder of a service. Who changes what others see chooses from all of them."""

    tree: TemplateTree

    @classmethod
    def of(cls, service_id: str) -> Self:
        return cls.from_json(template_folder_api_client.get_template_folders(service_id))

    @classmethod
    def from_json(cls, folders: list[dict[str, Any]]) -> Self:
        return cls(TemplateTree.build(folders, []))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each folder with the names on the way to it: Winter / Letters."""
        return [(folder.id, way) for folder, way in self.tree.places()]

    @property
    def ids(self) -> list[str]:
        return sorted(self.tree.folders)

    def seen_by(self, user_id: str) -> list[str]:
        return [id_ for id_ in self.ids if user_id in self.tree.folders[id_].users_with_permission]

    def still_there(self, folder_ids: Collection[str]) -> list[str]:
        """Those of an earlier choice that nobody has deleted since."""
        return [id_ for id_ in self.ids if id_ in folder_ids]

    def summary(self, folder_ids: Collection[str]) -> str:
        """How many of the folders these are; empty for a service without folders."""
        seen, total = len(self.still_there(folder_ids)), len(self.ids)
        if not total:
            return ""
        if seen == total:
            return "Can see all folders"
        return (
            f"Can see {thousands(seen)} of {thousands(total)} folders" if seen else "Cannot see any folders"
        )
