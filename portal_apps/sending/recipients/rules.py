"""What the rows of a file are held against: a template, and what its service may send to whom."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import orjson

from portal_apps.message_templates.content.placeholders import normalised, placeholder_names
from portal_apps.sending.recipients.emails import BadEmail, read_email
from portal_apps.sending.recipients.numbers import BadNumber, read_number

INTERNATIONAL_SMS, INTERNATIONAL_LETTERS = "international_sms", "international_letters"
LANDLINES = "sms_to_uk_landlines"
WELSH_THEN_ENGLISH = "welsh_then_english"


@dataclass(frozen=True, slots=True)
class Rules:
    """`template_type` is None for a list of contacts, which is one of e-mail addresses or of phone numbers: its
    headings tell. `attached` are the names of files that the template brings along: their placeholders are no columns.
    `allowed` is None where a service may send to anybody."""

    template_type: str | None
    template_id: str = ""
    template_version: int = 0
    subject: str = ""
    content: str = ""
    attached: frozenset[str] = frozenset()
    service_prefix: str = ""
    permissions: frozenset[str] = frozenset()
    allowed: frozenset[str] | None = None

    @classmethod
    def of(
        cls,
        service: Mapping[str, Any],
        template: Mapping[str, Any] | None = None,
        people: Iterable[str] = (),
    ) -> Self:
        """The rules of the API's service and template. `people` are whom a service in trial mode may send to: the
        addresses and numbers of its team and its guest list."""
        template = template or {"template_type": None}
        return cls(
            template_type=template["template_type"],
            template_id=template.get("id") or "",
            template_version=template.get("version") or 0,
            subject=_joined(template, "letter_welsh_subject", "subject"),
            content=_joined(template, "letter_welsh_content", "content"),
            attached=frozenset(normalised(file["filename"]) for file in template.get("email_files") or ()),
            service_prefix=service["name"] if service.get("prefix_sms") else "",
            permissions=frozenset(service["permissions"]),
            allowed=_known(people) if service["restricted"] else None,
        )

    @property
    def placeholders(self) -> list[str]:
        names = placeholder_names(self.subject, self.content)
        return [name for name in names if normalised(name) not in self.attached]

    @property
    def digest(self) -> str:
        """The same for the same rules: a verdict by other rules is out of date."""
        allowed = None if self.allowed is None else sorted(self.allowed)
        facts = (
            self.template_type,
            self.template_id,
            self.template_version,
            self.subject,
            self.content,
            sorted(self.attached),
            self.service_prefix,
            sorted(self.permissions),
            allowed,
        )
        return hashlib.sha256(orjson.dumps(facts)).hexdigest()


def _joined(template: Mapping[str, Any], welsh: str, english: str) -> str:
    """Both languages of a letter that has two: their placeholders are filled from the same row."""
    texts = [template.get(english) or ""]
    if template.get("letter_languages") == WELSH_THEN_ENGLISH:
        texts.insert(0, template.get(welsh) or "")
    return "\n".join(texts)


def _known(people: Iterable[str]) -> frozenset[str]:
    return frozenset(key for person in people if (key := _key(person)))


def _key(person: str) -> str:
    if "@" in person:
        address = read_email(person.strip())
        return "" if isinstance(address, BadEmail) else address
    number = read_number(person)
    return "" if isinstance(number, BadNumber) else number.digits
