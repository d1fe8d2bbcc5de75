"""What may be sent as a file: of a kind that anybody can open, not too large, and without a virus."""

import base64
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse

from sandbox.api.errors import ApiError, Family

MEGABYTES = 2
LARGEST = MEGABYTES * 1024 * 1024
LONGEST_NAME = 100
LONGEST_WEEKS = 78
USUAL_WEEKS = 26
# The text by which scanners of viruses are tried out. No virus is looked for but this.
TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
TYPES = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": DOCX,
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "odt": ODT,
    "pdf": "application/pdf",
    "png": "image/png",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "xlsx": XLSX,
}
SUPPORTED = f"Supported types are: {', '.join(repr(f'.{name}') for name in TYPES)}"
UNKNOWN = "application/octet-stream"
UNKNOWN_EXTENSION = "bin"
BEGINNINGS = {
    b"%PDF": "application/pdf",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"{\\rtf": "application/rtf",
    b"\xd0\xcf\x11\xe0": "application/msword",
}
# What is in a file that is a folder in disguise.
INSIDE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "content.xml": ODT}


class RefusedFileError(ApiError):
    """The body of this service's refusals is {"error": text}."""

    def response(self, family: Family = "v1") -> HttpResponse:
        del family
        return JsonResponse({"error": self.message}, status=self.status)


@dataclass(frozen=True)
class CheckedFile:
    data: bytes
    mimetype: str
    filename: str | None = None


def checked(document: Any, filename: Any = None, *, is_csv: Any = None) -> CheckedFile:
    """The file in this text. Raises RefusedFileError."""
    data = _decoded(document)
    if not isinstance(is_csv, bool | None):
        raise RefusedFileError("Value for is_csv must be a boolean")
    if filename is not None:
        check_name(str(filename))
    if TEST_VIRUS in data:
        raise RefusedFileError("File did not pass the virus scan")
    mimetype = TYPES[extension_of(filename)] if filename else _sniffed(data, is_csv=bool(is_csv))
    if mimetype not in TYPES.values():
        raise RefusedFileError(f"Unsupported file type '{mimetype}'. {SUPPORTED}")
    return CheckedFile(data, mimetype, filename)


def check_name(filename: str) -> None:
    if len(filename) > LONGEST_NAME:
        raise RefusedFileError(f"`filename` cannot be longer than {LONGEST_NAME} characters")
    if "." not in filename:
        raise RefusedFileError("`filename` must end with a file extension. For example, filename.csv")
    if extension_of(filename) not in TYPES:
        raise RefusedFileError(f"Unsupported file type '.{extension_of(filename)}'. {SUPPORTED}")


def weeks_in(retention_period: Any) -> int:
    """26, of a text such as "26 weeks", and of none. Raises RefusedFileError."""
    if retention_period is None:
        return USUAL_WEEKS
    found = re.fullmatch(r"\s*(\d+) weeks?\s*", str(retention_period).lower())
    weeks = int(found[1]) if found else 0
    if not 1 <= weeks <= LONGEST_WEEKS:
        raise RefusedFileError(
            f"Retention period must be a string of the format '<1-{LONGEST_WEEKS}> weeks'."
        )
    return weeks


def extension_of(filename: str) -> str:
    return filename.rpartition(".")[2].lower()


def extension_for(mimetype: str) -> str:
    """The usual one."""
    return next((name for name, each in TYPES.items() if each == mimetype), UNKNOWN_EXTENSION)


def _decoded(document: Any) -> bytes:
    if document is None:
        raise RefusedFileError("No document upload")
    try:
        data = base64.b64decode(document)
    except (ValueError, TypeError):
        raise RefusedFileError("Document is not base64 encoded") from None
    if len(data) > LARGEST:
        raise RefusedFileError("Uploaded file exceeds file size limit", 413)
    return data


def _sniffed(data: bytes, *, is_csv: bool) -> str:
    for beginning, mimetype in BEGINNINGS.items():
        if data.startswith(beginning):
            return mimetype
    if zipfile.is_zipfile(io.BytesIO(data)):
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        return next((mimetype for name, mimetype in INSIDE.items() if name in names), UNKNOWN)
    try:
        text = data.decode()
    except ValueError:
        return UNKNOWN
    if "\0" in text:
        return UNKNOWN
    if is_csv:
        return TYPES["csv"]
    return TYPES["json"] if text.lstrip().startswith(("{", "[")) else TYPES["txt"]
