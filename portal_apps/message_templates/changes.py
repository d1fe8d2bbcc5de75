"""What one version of a template changed in the one before."""

from dataclasses import dataclass
from typing import Self

from markupsafe import Markup

from portal_apps.message_templates.content.diff import diff
from portal_apps.message_templates.models import Template


@dataclass(frozen=True, slots=True)
class Change:
    """The parts that are not the same, each by its label and as HTML with what was added and removed."""

    parts: list[tuple[str, Markup]]

    @classmethod
    def between(cls, old: Template, new: Template) -> Self:
        pairs = zip(_parts(old), _parts(new), strict=True)
        return cls([(label, diff(before, after)) for (label, before), (_, after) in pairs if before != after])


def _parts(template: Template) -> list[tuple[str, str]]:
    parts = [("Name", template.name), ("Subject", template.subject), ("Message", template.content)]
    if template.template_type == "email":
        parts.append(("Unsubscribe link", "Added" if template.has_unsubscribe_link else "Not added"))
    if template.template_type == "letter":
        welsh = (template.welsh_subject, template.welsh_content) if template.is_bilingual else ("", "")
        parts += zip(("Welsh heading", "Welsh text"), welsh, strict=True)
    return parts
