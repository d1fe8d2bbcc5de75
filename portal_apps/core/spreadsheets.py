"""Lists as files that people open in a spreadsheet, which must not take what somebody typed for a formula."""

import csv
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# What a spreadsheet takes for the beginning of a formula, also behind white space; some read the full-width signs alike.
FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - those signs
# A number of a phone, which programs look for in a file, and of which no spreadsheet makes more than a number.
PHONE_NUMBER = re.compile(r"\+[0-9]+")
APOSTROPHE = "'"
# Spreadsheets need it to read UTF-8 as such.
BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | float | None


def neutral(cell: Cell) -> Cell:
    """Text that stays text: an apostrophe in front tells every spreadsheet so."""
    if not isinstance(cell, str) or not FORMULA.match(cell) or PHONE_NUMBER.fullmatch(cell):
        return cell
    return f"{APOSTROPHE}{cell}"


def as_typed(cell: str) -> str:
    """The cell without the apostrophe that `neutral` has put there, when a file comes back."""
    return cell[1:] if cell[:1] == APOSTROPHE and FORMULA.match(cell, 1) else cell


def csv_file(name: str, rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The rows, headings first, as a file of this name to keep."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.csv")
    csv.writer(response).writerows([neutral(cell) for cell in row] for row in rows)
    return response
