"""Files of text: in which characters they are written, what separates their columns, and their rows."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import IO

from portal_apps.sending.recipients.findings import Finding, Unreadable
from portal_apps.sending.recipients.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS
from portal_apps.sending.recipients.upload import CHUNK, Upload

UTF_8 = "utf-8-sig"
_MARKS = {codecs.BOM_UTF8: UTF_8, codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NAMES = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}
COMMA = ","
# A row of its own behind the last one, unless a cell is still open there and swallows it.
END = "\0end of file"
DELIMITERS = {COMMA: "commas", "\t": "tabs", ";": "semicolons"}
# What Excel leaves in the first line for itself.
_NOTE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
# In UTF-16 nearly every other byte of our headings and numbers is one; elsewhere one is an accident.
_ZERO_IN = 10
# Signs that separate columns in other programs, and would be taken for text here.
WRONG_DELIMITERS = ("|", "^", ":")

CountOfKnown = Callable[[list[str]], int]


class TextTable:
    """The rows of a file of text, from the first to the last, once."""

    def __init__(self, upload: Upload, count_of_known: CountOfKnown) -> None:
        self._upload = upload
        self._wrapper: io.TextIOWrapper | None = None
        self.encoding = encoding_of(upload.file)
        self._note, first_line = self._first_lines()
        self.delimiter = self._note if self._note in DELIMITERS else delimiter_of(first_line, count_of_known)
        self.rows_read = 0
        self.date_columns: list[int] = []

    def close(self) -> None:
        """The file itself stays open for whoever reads it next."""
        if self._wrapper:
            self._wrapper.detach()
            self._wrapper = None

    @property
    def format(self) -> str:
        return "tsv" if self.delimiter == "\t" else "csv"

    @property
    def notices(self) -> list[Finding]:
        notices = []
        if self.delimiter != COMMA:
            notices.append(Finding("delimiter", {"sign": DELIMITERS[self.delimiter]}))
        if self.encoding != UTF_8:
            notices.append(Finding("encoding", {"encoding": _NAMES[self.encoding]}))
        return notices

    def rows(self) -> Iterator[list[str]]:
        """Raises Unreadable where the text is none."""
        try:
            for row in csv.reader(self._lines(), delimiter=self.delimiter):
                if row == [END]:
                    return
                self.rows_read += 1
                yield row
        except csv.Error:
            raise Unreadable("cell-too-long", row=self.rows_read + 1, limit=MAX_CELL_CHARACTERS) from None
        raise Unreadable("open-quotation", row=self.rows_read)

    def estimated_rows(self) -> int:
        """How many there will be, if the others are as long as those read so far."""
        position = self._upload.file.tell()
        return self.rows_read * self._upload.size // position if position else 0

    def _lines(self) -> Iterator[str]:
        for line in _without_note(self._text()) if self._note else self._text():
            if len(line) > MAX_CELL_CHARACTERS:
                self._refuse_endless(line)
            yield line if "\0" not in line else line.replace("\0", "")
        yield END

    def _refuse_endless(self, line: str) -> None:
        """Before the line is cut into more cells than the memory may hold."""
        found = line.count(self.delimiter) + 1
        if found > MAX_CELL_CHARACTERS:
            raise Unreadable("too-many-columns", found=found, limit=MAX_COLUMNS)

    def _first_lines(self) -> tuple[str, str]:
        """The sign that Excel's note names, if there is one, and the first other line with anything but signs."""
        lines = (line for line in self._text() if line.strip(" \t,;\r\n\"'"))
        first = next(lines, "")
        note = _NOTE.fullmatch(first)
        return (note[1], next(lines, "")) if note else ("", first)

    def _text(self) -> io.TextIOWrapper:
        """The file from its start."""
        self.close()
        self._upload.file.seek(0)
        self._wrapper = io.TextIOWrapper(self._upload.file, self.encoding, newline="")
        return self._wrapper


def encoding_of(file: IO[bytes]) -> str:
    """UTF-8 if it can be that, then what Windows used before; UTF-16 by its mark or by its zeros."""
    file.seek(0)
    start = file.read(CHUNK)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return _proven(file, encoding)
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * _ZERO_IN > len(start) // 2:
        return _proven(file, "utf-16-le" if odd >= even else "utf-16-be")
    if _first_fault(file, UTF_8) is None:
        return UTF_8
    return _proven(file, "cp1252")


def _without_note(lines: Iterator[str]) -> Iterator[str]:
    """An empty line in its place, so that the rows keep their numbers."""
    for line in lines:
        if _NOTE.fullmatch(line):
            yield "\n"
            break
        yield line
    yield from lines


def delimiter_of(line: str, count_of_known: CountOfKnown) -> str:
    """What makes the most known headings of the first line, or else the most cells."""

    start = line[:MAX_CELL_CHARACTERS]

    def score(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([start], delimiter=delimiter), [])
        return count_of_known(cells), len(cells)

    return max(DELIMITERS, key=score)


def wrong_delimiter(headings: list[str]) -> str:
    """What seems to separate the columns and is none of ours; nothing where there is more than one column."""
    if len(headings) > 1:
        return ""
    return next((sign for sign in WRONG_DELIMITERS if any(sign in heading for heading in headings)), "")


def _proven(file: IO[bytes], encoding: str) -> str:
    position = _first_fault(file, encoding)
    if position is not None:
        raise Unreadable("unknown-encoding", position=position)
    return encoding


def _first_fault(file: IO[bytes], encoding: str) -> int | None:
    """The position near which the file is not in this encoding."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    position = 0
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
            position += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return position + error.start
    return None
