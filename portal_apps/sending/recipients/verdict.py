"""What is known about a file of recipients once it has been read. docs/recipients.md explains the format."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

import orjson

from portal_apps.sending.recipients.columns import Column, Role
from portal_apps.sending.recipients.findings import Fault, Finding

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Totals:
    """`recipients` are the rows without a fault; fragments and international ones are counted among them."""

    rows: int = 0
    bad_rows: int = 0
    blank_rows: int = 0
    fragments: int = 0
    international: int = 0
    international_fragments: int = 0
    repeated_recipients: int = 0
    identical_rows: int = 0
    faults: dict[str, int] = field(default_factory=dict)

    @property
    def recipients(self) -> int:
        return self.rows - self.bad_rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file under its number in the spreadsheet, with what is wrong with it."""

    number: int
    cells: list[str]
    faults: tuple[Fault, ...] = ()

    def as_json(self) -> list[Any]:
        faults = [[fault.code, fault.column, fault.facts] for fault in self.faults]
        return [self.number, self.cells, *([faults] if faults else [])]

    @classmethod
    def from_json(cls, number: int, cells: list[str], faults: list[list[Any]] | None = None) -> Self:
        return cls(number, cells, tuple(Fault(*fault) for fault in faults or ()))


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the pages of each list begin in its file, with its end."""

    rows: list[int] = field(default_factory=list)
    bad_rows: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rules` is the digest of the rules it was given by, `content_digest` the same for the same table, `sample`
    the first rows."""

    name: str
    file_format: str
    template_type: str
    template_id: str
    template_version: int
    rules: str
    file_digest: str
    content_digest: str
    header_row: int
    columns: tuple[Column, ...]
    problems: tuple[Finding, ...]
    notices: tuple[Finding, ...]
    totals: Totals
    sample: tuple[Row, ...]
    offsets: Offsets

    @property
    def can_be_sent(self) -> bool:
        return not self.problems and not self.totals.bad_rows

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def as_json(self) -> bytes:
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        lists = {
            "columns": [[column.heading, column.role] for column in self.columns],
            "problems": [[finding.code, finding.facts] for finding in self.problems],
            "notices": [[finding.code, finding.facts] for finding in self.notices],
            "sample": [row.as_json() for row in self.sample],
            "totals": asdict(self.totals),
            "offsets": asdict(self.offsets),
        }
        return orjson.dumps({"format": FORMAT, **facts, **lists})

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        facts = orjson.loads(data)
        facts.pop("format")
        return cls(
            **facts
            | {
                "columns": tuple(Column(heading, Role(role)) for heading, role in facts["columns"]),
                "problems": tuple(Finding(*finding) for finding in facts["problems"]),
                "notices": tuple(Finding(*finding) for finding in facts["notices"]),
                "sample": tuple(Row.from_json(*row) for row in facts["sample"]),
                "totals": Totals(**facts["totals"]),
                "offsets": Offsets(**facts["offsets"]),
            }
        )
