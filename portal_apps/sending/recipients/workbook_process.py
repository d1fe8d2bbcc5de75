"""A process of its own that opens a workbook, and writes its first sheet as lines of JSON. See workbook.py.

Whoever uploads a workbook chooses what it unpacks to. Here that can take no more memory and time than the limits, and
what ends is this process, not the portal. It knows nothing of the portal, so that it starts quickly.
"""

import io
import math
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from itertools import islice
from tempfile import NamedTemporaryFile
from typing import Any

import orjson
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

ROWS_AT_ONCE = 500
PACKED = b"PK\x03\x04"
# The part of a file that holds an encrypted workbook.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
EXACT = 10**15
# Another status than that of an error which nobody expected.
TOO_LARGE = 2


def main() -> None:
    memory, seconds, max_unpacked, max_columns, max_cell = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    data = sys.stdin.buffer.read()
    try:
        refuse_unpacked_over(max_unpacked, data)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            write_sheet(workbook, max_columns, max_cell)
    except Refused as refused:
        write(refused.args[0])
    except (CalamineError, zipfile.BadZipFile):
        write({"code": "password" if has_password(data) else "damaged"})
    except MemoryError:
        sys.exit(TOO_LARGE)


class Refused(Exception):
    """Its argument is the line to answer with."""


def write(line: Any) -> None:
    sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


def refuse_unpacked_over(limit: int, data: bytes) -> None:
    """By what the file says of itself. One that lies meets the limit of this process."""
    if not data.startswith(PACKED):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(entry.file_size for entry in packed.infolist())
    if size > limit:
        raise Refused({"code": "unpacked-too-large", "facts": {"found": size, "limit": limit}})


def has_password(data: bytes) -> bool:
    """The library knows it only of files whose kind it has been told by their name."""
    suffix = ".ods" if data.startswith(PACKED) else ".xlsx" if ENCRYPTED in data else ".xls"
    with NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        try:
            CalamineWorkbook.from_path(file.name).close()
        except PasswordError:
            return True
        except CalamineError:
            return False
    return False


def write_sheet(workbook: CalamineWorkbook, max_columns: int, max_cell: int) -> None:
    names = workbook.sheet_names
    if not names:
        raise Refused({"code": "file-empty"})
    sheet = workbook.get_sheet_by_index(0)
    if sheet.width > max_columns:
        raise Refused({"code": "too-many-columns", "facts": {"found": sheet.width, "limit": max_columns}})
    write({"rows": sheet.total_height, "sheets": len(names)})
    write({"dates": write_rows(sheet, max_cell)})


def write_rows(sheet: CalamineSheet, max_cell: int) -> list[int]:
    """The positions of columns with dates."""
    dates: set[int] = set()
    rows = sheet.iter_rows()
    number = 0
    while chunk := list(islice(rows, ROWS_AT_ONCE)):
        lines = []
        for row in chunk:
            number += 1
            lines.append([cell if type(cell) is str else as_text(cell) for cell in row])
            dates.update(position for position, cell in enumerate(row) if isinstance(cell, date))
            if len(max(lines[-1], key=len, default="")) > max_cell:
                raise Refused({"code": "cell-too-long", "facts": {"row": number, "limit": max_cell}})
        write(lines)
    return sorted(dates)


def as_text(cell: object) -> str:
    """A cell as the spreadsheet would write it, with dates beginning with the year."""
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return number_as_text(cell)
        case datetime():
            midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
            return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
        case time():
            return cell.isoformat("seconds")
        case timedelta():
            return duration_as_text(cell)
        case _:
            return str(cell)


def number_as_text(number: float) -> str:
    """7.0 is 7, and 0.1 + 0.2 is 0.3: a spreadsheet shows fifteen digits."""
    if math.isfinite(number) and number.is_integer() and abs(number) < EXACT:
        return str(int(number))
    return f"{number:.15g}"


def duration_as_text(duration: timedelta) -> str:
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


if __name__ == "__main__":
    main()
