"""What every place for files can do, and how facts about a file are written beside it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Protocol

Source = bytes | IO[bytes]
Texts = Mapping[str, str]

# S3 keeps at most 2 kB of metadata for a file, names included, and sends it as HTTP headers.
LONGEST_VALUE = 1600
NO_TAGS: Texts = {}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a stored file without reading it."""

    content_type: str
    size: int
    metadata: dict[str, str]


class Store(Protocol):
    """One bucket. Each method raises NotFound for a key that holds nothing, and StorageUnavailable."""

    def put(
        self, key: str, data: Source, content_type: str, metadata: Texts, tags: Texts = NO_TAGS
    ) -> None: ...

    def read_stream(self, key: str) -> IO[bytes]: ...

    def read_range(self, key: str, start: int, length: int) -> bytes: ...

    def facts(self, key: str) -> Facts: ...

    def replace_metadata(self, key: str, metadata: Texts) -> None: ...

    def copy(self, source: str, target: str) -> None: ...

    def remove(self, key: str) -> None: ...


def as_texts(metadata: Mapping[str, object]) -> dict[str, str]:
    """Metadata as every store can keep it and the API reads it; what is None is left out.

    Raises ValueError for a name with capitals, which S3 would change.
    """
    for name in metadata:
        if name != name.lower():
            raise ValueError(f"Metadata names are lower case: {name}")
    return {name: header_text(str(value)) for name, value in metadata.items() if value is not None}


def header_text(text: str) -> str:
    """The text in ASCII on one line: letters without their accents, a question mark for what has no such form."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() else " " if letter.isspace() else "?"
        for letter in letters
    )
    return plain[:LONGEST_VALUE].strip()
