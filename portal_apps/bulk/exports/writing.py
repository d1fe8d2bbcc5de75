"""The two ways to the messages that an export wants: pages of them, or the API's own report."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway import notification_api_client, service_api_client
from portal_apps.bulk.calls import Calls
from portal_apps.bulk.exports import api_reports
from portal_apps.bulk.exports.activity import GrowingExport, Messages
from portal_apps.bulk.exports.messages import Wanted
from portal_apps.bulk.pace import Stop
from portal_apps.bulk.progress import Shown
from portal_apps.core.statuses import CHANNELS, GROUPS, statuses_named

# As many as a page of the portal offers to download.
MOST_BY_PAGES = 250_000
PAGES, REPORT = "pages", "report"
Options = Mapping[str, Any]


class Writing:
    """Of one export, in one of its two ways."""

    def __init__(
        self, export: GrowingExport, options: Options, calls: Calls, stop: Stop, shown: Shown
    ) -> None:
        self._export, self._options, self._calls, self._stop, self._shown = (
            export,
            options,
            calls,
            stop,
            shown,
        )
        statuses = statuses_named(options["status"])
        self._wanted = Wanted(options["from"], options["to"], options["type"] or [], statuses)

    def to_the_end(self) -> None:
        if self._way() == REPORT:
            self._by_report()
        else:
            self._by_pages()

    def _way(self) -> str:
        """What was begun one way does not go on in the other."""
        if "by" not in self._export.facts:
            many = self._can_be_report() and self._count() > MOST_BY_PAGES
            self._export.remember(by=REPORT if self._options["report_request"] or many else PAGES)
        by: str = self._export.facts["by"]
        return by

    def _by_pages(self) -> None:
        messages = Messages(self._export, self._wanted, self._calls, self._stop)
        if self._options["service"]:
            total = self._count()
            self._show(total, ((rows, "") for rows in messages.of_one(self._options["service"])))
            return
        services = self._calls.until_answered(service_api_client.get_services)["data"]
        ids = [service["id"] for service in services]
        self._show(len(ids), ((messages.done, f"{rows:,} messages") for rows in messages.of_all(ids)))

    def _by_report(self) -> None:
        service, (channel,) = self._options["service"], self._options["type"]
        if "report" not in self._export.facts:
            report_id = api_reports.asked_for(self._calls, service, channel, self._options["status"])
            self._export.remember(report=report_id)
        report = api_reports.wait_for(self._calls, service, self._export.facts["report"])
        self._export.begin_anew()
        for row in api_reports.rows_of(report):
            self._stop.check()
            if self._wanted.has(row):
                self._export.add([{"service_id": service, **row}])

    def _can_be_report(self) -> bool:
        options = self._options
        one_channel = len(options["type"] or []) == 1
        return bool(options["service"] and one_channel and options["as_user"]) and is_one_group(
            options["status"]
        )

    def _count(self) -> int:
        """Of all statuses: the API counts no others."""
        channels = self._wanted.channels or list(CHANNELS)
        count = self._calls.until_answered(
            lambda: notification_api_client.get_notifications_count_for_service(
                self._options["service"], channels, self._wanted.days
            )
        )
        return count or 0

    def _show(self, total: int, steps: Iterator[tuple[int, str]]) -> None:
        self._shown.start("Exporting", total)
        try:
            for done, about in steps:
                self._shown.show(done, max(total, done), about)
        finally:
            self._shown.stop()


def is_one_group(status: str) -> bool:
    """Reports know no others."""
    return not status or status in GROUPS
