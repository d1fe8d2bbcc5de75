"""Sixty templates out of the text files in content/, some with a past."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sandbox import versions
from sandbox.models import Template, TemplateFolder, TemplateHistory, User
from sandbox.world import template_files
from sandbox.world.ids import ago, uid
from sandbox.world.people import BY_KEY
from sandbox.world.services import BY_NAME, SERVICES, SeededService
from sandbox.world.template_files import WrittenTemplate

CONTENT = Path(__file__).parent / "content"

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
    written: WrittenTemplate

    @property
    def id(self) -> UUID:
        return uid("template", self.service.key, self.written.name)

    def row(self, age_in_days: float) -> Template:
        written, headers = self.written, self.written.headers
        is_letter = written.template_type == "letter"
        return Template(
            id=self.id,
            service_id=self.service.id,
            template_type=written.template_type,
            name=written.name,
            subject=headers.get("Subject"),
            content=written.content,
            folder_id=folder_id(self.service, written.folder),
            postage=headers.get("Postage", "second") if is_letter else None,
            letter_languages=headers.get("Languages", "english") if is_letter else None,
            letter_welsh_subject=headers.get("Welsh subject"),
            letter_welsh_content=headers.get("Welsh"),
            has_unsubscribe_link="Unsubscribe" in headers,
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
        authors = REWRITTEN.get((template.service.key, template.written.name), ())
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
            for written in template_files.read(file.read_text(encoding="utf-8")):
                yield SeededTemplate(service, written)


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
        parts = template.written.folder.split("/") if template.written.folder else []
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
