"""What was sent, as rows of files: read from the API a page at a time, however many they are."""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any

from gateway import notification_api_client
from gateway.errors import NotFound
from gateway.storage import recipient_files
from portal_apps.activity.jobs import Job
from portal_apps.core.downloads import Row

# More at a time costs memory, fewer cost calls.
PAGE_SIZE = 2_500
RECIPIENT = "Recipient"
BEFORE, AFTER = "Row number", ("Template", "Type", "Job", "Status", "Time")
OF_SERVICE = (
    RECIPIENT,
    "Reference",
    "Template",
    "Type",
    "Sent by",
    "Sent by email",
    "Job",
    "Status",
    "Time",
    "API key name",
)

Json = dict[str, Any]


def of_job(service_id: str, job: Job, statuses: Sequence[str] = ()) -> tuple[Row, Iterator[Row]]:
    """The headings, and a row for each message (of these statuses): what the file says about it, and what became of it.

    A file is not kept for ever; without it a row has the recipient.
    """
    originals = original_rows(service_id, job.id)
    try:
        columns = next(originals, [])
    except NotFound:
        columns = []
    rows = _beside(originals, len(columns), _messages_of_job(service_id, job.id, statuses))
    return [BEFORE, *(columns or [RECIPIENT]), *AFTER], rows


def of_service(
    service_id: str, *, channel: str | None, statuses: Sequence[str], days: int
) -> tuple[Row, Iterator[Row]]:
    """The headings, and a row for each message of these days, newest first."""
    page_after = partial(
        notification_api_client.get_notifications_for_service_for_csv,
        service_id,
        template_type=channel,
        status=statuses or None,
        page_size=PAGE_SIZE,
        limit_days=days,
    )
    return OF_SERVICE, map(_line, _each_after(page_after))


def original_rows(service_id: str, job_id: str) -> Iterator[list[str]]:
    """The rows of an uploaded file, headings first. Raises NotFound where it is not kept any longer.

    They are read from a copy: the file storage does not wait for as long as a download may take.
    """
    with TemporaryFile() as copy, io.TextIOWrapper(copy, "utf-8-sig", newline="") as text:
        with recipient_files.open(service_id, job_id) as stream:
            copyfileobj(stream, copy)
        copy.seek(0)
        yield from csv.reader(text)


def _messages_of_job(service_id: str, job_id: str, statuses: Sequence[str]) -> Iterator[Json]:
    """In the order of the rows of its file."""
    for page in count(1):
        answer = notification_api_client.get_notifications_for_service_for_csv(
            service_id, job_id, status=statuses or None, page=page, page_size=PAGE_SIZE
        )
        yield from answer["notifications"]
        if not answer["links"].get("next"):
            return


def _each_after(page_after: Any) -> Iterator[Json]:
    """Page after page, each after the last message of the one before: what is sent meanwhile moves nothing."""
    last = None
    while messages := page_after(older_than=last)["notifications"]:
        yield from messages
        last = messages[-1]["id"]


def _beside(originals: Iterator[list[str]], width: int, messages: Iterator[Json]) -> Iterator[Row]:
    """Both are in the order of the rows, so that each is read once. While a job is being sent, the pages of its messages
    move: what was on the last page already is left out.
    """
    number, cells = 0, []
    for message in messages:
        if message["row_number"] <= number:
            continue
        while number < message["row_number"]:
            number, cells = number + 1, next(originals, [])
        fitted = [*cells[:width], *[""] * (width - len(cells))] if width else [_first_line(message)]
        yield [
            number,
            *fitted,
            message["template_name"],
            message["template_type"],
            message["job_name"],
            message["status"],
            message["created_at"],
        ]


def _line(message: Json) -> Row:
    return (
        _first_line(message),
        message["client_reference"],
        message["template_name"],
        message["template_type"],
        message["created_by_name"] or "",
        message["created_by_email_address"] or "",
        message["job_name"],
        message["status"],
        message["created_at"],
        message["api_key_name"] or "",
    )


def _first_line(message: Json) -> str:
    """Of a letter the first line of its address."""
    recipient: str = message["recipient"]
    return recipient.strip().partition("\n")[0].strip(" ,\r")
