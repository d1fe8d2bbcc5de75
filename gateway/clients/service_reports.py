"""What becomes of messages later: how long data is kept, letters that come back, people who unsubscribe."""

from datetime import date

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys

CHANNELS = ("email", "sms", "letter")


class ServiceReports(NotifyAdminAPIClient):
    # Data retention

    @cache.set(keys.DATA_RETENTION)
    def get_service_data_retention(self, service_id: str) -> Json:
        """List of {id, notification_type, days_of_retention, ...}; a missing type means 7 days.

        GET /service/{id}/data-retention.
        """
        return self.get(f"/service/{service_id}/data-retention")

    @cache.delete(keys.DATA_RETENTION)
    def create_service_data_retention(
        self, service_id: str, notification_type: str, days_of_retention: int
    ) -> Json:
        """{result: row} (POST /service/{id}/data-retention)."""
        data = {"notification_type": notification_type, "days_of_retention": days_of_retention}
        return self.post(f"/service/{service_id}/data-retention", data=data)

    @cache.delete(keys.DATA_RETENTION)
    def update_service_data_retention(
        self, service_id: str, data_retention_id: str, days_of_retention: int
    ) -> None:
        """Keep messages of the row's type for so long (POST /service/{id}/data-retention/{id})."""
        path = f"/service/{service_id}/data-retention/{data_retention_id}"
        self.post(path, data={"days_of_retention": days_of_retention})

    @cache.delete(keys.DATA_RETENTION)
    def set_service_data_retention(self, service_id: str, days_of_retention: int) -> None:
        """Keep messages of every channel for so long: changes the rows there are, creates the others.

        GET and POST /service/{id}/data-retention. Call it again after an error in between.
        """
        rows = {row["notification_type"]: row["id"] for row in self.get_service_data_retention(service_id)}
        for channel in CHANNELS:
            if channel in rows:
                self.update_service_data_retention(service_id, rows[channel], days_of_retention)
            else:
                self.create_service_data_retention(service_id, channel, days_of_retention)

    # Returned letters

    @cache.set(keys.RETURNED_LETTER_STATISTICS)
    def get_returned_letter_statistics(self, service_id: str) -> Json:
        """{returned_letter_count, most_recent_report} of 7 days (GET /service/{id}/returned-letter-statistics)."""
        return self.get(f"/service/{service_id}/returned-letter-statistics")

    @cache.set(keys.RETURNED_LETTER_SUMMARY)
    def get_returned_letter_summary(self, service_id: str) -> Json:
        """List of {reported_at, returned_letter_count} (GET /service/{id}/returned-letter-summary)."""
        return self.get(f"/service/{service_id}/returned-letter-summary")

    def get_returned_letters(self, service_id: str, reported_at: date | str) -> Json:
        """{returned_letters: [...], orphaned_count} of one day (GET /service/{id}/returned-letters)."""
        return self.get(f"/service/{service_id}/returned-letters", params={"reported_at": reported_at})

    # Requests to unsubscribe

    @cache.set(keys.UNSUBSCRIBE_STATISTICS)
    def get_unsubscribe_request_statistics(self, service_id: str) -> Json:
        """{unsubscribe_requests_count, datetime_of_latest_unsubscribe_request}, or {} when there was never one.

        GET /service/{id}/unsubscribe-request-statistics.
        """
        return self.get(f"/service/{service_id}/unsubscribe-request-statistics")

    @cache.set(keys.UNSUBSCRIBE_REPORTS_SUMMARY)
    def get_unsubscribe_reports_summary(self, service_id: str) -> Json:
        """List of reports, the one that is not made yet first (GET /service/{id}/unsubscribe-request-reports-summary)."""
        return self.get(f"/service/{service_id}/unsubscribe-request-reports-summary")

    def get_unsubscribe_request_report(self, service_id: str, batch_id: str) -> Json:
        """{batch_id, earliest_timestamp, latest_timestamp, unsubscribe_requests} of one report.

        GET /service/{id}/unsubscribe-request-report/{id}. An unknown one is a BadRequest.
        """
        return self.get(f"/service/{service_id}/unsubscribe-request-report/{batch_id}")

    @cache.delete(keys.UNSUBSCRIBE_REPORTS_SUMMARY)
    def create_unsubscribe_request_report(self, service_id: str, data: Json) -> Json:
        """{report_id} of the requests between two moments (POST /service/{id}/create-unsubscribe-request-report).

        The data has count, earliest_timestamp and latest_timestamp.
        """
        return self.post(f"/service/{service_id}/create-unsubscribe-request-report", data=data)

    @cache.delete(keys.UNSUBSCRIBE_REPORTS_SUMMARY, keys.UNSUBSCRIBE_STATISTICS)
    def process_unsubscribe_request_report(self, service_id: str, batch_id: str, data: Json) -> None:
        """Say that a report was dealt with, or that it was not: {report_has_been_processed}.

        POST /service/{id}/process-unsubscribe-request-report/{id}.
        """
        self.post(f"/service/{service_id}/process-unsubscribe-request-report/{batch_id}", data=data)
