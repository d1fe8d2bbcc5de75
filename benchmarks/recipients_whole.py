"""The baseline of recipients' files: what comes to mind first, and what is done again for each view of the page.

The file in memory, a dictionary for each row, the phonenumbers library for each number, fifty of the bad rows.
"""

import csv
import io
import re
from pathlib import Path

import phonenumbers
from python_calamine import CalamineWorkbook

from benchmarks.measured_process import report
from benchmarks.recipients_once import CONTENT

PLACEHOLDER = re.compile(r"\(\((.*?)\)\)")
GSM_PART, SHOWN = 153, 50


def whole(path: Path) -> int:
    rows = rows_of(path)
    for row in rows:
        row["faults"] = faults_of(row)
        row["message"] = PLACEHOLDER.sub(lambda match, row=row: row[match[1]], CONTENT)
        row["fragments"] = -(-len(row["message"]) // GSM_PART)
    bad = [row for row in rows if row["faults"]]
    assert bad[:SHOWN]
    return len(bad)


def rows_of(path: Path) -> list[dict]:
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_bytes().decode())))
    headings, *table = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [dict(zip(headings, row, strict=True)) for row in table]


def faults_of(row: dict[str, str]) -> list[str]:
    faults = [f"Missing {name}" for name, cell in row.items() if not cell]
    try:
        number = phonenumbers.parse(row["phone number"], "GB")
    except phonenumbers.NumberParseException as error:
        return [*faults, str(error)]
    return faults if phonenumbers.is_valid_number(number) else [*faults, "Not a valid number"]


if __name__ == "__main__":
    report(whole)
