"""Workbooks (xlsx, xls, xlsm, ods): the first sheet as rows of text, from the process that opens them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

import orjson

from portal_apps.sending.recipients import limits
from portal_apps.sending.recipients.findings import Finding, Unreadable
from portal_apps.sending.recipients.upload import MEGABYTE, Upload

MACROS = ".xlsm"
# Never imported: what it needs is needed nowhere else.
PROGRAM = Path(__file__).with_name("workbook_process.py")
# What Python ends with after an error that nobody expected: a panic within the library is one.
FAILED = 1
_LIMITS = (
    limits.WORKBOOK_MEMORY_BYTES,
    limits.WORKBOOK_CPU_SECONDS,
    limits.MAX_UNPACKED_BYTES,
    limits.MAX_COLUMNS,
    limits.MAX_CELL_CHARACTERS,
)


class WorkbookTable:
    """The rows of the first sheet, once. What it says of itself is complete when they have been read."""

    encoding = delimiter = ""

    def __init__(self, upload: Upload, process: Popen[bytes]) -> None:
        self._upload = upload
        self._process = process
        self._lines = _read(process)
        self._about: dict[str, int] = self._answer()
        self.date_columns: list[int] = []

    @property
    def format(self) -> str:
        return self._upload.extension.removeprefix(".")

    @property
    def notices(self) -> list[Finding]:
        notices = []
        if self._about["sheets"] > 1:
            notices.append(Finding("one-sheet", {"found": self._about["sheets"]}))
        if self._upload.extension == MACROS:
            notices.append(Finding("macros"))
        return notices

    def rows(self) -> Iterator[list[str]]:
        """Raises Unreadable."""
        while isinstance(answer := self._answer(), list):
            yield from answer
        self.date_columns = answer["dates"]

    def estimated_rows(self) -> int:
        return self._about["rows"]

    def _answer(self) -> Any:
        line = next(self._lines, None)
        if line is None:
            raise _ended(self._process.wait())
        if "code" in line:
            raise _refused(line)
        return line


@contextmanager
def opened(upload: Upload) -> Iterator[WorkbookTable]:
    """The workbook, for as long as its rows are read."""
    program = [sys.executable, "-I", str(PROGRAM), *map(str, _LIMITS)]
    upload.file.seek(0)
    with Popen(program, stdin=upload.file, stdout=PIPE, stderr=DEVNULL) as process:  # noqa: S603 - our own program
        try:
            yield WorkbookTable(upload, process)
        finally:
            process.kill()


def _read(process: Popen[bytes]) -> Iterator[Any]:
    """The whole lines: the last one of a process that was ended may be half of one."""
    for line in process.stdout or ():
        if line.endswith(b"\n"):
            yield orjson.loads(line)


def _ended(status: int) -> Unreadable:
    """Why the process has ended before its last line: by itself, or by its limits."""
    if status == FAILED:
        return Unreadable("damaged")
    memory, seconds = limits.WORKBOOK_MEMORY_BYTES // MEGABYTE, limits.WORKBOOK_CPU_SECONDS
    return Unreadable("too-large-to-open", memory=memory, seconds=seconds)


def _refused(line: dict[str, Any]) -> Unreadable:
    facts = dict(line.get("facts", {}))
    if line["code"] == "unpacked-too-large":
        facts = {name: f"{size // MEGABYTE:,}" for name, size in facts.items()}
    return Unreadable(line["code"], **facts)
