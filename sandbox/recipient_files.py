"""Files of recipients, where the portal leaves them: the CSV file, and beside it what the portal knows about it."""

import csv
import io
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sandbox import file_store
from sandbox.personalisation import key_of

KIND = "recipient_files"
RECIPIENT_COLUMNS = ("phonenumber", "emailaddress")


@dataclass(frozen=True)
class RecipientRow:
    number: int
    recipient: str
    values: dict[str, Any]


@dataclass(frozen=True)
class RecipientFile:
    rows: list[RecipientRow]
    metadata: dict[str, str] = field(default_factory=dict)


def metadata(service_id: UUID, upload_id: UUID) -> dict[str, str]:
    return file_store.metadata(KIND, _key(service_id, upload_id))


def read(service_id: UUID, upload_id: UUID) -> RecipientFile:
    """Raises OSError for a file that cannot be read, ValueError for one that is no CSV in UTF-8."""
    text = file_store.path(KIND, _key(service_id, upload_id)).read_bytes().decode("utf-8-sig")
    try:
        lines = [line for line in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise ValueError("Not a CSV file") from error
    header = [name.strip() for name in lines[0]] if lines else []
    rows = [_row(number, header, line) for number, line in enumerate(lines[1:])]
    return RecipientFile(rows, metadata(service_id, upload_id))


def _row(number: int, header: list[str], cells: list[str]) -> RecipientRow:
    recipient = ""
    values: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=False):
        if key_of(name) in RECIPIENT_COLUMNS:
            recipient = recipient or cell.strip()
        values[name] = _together(values.get(name), cell.strip())
    return RecipientRow(number, recipient, values)


def _together(before: Any, cell: str) -> Any:
    """Columns of the same name are one list."""
    if before is None:
        return cell
    return [*(before if isinstance(before, list) else [before]), cell]


def _key(service_id: UUID, upload_id: UUID) -> str:
    return f"service-{service_id}-notify/{upload_id}.csv"
