"""Sixty templates out of the text files in content/, some with a past."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sandbox import versions
from sandbox.models import Template, TemplateFolder, TemplateHistory, User
from sandbox.world.ids import ago, uid
from sandbox.world.people import BY_KEY
from sandbox.world.services import BY_NAME, SERVICES, SeededService

CONTENT = Path(__file__).parent / "content"
HEADING = re.compile(r"^=== *(?P<type>\w+) *\| *(?P<name>[^|]+?) *\| *(?P<folder>.*?) *$", re.MULTILINE)
HEADER = re.compile(r"^(Subject|Postage|Languages|Welsh subject|Welsh|Unsubscribe): (.*)\n")

# Templates whose wording has changed, and who changed it.
REWRITTEN = {
    ("boat_licences", "Licence renewal reminder"): ("second_manager", "template_editor", "manager"),
    ("boat_licences", "Payment failed"): ("template_editor", "manager"),
    ("boat_licences", "Renewal reminder text"): ("manager", "second_manager"),
    ("boat_licences", "Notice of unlicensed boat"): ("manager", "second_manager"),
    ("council_tax", "First reminder"): ("council_manager", "email_link"),
    ("outpatients", "Appointment booked"): ("hospital_manager", "hospital_manager"),
}
# The one folder of the service that these people see; everybody else sees them all.
LIMITED_TO = {"template_editor": ("Payments", "Payments/Refunds")}


@dataclass(frozen=True)
class SeededTemplate:
    service: SeededService
    template_type: str
    name: str
    folder: str
    headers: dict[str, str]
    content: str

    @property
    def id(self) -> UUID:
        return uid("template", self.service.key, self.name)

    def row(self, age_in_days: float) -> Template:
        is_letter = self.template_type == "letter"
        return Template(
            id=self.id,
            service_id=self.service.id,
            template_type=self.template_type,
            name=self.name,
            subject=self.headers.get("Subject"),
            content=self.content,
            folder_id=folder_id(self.service, self.folder),
            postage=self.headers.get("Postage", "second") if is_letter else None,
            letter_languages=self.headers.get("Languages", "english") if is_letter else None,
            letter_welsh_subject=self.headers.get("Welsh subject"),
            letter_welsh_content=self.headers.get("Welsh"),
            has_unsubscribe_link="Unsubscribe" in self.headers,
            service_letter_contact_id=uid("letter contact", self.service.key) if is_letter else None,
            created_by_id=self.service.creator,
            created_at=ago(age_in_days),
        )


def build() -> None:
    seeded = list(_all())
    _folders(seeded)
    templates, history = [], []
    for number, template in enumerate(seeded):
        row = template.row(age_in_days=200 - number)
        authors = REWRITTEN.get((template.service.key, template.name), ())
        history += list(_past(row, authors))
        templates.append(row)
    Template.objects.bulk_create(templates)
    TemplateHistory.objects.bulk_create(history)


def folder_id(service: SeededService, path: str) -> UUID | None:
    return uid("folder", service.key, path) if path else None


def _all() -> Iterator[SeededTemplate]:
    for service in SERVICES:
        file = CONTENT / f"{service.key}.txt"
        if file.exists():
            yield from _read(service, file.read_text(encoding="utf-8"))


def _read(service: SeededService, text: str) -> Iterator[SeededTemplate]:
    headings = list(HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        body, headers = text[heading.end() : end].lstrip("\n"), {}
        while header := HEADER.match(body):
            headers[header[1]] = header[2]
            body = body[header.end() :]
        yield SeededTemplate(
            service, heading["type"], heading["name"], heading["folder"], headers, body.strip()
        )


def _past(row: Template, authors: tuple[str, ...]) -> Iterator[TemplateHistory]:
    """The row's versions, oldest first; leaves the row itself at the latest. Earlier drafts were shorter."""
    final_content = row.content
    for number, author in enumerate(authors):
        row.version = number + 1
        row.created_by_id = BY_KEY[author].id
        row.content = _draft(final_content, (number + 1) / len(authors))
        row.updated_at = ago(60 - 10 * number) if number else None
        if row.version < len(authors):
            yield versions.template_snapshot(row)
    row.content = final_content
    yield versions.template_snapshot(row)


def _draft(content: str, part: float) -> str:
    """The first paragraphs of a text, or the first sentences of a text message."""
    separator = "\n\n" if "\n\n" in content else ". "
    pieces = content.split(separator)
    return separator.join(pieces[: max(1, int(len(pieces) * part))])


def _folders(templates: list[SeededTemplate]) -> None:
    paths: dict[tuple[str, str], None] = {}
    for template in templates:
        parts = template.folder.split("/") if template.folder else []
        for depth in range(len(parts)):
            paths[template.service.key, "/".join(parts[: depth + 1])] = None
    for key, path in paths:
        service, (parent, _, name) = BY_NAME[key], path.rpartition("/")
        folder = TemplateFolder.objects.create(
            id=folder_id(service, path),
            service_id=service.id,
            name=name,
            parent_id=folder_id(service, parent),
            created_at=ago(220),
        )
        folder.users.set(_people_who_see(service, path))


def _people_who_see(service: SeededService, path: str) -> list[User]:
    ids = [BY_KEY[key].id for key in service.team if key not in LIMITED_TO or path in LIMITED_TO[key]]
    return list(User.objects.filter(id__in=ids))
