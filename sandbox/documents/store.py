"""Keeping files, finding them again by their links, and no longer than they are to be had."""

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.utils.crypto import constant_time_compare

from sandbox import dates, file_store
from sandbox.api import recipients
from sandbox.documents.checks import CheckedFile, RefusedFileError, extension_for
from sandbox.models import Document, Service

KIND = "documents"
NO_SUCH_FILE = "No such file, or another key"
NO_LONGER = "The file is no longer available"


@dataclass(frozen=True)
class StoredFile:
    """One that is in the file store."""

    kind: str
    key: str
    filename: str | None
    mimetype: str

    @property
    def size(self) -> int:
        path = file_store.path(self.kind, self.key)
        return path.stat().st_size if path.is_file() else 0


def kept(service_id: UUID, file: CheckedFile) -> StoredFile:
    stored = StoredFile(KIND, f"{service_id}/{uuid4()}", file.filename, file.mimetype)
    file_store.write(stored.kind, stored.key, [file.data], file.mimetype)
    return stored


def document(service: Service, file: StoredFile, *, weeks: int, email: str | None) -> Document:
    """Something to send somebody a link to; not saved."""
    return Document(
        service=service,
        filename=file.filename,
        mimetype=file.mimetype,
        size=file.size,
        secret=secrets.token_urlsafe(32),
        confirm_email=recipients.normalised(email, "email") if email else "",
        available_until=dates.now() + timedelta(weeks=weeks),
        file_kind=file.kind,
        file_key=file.key,
    )


def find(service_id: UUID, document_id: UUID, secret: str) -> Document:
    """Raises RefusedFileError: 404, or 410 for one that was there once."""
    found = Document.objects.select_related("service").filter(id=document_id, service=service_id).first()
    if found is None or not constant_time_compare(found.secret, secret):
        raise RefusedFileError(NO_SUCH_FILE, 404)
    if found.available_until <= dates.now():
        raise RefusedFileError(NO_LONGER, 410)
    return found


def page_url(document: Document, address: str, step: str = "") -> str:
    """Of the page that a recipient sees first, or of a later step."""
    ids = f"{_short(document.service_id)}/{_short(document.id)}"
    path = f"/d/{ids}/{step}" if step else f"/d/{ids}"
    return f"{address}{path}?{urlencode({'key': document.secret})}"


def file_url(document: Document, address: str) -> str:
    path = f"/services/{document.service_id}/documents/{document.id}.{extension_for(document.mimetype)}"
    return f"{address}{path}?{urlencode({'key': document.secret})}"


def uuid_in(short: str) -> UUID:
    """The id that a link shows in 22 letters. Raises ValueError."""
    try:
        return UUID(bytes=base64.urlsafe_b64decode(f"{short}=="))
    except binascii.Error as error:
        raise ValueError(short) from error


def _short(id_: UUID) -> str:
    return base64.urlsafe_b64encode(id_.bytes).decode().rstrip("=")
