"""Checks of files in the background: a quick one is awaited, of a long one the page shows how far it is.

The check runs in a thread of this process. If the process dies, so does the check: its last report grows old, and the
page offers to upload the file again. Nothing is sent before there is a verdict, so nothing is lost but time.
"""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from gateway.errors import Unavailable
from gateway.storage import recipient_progress
from portal_apps.sending.progress import Progress, reason_of
from portal_apps.sending.recipients import RecipientFile, Rules, Unreadable, Verdict
from portal_apps.sending.recipients.checking import Progress as Report
from portal_apps.sending.recipients.upload import refuse_too_large

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# Nobody minds waiting this long for the next page.
PATIENCE_SECONDS = 2.0
SECONDS_BETWEEN_REPORTS = 1.0
# Each keeps a processor busy, which the other pages need too.
AT_ONCE = 2
NO_METADATA: Mapping[str, object] = {}

logger = logging.getLogger(__name__)
_executor = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="recipients")


@dataclass(frozen=True, slots=True)
class Subject:
    """The file that is to be checked, and what against."""

    service_id: str
    upload_id: str
    rules: Rules

    @property
    def file(self) -> RecipientFile:
        return RecipientFile(self.service_id, self.upload_id)


def check(
    subject: Subject, upload: "UploadedFile[Any]", metadata: Mapping[str, object] = NO_METADATA
) -> Verdict | None:
    """The verdict on an upload, or None if it is not there yet. Raises Unreadable."""
    refuse_too_large(upload.size or 0)
    # The upload goes with its request, which may be over first.
    source = TemporaryFile()  # noqa: SIM115 - closed by the thread that reads it
    for chunk in upload.chunks():
        source.write(chunk)
    source.seek(0)
    return check_stream(subject, source, upload.name or "", metadata)


def check_stream(
    subject: Subject, source: IO[bytes], name: str, metadata: Mapping[str, object] = NO_METADATA
) -> Verdict | None:
    """The same of what is stored already, like a list of contacts. The source is closed in the end."""

    def run(report: Report) -> Verdict:
        with source:
            return subject.file.check(source, name, subject.rules, report, metadata)

    return _awaited(subject, name, run)


def check_again(subject: Subject, name: str) -> Verdict | None:
    """The verdict by other rules than before, or None if it is not there yet."""
    return _awaited(subject, name, lambda report: subject.file.check_again(subject.rules, report))


class _Running:
    """A check in its thread, and how far it says it is."""

    def __init__(self, subject: Subject, name: str, run: Callable[[Report], Verdict]) -> None:
        self._ids = (subject.service_id, subject.upload_id)
        self._progress = Progress(name, subject.rules.template_id, subject.rules.digest)
        self._rows = self._expected = 0
        self.future: Future[Verdict] = _executor.submit(copy_context().run, run, self._note)

    def report(self) -> None:
        self._progress.report(*self._ids, rows=self._rows, expected=self._expected)

    def report_until_done(self) -> None:
        """Whoever looks finds the verdict, or why there is none."""
        while not _is_done(self.future, SECONDS_BETWEEN_REPORTS):
            self._try_to(self.report)
        error = self.future.exception()
        if error is None:
            self._try_to(lambda: recipient_progress.remove(*self._ids))
        elif isinstance(error, Unreadable):
            self._try_to(lambda: self._progress.report(*self._ids, reason=reason_of(error)))
        else:
            logger.error("a file could not be checked", exc_info=error)
            self._try_to(lambda: self._progress.report(*self._ids, has_failed=True))

    def _note(self, rows: int, expected: int) -> None:
        self._rows, self._expected = rows, expected

    def _try_to(self, store: Callable[[], object]) -> None:
        """A report that is missing is made good by the next one, and in the end by the silence."""
        try:
            store()
        except Unavailable:
            logger.warning("the progress of a check was not stored")


def _awaited(subject: Subject, name: str, run: Callable[[Report], Verdict]) -> Verdict | None:
    running = _Running(subject, name, run)
    if _is_done(running.future, PATIENCE_SECONDS):
        return running.future.result()
    running.report()
    Thread(target=copy_context().run, args=(running.report_until_done,), name="recipients-report").start()
    return None


def _is_done(future: Future[Verdict], seconds: float) -> bool:
    return bool(wait([future], seconds).done)
