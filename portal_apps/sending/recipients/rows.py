"""One row after the other against the rules: its faults, and what it adds to the totals."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from portal_apps.sending.recipients.columns import Columns
from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.lengths import Values, measure_of
from portal_apps.sending.recipients.people import Person, reader_of
from portal_apps.sending.recipients.rules import Rules

# What a spreadsheet shows in place of a value.
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#SPILL!", "#VALUE!", "Err:502"})


@dataclass(slots=True)
class Counts:
    """Of the rows without faults, and how often each fault was found in the others."""

    fragments: int = 0
    international: int = 0
    international_fragments: int = 0
    faults: Counter[str] = field(default_factory=Counter)


class RowChecker:
    """`check` each row once: that also counts it."""

    def __init__(self, columns: Columns, rules: Rules, counts: Counts) -> None:
        self._counts = counts
        self._columns = columns
        self._read_person = reader_of(columns, rules)
        self._measure = measure_of(columns.template_type, rules)
        self._single = [(name, cols[0]) for name, cols in columns.values.items() if len(cols) == 1]
        self._lists = [(name, cols) for name, cols in columns.values.items() if len(cols) > 1]

    def check(self, cells: Sequence[str]) -> tuple[Person | None, list[Fault]]:
        """The recipient if there is one, and everything that is wrong with the row."""
        person = self._read_person(cells)
        values: dict[str, object] = {name: cells[position] for name, position in self._single}
        for name, positions in self._lists:
            values[name] = [cells[position] for position in positions if cells[position]]
        length = self._measure(values)
        recipient, faults = (person, []) if isinstance(person, Person) else (None, [person])
        if not all(values.values()):
            faults += self._missing(values)
        elif length.fault:
            faults.append(length.fault)
        if not ERRORS.isdisjoint(cells):
            faults += self._errors(cells)
        self._count(recipient, length.fragments, faults)
        return recipient, faults

    def _missing(self, values: Values) -> list[Fault]:
        """Beside the first column of each placeholder without a value."""
        return [
            Fault("missing-value", positions[0])
            for name, positions in self._columns.values.items()
            if not values[name]
        ]

    def _errors(self, cells: Sequence[str]) -> list[Fault]:
        used = {*self._columns.recipients, *chain.from_iterable(self._columns.values.values())}
        return [
            Fault("spreadsheet-error", position, {"value": cell})
            for position, cell in enumerate(cells)
            if cell in ERRORS and position in used
        ]

    def _count(self, person: Person | None, fragments: int, faults: list[Fault]) -> None:
        counts = self._counts
        if faults:
            counts.faults.update(fault.code for fault in faults)
            return
        counts.fragments += fragments
        if person and person.international:
            counts.international += 1
            counts.international_fragments += fragments
