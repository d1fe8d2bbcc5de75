"""What the check of an uploaded letter found, as metadata of its PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote

import orjson


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """`status` is valid or invalid; `message` and `invalid_pages` say what is wrong, `recipient` where it goes."""

    filename: str
    page_count: int
    status: str = "valid"
    message: str | None = None
    invalid_pages: tuple[int, ...] = ()
    recipient: str | None = None

    def as_metadata(self) -> dict[str, str | None]:
        """Names of people and files are percent-encoded, because metadata is ASCII; whoever reads it decodes them."""
        return {
            "status": self.status,
            "page_count": str(self.page_count),
            "filename": quote(self.filename),
            "message": self.message,
            "invalid_pages": orjson.dumps(self.invalid_pages).decode() if self.invalid_pages else None,
            "recipient": quote(self.recipient) if self.recipient else None,
        }

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, str]) -> Self:
        return cls(
            filename=unquote(metadata["filename"]),
            page_count=int(metadata["page_count"]),
            status=metadata["status"],
            message=metadata.get("message"),
            invalid_pages=tuple(orjson.loads(metadata.get("invalid_pages", "[]"))),
            recipient=unquote(metadata["recipient"]) if "recipient" in metadata else None,
        )
