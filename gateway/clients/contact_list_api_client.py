"""Emergency contact lists: files of recipients that are kept. Routes under /service/{id}/contact-list."""

from gateway.base import Json, NotifyAdminAPIClient
from gateway.caller import attach_current_user


class ContactListApiClient(NotifyAdminAPIClient):
    def create_contact_list(
        self, *, service_id: str, upload_id: str, original_file_name: str, row_count: int, template_type: str
    ) -> Json:
        """The list, whose id is that of its file in contact_lists (POST /service/{id}/contact-list)."""
        data: dict[str, object] = {
            "id": upload_id,
            "original_file_name": original_file_name,
            "row_count": row_count,
            "template_type": template_type,
        }
        return self.post(f"/service/{service_id}/contact-list", data=attach_current_user(data))

    def get_contact_lists(self, service_id: str) -> Json:
        """List of lists (GET /service/{id}/contact-list)."""
        return self.get(f"/service/{service_id}/contact-list")

    def get_contact_list(self, *, service_id: str, contact_list_id: str) -> Json:
        """The list (GET /service/{id}/contact-list/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/contact-list/{contact_list_id}")

    def delete_contact_list(self, *, service_id: str, contact_list_id: str) -> None:
        """Delete the list and its file (DELETE /service/{id}/contact-list/{id}). Raises NotFound."""
        self.delete(f"/service/{service_id}/contact-list/{contact_list_id}")


contact_list_api_client = ContactListApiClient()
