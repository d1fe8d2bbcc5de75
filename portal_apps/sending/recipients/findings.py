"""What is said about a file, and about one row of it: a code and the figures that belong into its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal_apps.sending.recipients.messages import SENTENCES


@dataclass(frozen=True, slots=True)
class Finding:
    """About the file: something that stops it, or a notice."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return SENTENCES[self.code].format(**self.facts)


@dataclass(frozen=True, slots=True)
class Fault:
    """About a row. `column` is the position of the column it is about, None for the row as a whole."""

    code: str
    column: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return SENTENCES[self.code].format(**self.facts)


class Unreadable(Exception):
    """The file cannot be read; nothing of it is stored. `finding.text` says why, for whoever has chosen it."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.finding = Finding(code, facts)
