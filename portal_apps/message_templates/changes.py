"""What one version of a template changed in the one before."""

from dataclasses import dataclass
from typing import Self

from markupsafe import Markup

from portal_apps.message_templates.content.diff import diff
from portal_apps.message_templates.models import Template


@dataclass(frozen=True, slots=True)
class Change:
    """Each part as HTML with what was added and removed; None where it is the same."""

    name: Markup | None
    subject: Markup | None
    content: Markup | None

    @classmethod
    def between(cls, old: Template, new: Template) -> Self:
        pairs = ((old.name, new.name), (old.subject, new.subject), (old.content, new.content))
        return cls(*(diff(before, after) if before != after else None for before, after in pairs))

    @property
    def parts(self) -> list[tuple[str, Markup]]:
        named = (("Name", self.name), ("Subject", self.subject), ("Message", self.content))
        return [(label, change) for label, change in named if change is not None]
