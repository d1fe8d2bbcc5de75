"""The headings of a file: which columns hold the recipients, which fill placeholders, and which are for nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from portal_apps.core.formatting import join_words
from portal_apps.message_templates.content.placeholders import normalised
from portal_apps.sending.recipients import limits
from portal_apps.sending.recipients.findings import Finding, Unreadable
from portal_apps.sending.recipients.rules import Rules
from portal_apps.sending.recipients.text import wrong_delimiter

EMAIL, SMS, LETTER = "email", "sms", "letter"
RECIPIENT_NAMES = {EMAIL: "email address", SMS: "phone number"}
ADDRESS_NAMES = [f"address line {number}" for number in range(1, limits.MAX_ADDRESS_LINES + 1)]
# White space and what nobody sees; within a word some languages need it.
_UNSEEN = r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
_AROUND = re.compile(rf"\A{_UNSEEN}|{_UNSEEN}\Z")
# Older files call the last line so.
POSTCODE = "postcode"


class Role(StrEnum):
    RECIPIENT = "recipient"
    VALUE = "value"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    role: Role


class Columns:
    """The headings of a file, held against the rules. `template_type` is what the rules say, or the headings."""

    def __init__(self, headings: Sequence[str], rules: Rules) -> None:
        self.headings = _trimmed(headings)
        if len(self.headings) > limits.MAX_COLUMNS:
            raise Unreadable("too-many-columns", found=len(self.headings), limit=limits.MAX_COLUMNS)
        self._keys = [normalised(heading) for heading in self.headings]
        self._has_template = rules.template_type is not None
        self.template_type = rules.template_type or _type_of(self._keys)
        self._names = {normalised(name): name for name in rules.placeholders}
        for key in self._recipient_keys:
            self._names.pop(key, None)

    @cached_property
    def recipients(self) -> list[int]:
        """The position of the recipient, or of the lines of the address in their order."""
        return [self._keys.index(key) for key in self._recipient_keys if key in self._keys]

    @cached_property
    def values(self) -> dict[str, list[int]]:
        """The positions of the columns that fill each placeholder, by its normalised name."""
        return {
            name: positions
            for name in self._names
            if (positions := [position for position, key in enumerate(self._keys) if key == name])
        }

    @property
    def recipient_name(self) -> str:
        return RECIPIENT_NAMES.get(self.template_type, "address")

    def described(self) -> tuple[Column, ...]:
        recipients = set(self.recipients)
        values = {position for positions in self.values.values() for position in positions}
        return tuple(
            Column(
                heading,
                Role.RECIPIENT
                if position in recipients
                else Role.VALUE
                if position in values
                else Role.IGNORED,
            )
            for position, heading in enumerate(self.headings)
        )

    def problems(self) -> list[Finding]:
        problems = [*self._problems_of_recipient()]
        if missing := [name for key, name in self._names.items() if key not in self.values]:
            problems.append(Finding("missing-columns", {"names": listed(missing)}))
        if problems and (sign := wrong_delimiter(self.headings)):
            problems.insert(0, Finding("wrong-delimiter", {"sign": sign}))
        return problems

    def notices(self) -> list[Finding]:
        columns = self.described()
        ignored = [column.heading for column in columns if column.role is Role.IGNORED and column.heading]
        notices = [
            Finding("list-columns", {"name": self._names[key]})
            for key, positions in self.values.items()
            if len(positions) > 1
        ]
        if ignored and self._has_template:
            notices.append(Finding("ignored-columns", {"names": listed(ignored)}))
        return notices

    @property
    def _recipient_keys(self) -> list[str]:
        if self.template_type == LETTER:
            return [normalised(name) for name in (*ADDRESS_NAMES, POSTCODE)]
        return [normalised(RECIPIENT_NAMES[self.template_type])] if self.template_type else []

    def _problems_of_recipient(self) -> list[Finding]:
        if not self.template_type:
            return [Finding("missing-any-recipient-column")]
        found = len(self.recipients)
        if self.template_type != LETTER:
            missing = Finding("missing-recipient-column", {"name": self.recipient_name})
            return self._repeated() if found else [missing]
        least = limits.MIN_ADDRESS_LINES
        missing = Finding("missing-address-columns", {"found": found, "limit": least})
        return [*([missing] if found < least else []), *self._repeated()]

    def _repeated(self) -> list[Finding]:
        counts = {position: self._keys.count(self._keys[position]) for position in self.recipients}
        return [
            Finding("repeated-recipient-column", {"found": count, "name": self.headings[position]})
            for position, count in counts.items()
            if count > 1
        ]


def listed(names: Sequence[str]) -> str:
    """The names in a sentence, the first ones of many."""
    shown = [f"“{name}”" for name in names[: limits.NAMES_IN_A_SENTENCE]]
    rest = len(names) - len(shown)
    return join_words([*shown, f"{rest:,} more"] if rest else shown)


def count_of_known(headings: list[str], rules: Rules) -> int:
    """How many of these headings mean something to the rules."""
    columns = Columns(headings[: limits.MAX_COLUMNS], rules)
    return len(columns.recipients) + len(columns.values)


def _type_of(keys: list[str]) -> str:
    """The type of a list of contacts; nothing if it has no column for recipients."""
    return next((kind for kind, name in RECIPIENT_NAMES.items() if normalised(name) in keys), "")


def _trimmed(headings: Sequence[str]) -> list[str]:
    """Spreadsheets write empty cells behind the last heading, and pages that people copy from hide signs around words.

    The API knows a heading again by letters and plain spaces.
    """
    kept = [" ".join(_AROUND.sub("", heading).split()) for heading in headings]
    while kept and not kept[-1]:
        kept.pop()
    return kept
