"""Templates as text files with front matter, so that a team can keep them in git. docs/bulk.md has the format.

The text comes back byte for byte: it is everything between the line that ends the front matter and the last line end.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Self

import yaml

from portal_apps.bulk.values import identifier
from portal_apps.message_templates.content.preview import WELSH_THEN_ENGLISH
from portal_apps.message_templates.models import ENGLISH, Template
from portal_apps.message_templates.tree import NAMES_OF_TYPES

WITH_SUBJECT = ("email", "letter")
WELSH = ("letter_welsh_subject", "letter_welsh_content")
# In the order of the file.
KEYS = (
    "id",
    "version",
    "name",
    "type",
    "subject",
    "folder",
    "has_unsubscribe_link",
    "letter_languages",
    *WELSH,
)
# Where the lines of a file end with CR LF, something has changed them: the last one goes as a whole.
FORMAT = re.compile(
    r"\ufeff?---\r?\n(?P<head>.*?)^---(?P<end>\r?\n)(?P<text>.*?)(?:(?P=end))?\Z", re.DOTALL | re.MULTILINE
)


# Line ends to YAML, which would read them back as others; between double quotes it spells them out.
OTHER_LINE_ENDS = frozenset("\r\x85\u2028\u2029")


class NotATemplate(ValueError):
    """The file cannot be read as a template; the text says why."""


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, which can be read and compared line by line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    if OTHER_LINE_ENDS & set(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """`id` and `version` are those of the template when it was pulled; a new one has none. `folder` has the names of the
    folders on the way to it."""

    template: Template
    id: str | None = None
    version: int | None = None
    folder: tuple[str, ...] = ()

    @classmethod
    def of(cls, template: Template, folder: tuple[str, ...]) -> Self:
        return cls(template, template.id, template.version, folder)

    @classmethod
    def parsed(cls, data: bytes) -> Self:
        """Raises NotATemplate."""
        try:
            found = FORMAT.match(data.decode())
        except UnicodeDecodeError:
            raise NotATemplate("is not in UTF-8") from None
        if found is None:
            raise NotATemplate("does not begin with front matter between two lines of ---")
        head = _Head.parsed(found["head"])
        if not found["text"].strip():
            raise NotATemplate("has no text below the front matter")
        facts = {**head.values, "content": found["text"]}
        return cls(Template(facts), head.id, head.version, head.folder)

    def as_bytes(self) -> bytes:
        facts = self.template.facts
        values: dict[str, Any] = {
            **{key: facts.get(key) for key in KEYS},
            "id": self.id,
            "version": self.version,
            "type": self.template.template_type,
            "folder": list(self.folder) or None,
        }
        shown = _shown(self.template)
        head = {key: values[key] for key in KEYS if key in shown and values[key] is not None}
        text = yaml.dump(head, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2**31)
        return f"---\n{text}---\n{facts['content']}\n".encode()

    @property
    def place(self) -> tuple[object, ...]:
        """What the service says of it besides the text."""
        return self.id, self.version, self.folder

    def now_at(self, template_id: str, version: int) -> Self:
        return replace(self, id=template_id, version=version)


@dataclass(frozen=True, slots=True)
class _Head:
    values: dict[str, Any]
    id: str | None
    version: int | None
    folder: tuple[str, ...]

    @classmethod
    def parsed(cls, text: str) -> Self:
        try:
            head = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f" near line {mark.line + 2}" if mark else ""
            raise NotATemplate(f"has front matter that is no YAML{where}") from None
        if not isinstance(head, dict):
            raise NotATemplate("has no front matter")
        for key in head:
            if key not in KEYS:
                nearest = get_close_matches(str(key), KEYS, n=1)
                raise NotATemplate(f"has no use for {key!r}" + (f"; is it {nearest[0]}?" if nearest else ""))
        return cls(_values(head), _id(head), _version(head), _folder(head))


def _values(head: Mapping[str, Any]) -> dict[str, Any]:
    """By the API's names, complete for its type."""
    template_type = head.get("type")
    if template_type not in NAMES_OF_TYPES:
        raise NotATemplate(f"type: is none of {', '.join(NAMES_OF_TYPES)}")
    has_subject, languages = template_type in WITH_SUBJECT, head.get("letter_languages", ENGLISH)
    if languages not in (ENGLISH, WELSH_THEN_ENGLISH):
        raise NotATemplate(f"letter_languages: is neither {ENGLISH} nor {WELSH_THEN_ENGLISH}")
    has_link = head.get("has_unsubscribe_link", False)
    if not isinstance(has_link, bool):
        raise NotATemplate("has_unsubscribe_link: is neither true nor false")
    values = {
        "template_type": template_type,
        "name": _required(head, "name"),
        "subject": _required(head, "subject") if has_subject else None,
        "has_unsubscribe_link": has_link,
        "letter_languages": languages,
        **{key: _required(head, key) if languages == WELSH_THEN_ENGLISH else None for key in WELSH},
    }
    for key in sorted(head.keys() - _shown(Template(values))):
        raise NotATemplate(f"{key}: is not for templates of type {template_type} like this")
    return values


def _shown(template: Template) -> set[str]:
    """The keys that a file of this template may have."""
    kind = template.template_type
    return {
        *("id", "version", "name", "type", "folder"),
        *(["subject"] if kind in WITH_SUBJECT else []),
        *(["has_unsubscribe_link"] if kind == "email" else []),
        *(["letter_languages"] if kind == "letter" else []),
        *(WELSH if kind == "letter" and template.is_bilingual else []),
    }


def _required(head: Mapping[str, Any], key: str) -> str:
    value = head.get(key)
    if isinstance(value, str) and value.strip():
        return value
    raise NotATemplate(
        f"{key}: is missing" if value in (None, "") else f"{key}: is no text; put it in quotes"
    )


def _id(head: Mapping[str, Any]) -> str | None:
    try:
        return identifier(str(head["id"])) if head.get("id") is not None else None
    except ValueError as error:
        raise NotATemplate(f"id: {error}") from None


def _version(head: Mapping[str, Any]) -> int | None:
    version = head.get("version")
    if version is None or type(version) is int:
        return version
    raise NotATemplate("version: is not a whole number")


def _folder(head: Mapping[str, Any]) -> tuple[str, ...]:
    names = head.get("folder") or []
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(names)
    raise NotATemplate("folder: is no list of names")
