"""What one recipient of a file will get."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from portal_apps.message_templates.content.placeholders import normalised
from portal_apps.message_templates.content.preview import Preview
from portal_apps.message_templates.models import preview_for
from portal_apps.sending.checked_file import CheckedFile
from portal_apps.sending.recipients import Verdict
from portal_apps.sending.recipients.columns import Role

# As in a spreadsheet without empty rows: the headings are row 1.
FIRST_ROW = 2


@dataclass(frozen=True, slots=True)
class RowPreview:
    """`number` is that of the address of the page; `recipient` has several lines for a letter."""

    number: int
    last: int
    recipient: str
    message: Preview

    @classmethod
    def of(cls, checked: CheckedFile, number: int) -> Self:
        """Raises IndexError for a row that is not there."""
        cells = checked.file.cells(number - FIRST_ROW)
        message = preview_for(checked.service, checked.template, _values(checked.verdict, cells))
        recipient = _recipient(checked.verdict, cells)
        return cls(number, checked.verdict.totals.rows + FIRST_ROW - 1, recipient, message)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > FIRST_ROW else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


def _recipient(verdict: Verdict, cells: list[str]) -> str:
    """The lines of an address in their order, which is that of their names: the columns of a file may have another."""
    lines = [
        (normalised(column.heading), cell)
        for column, cell in zip(verdict.columns, cells, strict=True)
        if cell and column.role is Role.RECIPIENT
    ]
    return "\n".join(cell for _name, cell in sorted(lines))


def _values(verdict: Verdict, cells: list[str]) -> dict[str, object]:
    """The cells by the names of their placeholders; the columns of one name are a list."""
    found: dict[str, list[str]] = defaultdict(list)
    for column, cell in zip(verdict.columns, cells, strict=True):
        if column.role is not Role.IGNORED:
            found[normalised(column.heading)].append(cell)
    return {
        name: values[0] if len(values) == 1 else [value for value in values if value]
        for name, values in found.items()
    }
