"""The API's own report of one service: asked for, waited for, and read as the rows that pages of messages have."""

from collections.abc import Iterator, Sequence

from gateway import report_request_api_client
from gateway.errors import NotFound
from gateway.storage import StorageUnavailable
from portal_apps.activity.exports import OF_SERVICE
from portal_apps.activity.reports import ALL, KIND, Report
from portal_apps.bulk.calls import Calls
from portal_apps.bulk.errors import RunStopped
from portal_apps.bulk.exports.messages import Json

SECONDS_BETWEEN_LOOKS = 5.0
MOST_LOOKS = 720
FIELDS = (
    "recipient",
    "client_reference",
    "template_name",
    "template_type",
    "created_by_name",
    "created_by_email_address",
    "job_name",
    "status",
    "created_at",
    "api_key_name",
)
BY_HEADING = dict(zip(OF_SERVICE, FIELDS, strict=True))


def asked_for(calls: Calls, service_id: str, channel: str, group: str) -> str:
    """The id of the report; asking twice is no second one while the first is made."""
    wanted = {
        "user_id": calls.user_id,
        "notification_type": channel,
        "notification_status": group or ALL,
    }
    return calls.until_answered(
        lambda: report_request_api_client.create_report_request(service_id, KIND, wanted)
    )


def wait_for(calls: Calls, service_id: str, report_id: str) -> Report:
    """Raises RunStopped for one that fails, is gone, or takes more than an hour."""
    for _ in range(MOST_LOOKS):
        try:
            report = calls.until_answered(lambda: Report.from_id(service_id, report_id))
        except NotFound:
            raise RunStopped("The report is not kept any longer: begin anew with another file") from None
        if report.has_failed:
            raise RunStopped("The API could not make the report: begin anew with another file")
        if report.is_ready:
            return report
        calls.patience.pause(SECONDS_BETWEEN_LOOKS)
    raise RunStopped("The report is not there yet; the same command goes on waiting")


def rows_of(report: Report) -> Iterator[Json]:
    """By the names that messages have. Raises RunStopped where its file cannot be read."""
    try:
        rows = report.rows()
        names = _names(next(rows, []))
        for row in rows:
            yield dict(zip(names, row, strict=False))
    except (NotFound, StorageUnavailable) as error:
        raise RunStopped("The file of the report cannot be read from the bucket of reports") from error


def _names(headings: Sequence[str]) -> list[str]:
    """A report without the time of its messages is none that could be read by day."""
    names = [BY_HEADING.get(heading, heading) for heading in headings]
    if "created_at" not in names:
        raise RunStopped("The report of the API has other columns than those that are known")
    return names
