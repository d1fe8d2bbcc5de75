"""Files that an e-mail template links to. Routes under /service/{id}/templates/{id}/template_email_files.

The API knows their names and rules; their bytes are in the bucket template_email_files.
"""

from typing import NamedTuple
from uuid import uuid4

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.caller import current_caller
from gateway.errors import BadRequest, Forbidden, NotFound
from gateway.storage import template_email_files

DEFAULT_WEEKS = 26


class EmailAttachment(NamedTuple):
    """What the API knows of a file, and its bytes."""

    file: Json
    content: bytes


class TemplateEmailFileClient(NotifyAdminAPIClient):
    # What the API knows

    def create_file(
        self,
        *,
        file_id: str,
        service_id: str,
        template_id: str,
        filename: str,
        created_by_id: str | None,
        retention_period: int = DEFAULT_WEEKS,
        validate_users_email: bool = True,
    ) -> Json:
        """{data: file}, pending until update_file publishes it (POST ...).

        Raises BadRequest for a name that the template has already, and where it is no e-mail template.
        """
        data = {
            "id": str(file_id),
            "filename": filename,
            "created_by_id": created_by_id,
            "retention_period": retention_period,
            "validate_users_email": bool(validate_users_email),
        }
        return self.post(_path(service_id, template_id), data=data)

    def get_files(self, service_id: str, template_id: str) -> Json:
        """{data: [file, ...]}, those that are pending too, the oldest first (GET ...)."""
        return self.get(_path(service_id, template_id))

    def get_file_by_id(self, file_id: str, service_id: str, template_id: str) -> Json:
        """{data: file} (GET .../{id}). Raises NotFound."""
        return self.get(f"{_path(service_id, template_id)}/{file_id}")

    @cache.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE)
    def update_file(
        self,
        file_id: str,
        service_id: str,
        template_id: str,
        *,
        link_text: str | None,
        retention_period: int,
        validate_users_email: bool,
        pending: bool,
    ) -> Json:
        """{data: file} (POST .../{id}). `pending=False` publishes it; without a link text the link stays as it is."""
        data: dict[str, object] = {
            "retention_period": retention_period,
            "validate_users_email": validate_users_email,
            "pending": pending,
        }
        if link_text is not None:
            data["link_text"] = link_text
        return self.post(f"{_path(service_id, template_id)}/{file_id}", data=data)

    # With the bytes

    def upload_email_attachment(
        self,
        *,
        service_id: str,
        template_id: str,
        filename: str,
        content: bytes,
        file_id: str | None = None,
        created_by_id: str | None = None,
        retention_period: int = DEFAULT_WEEKS,
        validate_users_email: bool = True,
    ) -> Json:
        """{data: file}: the bytes kept, then create_file, by the person who acts unless another is named.

        Raises as create_file, with nothing left behind, and StorageUnavailable. Scan the bytes for viruses first.
        """
        file_id = str(file_id or uuid4())
        template_email_files.store(service_id, file_id, content)
        try:
            return self.create_file(
                file_id=file_id,
                service_id=service_id,
                template_id=template_id,
                filename=filename,
                created_by_id=created_by_id or current_caller().user_id,
                retention_period=retention_period,
                validate_users_email=validate_users_email,
            )
        except (BadRequest, Forbidden, NotFound):
            template_email_files.remove(service_id, file_id)
            raise

    def get_email_attachment(self, file_id: str, service_id: str, template_id: str) -> EmailAttachment:
        """The file as get_file_by_id has it under data, and its bytes. Raises NotFound, StorageUnavailable."""
        file = self.get_file_by_id(file_id, service_id, template_id)["data"]
        return EmailAttachment(file, template_email_files.read(service_id, file_id))


def _path(service_id: str, template_id: str) -> str:
    return f"/service/{service_id}/templates/{template_id}/template_email_files"


template_email_file_client = TemplateEmailFileClient()
