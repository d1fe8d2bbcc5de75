"""The files of pages that are attached to letter templates. The portal leaves them where docs/storage.md says."""

from uuid import UUID

from sandbox import file_store

FOLDER = "letter_attachments"


def read(service_id: UUID, attachment_id: UUID) -> bytes:
    """Raises OSError when there is none."""
    return file_store.path(FOLDER, f"service-{service_id}/{attachment_id}.pdf").read_bytes()
