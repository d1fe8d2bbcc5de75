"""Files of templates into services: a new version where only the file has changed, a new template where there is none."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway import service_api_client, template_folder_api_client
from portal_apps.bulk.operation import (
    Change,
    Fault,
    Operation,
    Row,
    Skip,
    State,
    Unchanged,
    Values,
    Verdict,
)
from portal_apps.bulk.template_files import TemplateFile
from portal_apps.bulk.template_standing import Standing, standing_of
from portal_apps.bulk.template_sync import ServiceTemplates
from portal_apps.message_templates.models import ONLY_ENGLISH, Template
from portal_apps.message_templates.tree import FolderId

ABSENT: State = {"template_id": None, "version": None, "type": None, "is_earlier": False}
Written = Mapping[str, Any]


class PushTemplates(Operation):
    """A row is a file and a service: its own, or one that gets a copy, and then has `source`."""

    idempotent = False
    rows_at_once = 50

    def __init__(self) -> None:
        self._earlier: dict[str, list[Written]] = {}

    def key(self, row: Row) -> str:
        """A template has one file, and a service has one new template of a name."""
        facts = row["template"]
        return row.get("template_id") or f"{row['service_id']} {facts['template_type']} {facts['name']}"

    def subject(self, row: Row) -> str:
        return f"{row['file']} in {row['service_id']}" if "source" in row.values else str(row["file"])

    def lane(self, row: Row) -> str:
        """Whoever is new in a service may need a folder, which is made once."""
        return "" if "template_id" in row.values or not row["folder"] else str(row["service_id"])

    def read(self, row: Row) -> State:
        return self.read_many([row])[0]

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        there = {
            service_id: ServiceTemplates(service_id) for service_id in {row["service_id"] for row in rows}
        }
        return [self._state(row, there[row["service_id"]]) for row in rows]

    def plan(self, row: Row, state: State) -> Verdict:
        wanted = file_of(row).template.written
        if state["type"] not in (None, row["template"]["template_type"]):
            return Fault(f"The template is of type {state['type']}, which cannot be changed")
        if "source" in row.values:
            return _plan_of_copy(wanted, state)
        return _plan_of_own(wanted, row, state)

    def apply(self, row: Row, change: Change) -> Values:
        if change.before.get("name", "") is None:
            answer = service_api_client.create_service_template(
                type_=row["template"]["template_type"],
                service_id=row["service_id"],
                parent_folder_id=_folder_made(row["service_id"], tuple(row["folder"])),
                **change.after,
            )
        else:
            there = ServiceTemplates(row["service_id"])
            template_id = row.get("template_id") or _named(row, there) or ""
            answer = service_api_client.update_service_template(there.service_id, template_id, **change.after)
        return {"template_id": answer["data"]["id"], "new_version": answer["data"]["version"]}

    def found(self, row: Row, state: State) -> Values:
        del row
        return {"template_id": state["template_id"], "new_version": state["version"]}

    def undo(self, row: Row, change: Change) -> None:
        if change.before.get("name", "") is None:
            service_api_client.delete_service_template(row["service_id"], row["template_id"])
        else:
            service_api_client.update_service_template(row["service_id"], row["template_id"], **change.before)

    def _state(self, row: Row, there: ServiceTemplates) -> State:
        template_id = row.get("template_id") or _named(row, there)
        current = there.template(template_id) if template_id else None
        file = file_of(row)
        standing = standing_of(file, current, lambda: there.template(template_id or "", file.version))
        if current is None:
            return {**ABSENT, "standing": standing}
        return {
            **current.written,
            "template_id": current.id,
            "version": current.version,
            "type": current.template_type,
            "standing": standing,
            "is_earlier": "source" in row.values and current.written in self._earlier_texts(row["source"]),
        }

    def _earlier_texts(self, source: Mapping[str, str | None]) -> list[Written]:
        """What copies of a template may say that nobody has changed since: its own versions."""
        template_id = source["template_id"]
        if template_id is None:
            return []
        if template_id not in self._earlier:
            versions = Template.versions_of(str(source["service_id"]), template_id)
            self._earlier[template_id] = [version.written for version in versions]
        return self._earlier[template_id]


def file_of(row: Row) -> TemplateFile:
    template_id = None if "source" in row.values else row.get("template_id")
    return TemplateFile(Template(row["template"]), template_id, row.get("version"), tuple(row["folder"]))


def _plan_of_own(wanted: Written, row: Row, state: State) -> Verdict:
    match state["standing"]:
        case Standing.SAME:
            return Unchanged()
        case Standing.NEW:
            return Change(dict.fromkeys(wanted), wanted)
        case Standing.CHANGED:
            return _change(wanted, state)
        case Standing.BEHIND:
            return Skip(f"The service has version {state['version']} of it already: pull it")
        case standing:
            return Fault(_complaint(standing, row, state))


def _plan_of_copy(wanted: Written, state: State) -> Verdict:
    if state["template_id"] is None:
        return Change(dict.fromkeys(wanted), wanted)
    change = _change(wanted, state)
    if isinstance(change, Unchanged) or state["is_earlier"]:
        return change
    return Fault("Conflict: the service has a template of this name with a text of its own")


def _change(wanted: Written, state: State) -> Change | Unchanged:
    """What differs. The texts in Welsh and the languages are one to the API."""
    names = [name for name, value in wanted.items() if state.get(name) != value]
    if not ONLY_ENGLISH.keys().isdisjoint(names):
        names = [name for name in wanted if name in names or name in ONLY_ENGLISH]
    if not names:
        return Unchanged()
    return Change({name: state.get(name) for name in names}, {name: wanted[name] for name in names})


def _complaint(standing: Standing, row: Row, state: State) -> str:
    if standing is Standing.GONE:
        return "The service does not have this template any more"
    if "template_id" not in row.values:
        return "Conflict: the service has a template of this name already. Give the file its id and version, or another name"
    version = row.get("version")
    pulled = f"version {version}" if version is not None else "no version"
    return (
        f"Conflict: the service has version {state['version']}, and the file was changed and comes from {pulled}. Bring "
        f"them together, and write version: {state['version']} into the file"
    )


def _named(row: Row, there: ServiceTemplates) -> str | None:
    return there.named(row["template"]["name"], row["template"]["template_type"])


def _folder_made(service_id: str, path: tuple[str, ...]) -> FolderId:
    there, folder_id = ServiceTemplates(service_id), None
    for depth, name in enumerate(path, 1):
        try:
            folder_id = there.folder_at(path[:depth])
        except LookupError:
            folder_id = template_folder_api_client.create_template_folder(service_id, name, folder_id)
    return folder_id
