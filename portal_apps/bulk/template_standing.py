"""Which side has changed since a template was pulled: the file, the service, both, or neither."""

from collections.abc import Callable, Iterator
from difflib import unified_diff
from enum import StrEnum

from portal_apps.bulk.template_files import TemplateFile
from portal_apps.message_templates.models import Template


class Standing(StrEnum):
    SAME = "same"
    NEW = "new"  # a file without an id
    CHANGED = "changed"  # the file
    BEHIND = "behind"  # the service has a newer version of what the file still has
    CONFLICT = "conflict"  # both
    GONE = "gone"  # the service has it no more
    MISSING = "missing"  # there is no file of it


def standing_of(
    file: TemplateFile, current: Template | None, base: Callable[[], Template | None]
) -> Standing:
    """`base` is asked for the version that the file was pulled as, where that decides."""
    if current is None:
        return Standing.NEW if file.id is None else Standing.GONE
    if file.template.written == current.written:
        return Standing.SAME
    if file.version == current.version:
        return Standing.CHANGED
    pulled = base() if file.id and file.version is not None else None
    if pulled is not None and pulled.written == file.template.written:
        return Standing.BEHIND
    return Standing.CONFLICT


def difference(name: str, current: Template, file: TemplateFile) -> Iterator[str]:
    """Lines of a unified diff, from what the service has to what the file has."""
    there, here = (TemplateFile(one).as_bytes().decode() for one in (current, file.template))
    return unified_diff(
        there.splitlines(keepends=True),
        here.splitlines(keepends=True),
        f"service/{name}",
        f"folder/{name}",
    )
