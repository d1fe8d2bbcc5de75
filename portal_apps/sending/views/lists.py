"""The lists beside the verdict on a file: its bad rows as a file, and recipients that are in it more than once."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gateway.errors import NotFound
from portal_apps.core.pagination import one_page, page_number
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.core.spreadsheets import Cell, csv_file
from portal_apps.sending.file_addresses import check_url
from portal_apps.sending.recipients import RecipientFile, bad_rows_as_csv
from portal_apps.sending.recipients.repeats import Repeat
from portal_apps.sending.sendable import sendable_template


@requires(send_messages)
@require_safe
def bad_rows_csv(request: PortalRequest, template_id: str, upload_id: str) -> HttpResponse:
    """What is to be corrected, and nothing else: the file may be uploaded again as it is."""
    file = _file(request, template_id, upload_id)
    rows = bad_rows_as_csv(file.verdict.headings, file.every_bad_row())
    return csv_file(_name(file, "rows to correct"), rows)


@requires(send_messages)
@require_safe
def repeats(request: PortalRequest, template_id: str, upload_id: str) -> HttpResponse:
    file, number = _file(request, template_id, upload_id), page_number(request)
    rows = file.repeats(number)
    if number > 1 and not rows:
        raise Http404
    page = {
        "verdict": file.verdict,
        "rows": one_page(request, rows, file.verdict.totals.repeated_recipients),
        "back": check_url(request.visit.service.id, template_id, upload_id),
        "csv_url": check_url(request.visit.service.id, template_id, upload_id, "repeats_csv"),
    }
    return render(request, "sending/repeats.html", page)


@requires(send_messages)
@require_safe
def repeats_csv(request: PortalRequest, template_id: str, upload_id: str) -> HttpResponse:
    file = _file(request, template_id, upload_id)
    return csv_file(_name(file, "repeated recipients"), _lines(file.every_repeat()))


def _file(request: PortalRequest, template_id: str, upload_id: str) -> RecipientFile:
    """Raises NotFound for a file that is not there, or not for this template."""
    template = sendable_template(request.visit, template_id)
    file = RecipientFile(request.visit.service.id, upload_id)
    if file.verdict.template_id != template.id:
        raise NotFound(message="File not found")
    return file


def _name(file: RecipientFile, what: str) -> str:
    return f"{PurePath(file.verdict.name).stem} {what}"


def _lines(found: Iterable[Repeat]) -> Iterator[Sequence[Cell]]:
    yield ["Recipient", "Rows", "Rows that are the same as an earlier one"]
    for repeat in found:
        yield [repeat.recipient, _numbers(repeat.rows), _numbers(repeat.identical)]


def _numbers(rows: list[int]) -> str:
    return ", ".join(map(str, rows))
