"""Pages that are attached to letter templates. Routes under /letter-attachment. The PDFs are in letter_attachments."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.caller import current_caller


class LetterAttachmentClient(NotifyAdminAPIClient):
    def get_letter_attachment(self, letter_attachment_id: str) -> Json:
        """The attachment (GET /letter-attachment/{id}). Raises NotFound."""
        return self.get(f"/letter-attachment/{letter_attachment_id}")

    @cache.delete(keys.SERVICE_TEMPLATES)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def create_letter_attachment(
        self,
        *,
        upload_id: str,
        original_filename: str,
        page_count: int,
        template_id: str,
        service_id: str,
    ) -> Json:
        """The attachment, in place of an earlier one; its id is that of the PDF (POST /letter-attachment)."""
        data = {
            "upload_id": str(upload_id),
            "original_filename": original_filename,
            "page_count": page_count,
            "template_id": str(template_id),
            "created_by_id": current_caller().user_id,
        }
        return self.post("/letter-attachment", data=data)

    @cache.delete(keys.SERVICE_TEMPLATES)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def archive_letter_attachment(
        self,
        *,
        letter_attachment_id: str,
        user_id: str,
        service_id: str,
    ) -> None:
        """Take the attachment off its template (POST /letter-attachment/{id}/archive). Raises NotFound."""
        path = f"/letter-attachment/{letter_attachment_id}/archive"
        self.post(path, data={"archived_by": str(user_id)})


letter_attachment_client = LetterAttachmentClient()
