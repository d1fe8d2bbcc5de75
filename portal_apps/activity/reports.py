"""Reports of what was sent, which the API makes by itself while the person waits or does something else."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse

from gateway import report_request_api_client, service_api_client
from gateway.storage import reports
from portal_apps.activity.retention import days_left
from portal_apps.core.permissions import PortalRequest
from portal_apps.core.statuses import CHANNELS, GROUPS
from portal_apps.service_settings.retention import days_by_channel

KIND = "notifications_report"
ALL = "all"
READY, FAILED, DELETED = "stored", "failed", "deleted"


def request_report(request: PortalRequest, message_type: str, status: str) -> str:
    """Ask for a report of the messages of this channel and group (all for any other word); the page to wait for it on.

    Asking again before it is made is no second report. Raises BadRequest.
    """
    wanted = {
        "user_id": request.visit.user.id,
        "notification_type": message_type,
        "notification_status": status if status in GROUPS else ALL,
    }
    service_id = request.visit.service.id
    report_id = report_request_api_client.create_report_request(service_id, KIND, wanted)
    return reverse(
        "activity:download_report", kwargs={"service_id": service_id, "report_request_id": report_id}
    )


@dataclass(frozen=True, slots=True)
class Report:
    """One report; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, service_id: str, report_id: str) -> Self:
        """Raises NotFound, also for one that is not kept any longer."""
        return cls(report_request_api_client.get_report_request(service_id, report_id)["data"])

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def status(self) -> str:
        return self.facts["status"]

    @property
    def is_ready(self) -> bool:
        return self.status == READY

    @property
    def has_failed(self) -> bool:
        return self.status == FAILED

    @property
    def is_deleted(self) -> bool:
        return self.status == DELETED

    @property
    def channel(self) -> str:
        return self.facts["parameter"]["notification_type"]

    @property
    def name(self) -> str:
        """What is in it: all emails, failed text messages."""
        status = self.facts["parameter"]["notification_status"] or ALL
        return f"{status} {CHANNELS[self.channel].lower()}s"

    @property
    def days_left(self) -> int:
        made_at = self.facts["updated_at"] or self.facts["created_at"]
        retention = service_api_client.get_service_data_retention(self.facts["service_id"])
        return days_left(made_at, days_by_channel(retention)[self.channel])

    def rows(self) -> Iterator[list[str]]:
        """The rows of its file, headings first. Raises NotFound."""
        with reports.open(self.id) as stream, io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
            yield from csv.reader(text)
