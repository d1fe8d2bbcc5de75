"""One line of a message, for lists: the words of a text message, the subject of an e-mail or a letter."""

from collections.abc import Mapping
from typing import Any

from portal_apps.message_templates.content.filling import PreparedLine
from portal_apps.message_templates.content.values import by_key

LONGEST = 100


class Glimpses:
    """For the messages of one list, of which many share a template: each version of one is read once."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, int], PreparedLine] = {}

    def of(self, template: Mapping[str, Any], values: Mapping[str, object] | None) -> str:
        """The line, cut where it is long; of a redacted template without anything that was filled in."""
        key = (template["id"], template["version"])
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = PreparedLine(_source(template))
        text = line.text(by_key(values), redact=template["redact_personalisation"])
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _source(template: Mapping[str, Any]) -> str:
    if template["is_precompiled_letter"]:
        return "Uploaded as a PDF"
    return (template["content"] if template["template_type"] == "sms" else template["subject"]) or ""
