"""Reports that the API makes by itself and puts into the bucket `reports`. Routes under /service/{id}/report-request."""

from collections.abc import Mapping

from gateway.base import Json, NotifyAdminAPIClient


class ReportRequestClient(NotifyAdminAPIClient):
    def get_report_request(self, service_id: str, report_request_id: str) -> Json:
        """{data: request} with its status (GET ...). Raises NotFound, also for a report that has expired."""
        return self.get(f"/service/{service_id}/report-request/{report_request_id}")

    def create_report_request(self, service_id: str, report_type: str, data: Mapping[str, object]) -> str:
        """The id of the request, or of an equal one that is under way (POST /service/{id}/report-request).

        `data` has user_id, notification_type and notification_status. Raises BadRequest.
        """
        body = {**data, "report_type": report_type}
        return self.post(f"/service/{service_id}/report-request", data=body)["data"]["id"]


report_request_api_client = ReportRequestClient()
