"""Letters made from a template: its languages one after the other, then the pages attached to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from sandbox import dates, file_store
from sandbox.letters import attachments, pages
from sandbox.letters.drawing import Letter, draw

Json = dict[str, Any]
BILINGUAL = "welsh_then_english"
LOGOS = "letters/static/images/letter-template"
LOGO_KINDS = (".svg", ".png")
FILE_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Templated:
    """`template` is the API's JSON of a template; `values` are None for the template itself."""

    template: Json
    values: Mapping[str, Any] | None
    sender: str | None
    logo_name: str | None
    day: date

    @classmethod
    def from_preview(cls, body: Json) -> Self:
        """From what the portal asks of the template preview. Raises ValueError for a date that is none."""
        moment = dates.parsed(body["date"]) if body.get("date") else dates.now()
        return cls(
            template=body["template"],
            values=body["values"] or None,
            sender=body["letter_contact_block"],
            logo_name=body["filename"],
            day=dates.london_day(moment),
        )

    def pdf(self) -> bytes:
        """Raises OSError when the attached pages are not there."""
        attached = self.template.get("letter_attachment")
        attachment = (
            [attachments.read(UUID(self.template["service"]), UUID(attached["id"]))] if attached else []
        )
        return pages.joined([*self._languages(), *attachment])

    def page_counts(self) -> dict[str, int]:
        own = [pages.count(pdf) for pdf in self._languages()]
        attached = (self.template.get("letter_attachment") or {"page_count": 0})["page_count"]
        return {
            "count": sum(own) + attached,
            "welsh_page_count": own[0] if self._is_bilingual() else 0,
            "attachment_page_count": attached,
        }

    def _languages(self) -> list[bytes]:
        if not self._is_bilingual():
            return [self._drawn(self.template["subject"], self.template["content"])]
        welsh_subject, welsh_content = (
            self.template.get(f"letter_welsh_{part}") or "" for part in ("subject", "content")
        )
        return [
            self._drawn(welsh_subject, welsh_content, language="welsh"),
            self._drawn(self.template["subject"], self.template["content"], addressed=False),
        ]

    def _drawn(self, subject: str, content: str, **how: Any) -> bytes:
        sender, logo = self.sender or "", _logo(self.logo_name)
        return draw(Letter(subject, content, self.day, self.values, sender, logo=logo, **how))

    def _is_bilingual(self) -> bool:
        return self.template.get("letter_languages") == BILINGUAL


def _logo(name: str | None) -> bytes | None:
    """A brand of the seeded world has no picture, and one that is wrong is no reason to have no letter."""
    if not name or not FILE_NAME.fullmatch(name):
        return None
    places = [file_store.path("logos", f"{LOGOS}/{name}{kind}") for kind in LOGO_KINDS]
    return next((place.read_bytes() for place in places if place.is_file()), None)
