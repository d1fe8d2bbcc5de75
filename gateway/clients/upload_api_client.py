"""Uploaded letters by the day they are printed. Routes under /service/{id}/upload."""

from datetime import date

from gateway.base import Json, NotifyAdminAPIClient


class UploadApiClient(NotifyAdminAPIClient):
    def get_letters_by_service_and_print_day(
        self, service_id: str, *, letter_print_day: date | str, page: int = 1
    ) -> Json:
        """{notifications: [...], page_size, total, links} (GET /service/{id}/upload/uploaded-letters/{day})."""
        path = f"/service/{service_id}/upload/uploaded-letters/{letter_print_day}"
        return self.get(path, params={"page": page})


upload_api_client = UploadApiClient()
