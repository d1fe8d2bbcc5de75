"""What somebody has uploaded: its name, how large it is and of what kind, before anything is read as a table."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import IO

from portal_apps.sending.recipients.findings import Finding, Unreadable
from portal_apps.sending.recipients.limits import MAX_FILE_BYTES

CHUNK = 64 * 1024
MEGABYTE = 1024 * 1024
TEXT_EXTENSIONS = (".csv", ".tsv")
WORKBOOK_EXTENSIONS = (".xlsx", ".xls", ".xlsm", ".ods")

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"{\\rtf": "a document",
    b"Rar!": "an archive",
    b"\x1f\x8b": "an archive",
}
_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml")


class Kind(StrEnum):
    TEXT = "text"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Upload:
    """`file` is a copy of the upload which may be read more than once, until the upload is closed."""

    name: str
    file: IO[bytes]
    size: int
    digest: str
    kind: Kind

    @property
    def extension(self) -> str:
        return extension_of(self.name)

    @property
    def notices(self) -> list[Finding]:
        expected = Kind.TEXT if self.extension in TEXT_EXTENSIONS else Kind.WORKBOOK
        if self.kind is expected:
            return []
        return [Finding("read-as-other-kind", {"extension": self.extension, "kind": _NAMES[self.kind]})]


_NAMES = {Kind.TEXT: "text", Kind.WORKBOOK: "a spreadsheet"}


def extension_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def refuse_too_large(size: int, most: int = MAX_FILE_BYTES) -> None:
    if size > most:
        raise Unreadable("file-too-large", found=_megabytes(size), limit=_megabytes(most))


@contextmanager
def received(source: IO[bytes], name: str, most: int = MAX_FILE_BYTES) -> Iterator[Upload]:
    """The upload, copied from where it comes from. Raises Unreadable for what no spreadsheet can be."""
    if extension_of(name) not in TEXT_EXTENSIONS + WORKBOOK_EXTENSIONS:
        raise Unreadable("wrong-extension", name=name)
    with tempfile.TemporaryFile() as file:
        size, digest = _copy(source, file, most)
        refuse_too_large(size, most)
        file.seek(0)
        start = file.read(CHUNK)
        file.seek(0)
        yield Upload(name, file, size, digest, _kind_of(start))


def _copy(source: IO[bytes], file: IO[bytes], most: int) -> tuple[int, str]:
    """The size and digest of the source. What is beyond the limit is counted, but not kept."""
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if size <= most:
            digest.update(chunk)
            file.write(chunk)
    return size, digest.hexdigest()


def _kind_of(start: bytes) -> Kind:
    if start.startswith((_ZIP, _OLE)):
        return Kind.WORKBOOK
    if not start.strip():
        raise Unreadable("file-empty")
    for signature, kind in _OTHERS.items():
        if start.startswith(signature):
            raise Unreadable("not-a-spreadsheet", kind=kind)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE):
        raise Unreadable("not-a-spreadsheet", kind="a web page")
    return Kind.TEXT


def _megabytes(size: int) -> str:
    """Rounded up, so that a file just over the limit does not seem to be within it."""
    return f"{-(-size * 10 // MEGABYTE) / 10:,.1f}".removesuffix(".0")
