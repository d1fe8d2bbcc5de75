"""E-mails that somebody marked as spam. Routes under /complaint."""

from gateway.base import Json, NotifyAdminAPIClient, Query


class ComplaintApiClient(NotifyAdminAPIClient):
    def get_all_complaints(self, page: int = 1) -> Json:
        """{complaints: [...], links}: one page, newest first (GET /complaint)."""
        return self.get("/complaint", params={"page": page})

    def get_complaint_count(self, params_dict: Query | None = None) -> int:
        """How many there were; start_date and end_date narrow it (GET /complaint/count-by-date-range)."""
        return self.get("/complaint/count-by-date-range", params=params_dict)


complaint_api_client = ComplaintApiClient()
