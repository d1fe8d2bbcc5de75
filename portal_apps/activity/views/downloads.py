"""What was sent, as files to keep."""

from datetime import UTC, datetime
from pathlib import PurePath

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from gateway import service_api_client
from portal_apps.activity import exports
from portal_apps.activity.jobs import Job
from portal_apps.activity.sent import MOST_IN_A_DOWNLOAD
from portal_apps.core.downloads import streamed_csv, whole_csv
from portal_apps.core.formatting import date
from portal_apps.core.permissions import PortalRequest, requires, view_activity
from portal_apps.core.statuses import CHANNELS, statuses_named
from portal_apps.service_settings.retention import days_by_channel


@requires(view_activity)
@require_safe
def view_job_csv(request: PortalRequest, job_id: str) -> HttpResponseBase:
    """The rows of a job's file with what became of each: of `?status=failed` those that failed."""
    service_id = request.visit.service.id
    job = Job.from_id(service_id, job_id)
    headings, rows = exports.of_job(service_id, job, statuses_named(request.GET.get("status", "")))
    name = f"{PurePath(job.name).stem} - {job.facts['template_name']} - {date(job.began_at)}"
    return streamed_csv(request, name, headings, rows)


@requires(view_activity)
@require_safe
def view_job_original_file_csv(request: PortalRequest, job_id: str) -> HttpResponseBase:
    """What was uploaded, as it was sent to the API."""
    service_id = request.visit.service.id
    job = Job.from_id(service_id, job_id)
    return whole_csv(PurePath(job.name).stem, exports.original_rows(service_id, job.id))


@requires(view_activity)
@require_safe
def download_notifications_csv(request: PortalRequest) -> HttpResponseBase:
    """The messages of `?message_type=sms&status=failed&number_of_days=7`: each may be left out."""
    service, asked = request.visit.service, request.GET
    channel = asked.get("message_type") if asked.get("message_type") in CHANNELS else None
    kept = days_by_channel(service_api_client.get_service_data_retention(service.id))
    most_days = kept[channel] if channel else max(kept.values())
    headings, rows = exports.of_service(
        service.id,
        channel=channel,
        statuses=statuses_named(asked.get("status", "")),
        days=_days(asked.get("number_of_days", ""), most_days),
    )
    kind = f"{CHANNELS[channel].lower()}s" if channel else "messages"
    name = f"{service.name} {kind} - {date(datetime.now(tz=UTC))}"
    return streamed_csv(request, name, headings, rows, most=MOST_IN_A_DOWNLOAD)


def _days(text: str, most: int) -> int:
    """Nothing is kept for longer than `most`, so nobody needs to be told that they asked for more."""
    return min(int(text[:9]), most) if text.isascii() and text.isdecimal() else most
