"""Lists of any length as CSV files: sent while they are read, and ending with a line that says whether all of it is there.

    # Complete. Rows: 1234. SHA-256 of the lines above: 9f86d081...

docs/decisions/0010-the-last-line-of-a-download.md has the reasons.
"""

import csv
import hashlib
import io
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from contextvars import Context, copy_context
from itertools import chain, islice
from tempfile import TemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from portal_apps.core.spreadsheets import BYTE_ORDER_MARK, Cell, neutral

ROWS_AT_ONCE = 500
CONTENT_TYPE = "text/csv; charset=utf-8"
COMPLETE = "# Complete. Rows: {rows}. SHA-256 of the lines above: {digest}"
STOPPED = "# Not complete. The download stopped after {rows} rows. Download it again"
CUT = "# Not complete. There are more than these {rows} rows. Ask for a report instead"
SAYS_COMPLETE = re.compile(r"# Complete\. Rows: \d+\. SHA-256 of the lines above: [0-9a-f]{64}")

logger = logging.getLogger(__name__)

Row = Sequence[Cell]


def streamed_csv(
    request: HttpRequest, name: str, headings: Row, rows: Iterable[Row], *, most: int | None = None
) -> HttpResponseBase:
    """The rows as a file of this name, cut where there are more than `most`.

    The first row is read before anything is sent, so that whatever reading it raises becomes a page. What is raised later
    ends the file with a line that says so, and breaks the transfer. The rows may ask the gateway: they are read in the
    name of whoever asks for the file.
    """
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=CONTENT_TYPE)
    else:
        ahead = iter(rows)
        first = list(islice(ahead, 1))
        chunks = _File(headings, most).chunks(chain(first, ahead))
        response = StreamingHttpResponse(_within(copy_context(), chunks), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.csv")
    return response


def whole_csv(name: str, rows: Iterable[Row]) -> FileResponse:
    """The rows, headings first, as a file of this name: for what is at hand, so that its length is known beforehand.

    They are written to a temporary file, and not kept in memory.
    """
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        text = io.TextIOWrapper(file, "utf-8", "replace", newline="")
        text.write(BYTE_ORDER_MARK)
        csv.writer(text).writerows([neutral(cell) for cell in row] for row in rows)
        text.detach()
        file.seek(0)
        # From now on the response closes it.
        stack.pop_all()
    return FileResponse(file, as_attachment=True, filename=f"{name}.csv", content_type=CONTENT_TYPE)


def says_complete(cells: Sequence[str]) -> bool:
    """Whether a row is the last line of a file that has come back. A file that is not complete is better noticed."""
    return bool(cells) and cells[0][:2] == "# " and SAYS_COMPLETE.fullmatch(cells[0]) is not None


class _File:
    """One file as it is sent: what was sent so far, as a number of rows and a digest."""

    def __init__(self, headings: Row, most: int | None) -> None:
        self._headings = headings
        self._most = most
        self._rows = 0
        self._digest = hashlib.sha256()
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text)

    def chunks(self, rows: Iterator[Row]) -> Iterator[bytes]:
        self._text.write(BYTE_ORDER_MARK)
        yield self._encoded([self._headings])
        portion: list[Row] = []
        try:
            for row in islice(rows, self._most):
                portion.append(row)
                if len(portion) == ROWS_AT_ONCE:
                    yield self._counted(portion)
                    portion.clear()
            is_cut = next(rows, None) is not None
        except Exception:
            yield self._counted(portion) + self._last_line(STOPPED)
            logger.warning("a download stopped after %d rows", self._rows)
            raise
        yield self._counted(portion) + self._last_line(CUT if is_cut else COMPLETE)

    def _counted(self, rows: Sequence[Row]) -> bytes:
        self._rows += len(rows)
        return self._encoded(rows)

    def _encoded(self, rows: Iterable[Row]) -> bytes:
        self._writer.writerows([neutral(cell) for cell in row] for row in rows)
        data = self._text.getvalue().encode("utf-8", "replace")
        self._text.seek(0)
        self._text.truncate()
        self._digest.update(data)
        return data

    def _last_line(self, pattern: str) -> bytes:
        """As wide as the others, for programs that count cells."""
        line = pattern.format(rows=self._rows, digest=self._digest.hexdigest())
        return self._encoded([[line, *[""] * (len(self._headings) - 1)]])


def _within(context: Context, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The server reads the chunks when the request is over for the middleware, which has forgotten who asked."""
    while (chunk := context.run(next, chunks, None)) is not None:
        yield chunk
