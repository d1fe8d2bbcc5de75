"""The folders and templates of a service as one person sees them. Pure: made from the API's two lists, asks nothing.

Built in time linear in the lists (and sorting); thousands of templates are usual. The lists are cached separately, so
one may know a folder that the other does not yet: such data never fails a page and never shows what is hidden.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from portal_apps.core.formatting import count_of

ROOT = None
NAME_OF_ROOT = "Templates"
NAMES_OF_TYPES = {"email": "Email template", "sms": "Text message template", "letter": "Letter template"}

FolderId = str | None


@dataclass(frozen=True, slots=True)
class Folder:
    id: str
    name: str
    parent_id: FolderId
    users_with_permission: frozenset[str]
    # The names of the hidden folders between this one and the one it stands in, from the top.
    hidden_above: tuple[str, ...] = ()
    is_folder = True

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        return cls(facts["id"], facts["name"], facts["parent_id"], frozenset(facts["users_with_permission"]))

    @property
    def way(self) -> str:
        """The name, after those of the hidden folders on the way to it: Winter / Letters."""
        return " / ".join((*self.hidden_above, self.name))


@dataclass(frozen=True, slots=True)
class Row:
    """A template as the list knows it."""

    id: str
    name: str
    template_type: str
    folder_id: FolderId
    hidden_above = ()
    is_folder = False

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        return cls(facts["id"], facts["name"], facts["template_type"], facts["folder"])

    @property
    def way(self) -> str:
        return self.name


Item = Folder | Row
Sees = Callable[[Folder], bool]


class TemplateTree:
    """What is in which folder. Ids of folders are None for the root."""

    def __init__(self, folders: Iterable[Folder], rows: Iterable[Row]) -> None:
        self.folders = {folder.id: folder for folder in folders}
        self.rows = {row.id: row for row in rows}
        self._folders_in: dict[FolderId, list[Folder]] = defaultdict(list)
        self._rows_in: dict[FolderId, list[Row]] = defaultdict(list)
        for folder in sorted(self.folders.values(), key=_alphabetically):
            self._folders_in[folder.parent_id].append(folder)
        for row in sorted(self.rows.values(), key=_alphabetically):
            self._rows_in[row.folder_id].append(row)

    @classmethod
    def build(
        cls,
        folders: Iterable[dict[str, Any]],
        templates: Iterable[dict[str, Any]],
        *,
        sees: Sees = lambda _folder: True,
        channels: Collection[str] = tuple(NAMES_OF_TYPES),
    ) -> Self:
        """The tree of the folders that `sees` admits, and of the templates in them whose channel is on.

        A folder whose parent is hidden stands in the nearest folder above that is not, and says where it really is; one
        whose parent is missing, or that is inside itself, stands in the root. A template whose folder is missing or
        hidden is left out.
        """
        visible = list(_visible([Folder.from_json(facts) for facts in folders], sees))
        places = {ROOT, *(folder.id for folder in visible)}
        rows = (Row.from_json(facts) for facts in templates)
        return cls(
            visible, (row for row in rows if row.template_type in channels and row.folder_id in places)
        )

    @property
    def template_types(self) -> tuple[str, ...]:
        """The channels that have a template, in the order pages show them."""
        present = {row.template_type for row in self.rows.values()}
        return tuple(template_type for template_type in NAMES_OF_TYPES if template_type in present)

    def of_type(self, template_type: str | None) -> "TemplateTree":
        """The tree of the templates of one channel and the folders on the way to them; for None the whole tree."""
        if template_type is None:
            return self
        rows = [row for row in self.rows.values() if row.template_type == template_type]
        kept: set[FolderId] = {ROOT}
        for row in rows:
            folder_id = row.folder_id
            while folder_id not in kept:
                kept.add(folder_id)
                folder_id = self.folders[folder_id].parent_id if folder_id else ROOT
        return TemplateTree((folder for folder in self.folders.values() if folder.id in kept), rows)

    def items_in(self, folder_id: FolderId) -> list[Item]:
        """Folders first, then templates, each alphabetically."""
        return [*self._folders_in.get(folder_id, ()), *self._rows_in.get(folder_id, ())]

    def path_to(self, folder_id: FolderId) -> list[Folder]:
        """The folders from below the root down to this one; empty for the root."""
        path = []
        while folder_id is not ROOT:
            folder = self.folders[folder_id]
            path.append(folder)
            folder_id = folder.parent_id
        return path[::-1]

    def search(self, words: str, folder_id: FolderId = ROOT) -> list[Item]:
        """Whatever below the folder has the words in its name or is the id, in the order of the pages."""
        wanted = words.casefold()
        return [item for item in self.below(folder_id) if wanted in item.name.casefold() or wanted == item.id]

    def below(self, folder_id: FolderId) -> Iterator[Item]:
        """Everything in the folder and in those inside it, in the order of the pages."""
        stack: list[Item] = self.items_in(folder_id)[::-1]
        while stack:
            item = stack.pop()
            yield item
            if isinstance(item, Folder):
                stack += self.items_in(item.id)[::-1]

    def places(self) -> Iterator[tuple[Folder, str]]:
        """Every folder with the names on the way to it (`Winter / Letters`), each before what is in it."""
        stack = [(folder, folder.way) for folder in reversed(self._folders_in.get(ROOT, ()))]
        while stack:
            folder, way = stack.pop()
            yield folder, way
            inside = reversed(self._folders_in.get(folder.id, ()))
            stack += [(child, f"{way} / {child.way}") for child in inside]

    def hint(self, item: Item) -> str:
        """Email template, or for a folder what is in it: 2 templates, 1 folder."""
        if isinstance(item, Row):
            return NAMES_OF_TYPES[item.template_type]
        folders, rows = len(self._folders_in.get(item.id, ())), len(self._rows_in.get(item.id, ()))
        parts = [count_of(rows, "template")] * bool(rows) + [count_of(folders, "folder")] * bool(folders)
        return ", ".join(parts) or "Empty"

    def folders_and_templates(self, ids: Iterable[str]) -> tuple[set[str], set[str]]:
        """The ids of a mixed selection, told apart; ids that are not in the tree are in neither."""
        chosen = set(ids)
        return chosen & self.folders.keys(), chosen & self.rows.keys()


def _alphabetically(item: Item) -> tuple[str, str]:
    return item.way.casefold(), item.id


def _visible(folders: list[Folder], sees: Sees) -> Iterator[Folder]:
    """The folders that are seen, each in the nearest seen folder above it."""
    seen = {folder.id for folder in folders if sees(folder)}
    nearest: dict[FolderId, tuple[FolderId, tuple[str, ...]]] = {ROOT: (ROOT, ())}
    for folder in _parents_first(folders):
        place, hidden = nearest[folder.parent_id]
        if folder.id in seen:
            nearest[folder.id] = folder.id, ()
            yield replace(folder, parent_id=place, hidden_above=hidden)
        else:
            nearest[folder.id] = place, (*hidden, folder.name)


def _parents_first(folders: list[Folder]) -> Iterator[Folder]:
    """Every folder once, after its parent; where there is no way to the root, one is made."""
    by_id = {folder.id: folder for folder in folders}
    done: set[FolderId] = {ROOT}
    for folder in folders:
        way, ids = [], set()
        step: Folder | None = folder
        while step and step.id not in done and step.id not in ids:
            way.append(step)
            ids.add(step.id)
            step = by_id.get(step.parent_id) if step.parent_id else None
        for one in reversed(way):
            yield one if one.parent_id in done else replace(one, parent_id=ROOT)
            done.add(one.id)
