"""Files that an export writes, which may hold what is personal: readable by their owner only, counted and hashed as they grow."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from portal_apps.bulk.errors import RunStopped

OWNER_ONLY = 0o600
BLOCK = 1 << 20


class GrowingFile:
    """Bytes behind those that are there. What lies beyond the first `kept` of them nobody has counted, so it goes."""

    def __init__(self, path: Path, kept: int = 0) -> None:
        self._path = path
        self._hash = hashlib.sha256()
        self.size = kept
        with explained(path):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
            self._file = os.fdopen(descriptor, "r+b")
            self._read_again(kept)
            self._file.truncate(kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        with explained(self._path):
            self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def settle(self) -> None:
        """What was written is on the disk from now on."""
        with explained(self._path):
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        with explained(self._path):
            self._file.close()

    def _read_again(self, kept: int) -> None:
        left = kept
        while left:
            block = self._file.read(min(BLOCK, left))
            if not block:
                raise RunStopped(f"{self._path} is shorter than it was: begin anew with another file")
            self._hash.update(block)
            left -= len(block)


class Facts:
    """What is known of an export, as JSON beside it: replaced as a whole, so that it is never half written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Any]:
        """Nothing, where nothing is there. Raises RunStopped for what is none of ours."""
        try:
            with explained(self.path):
                facts = orjson.loads(self.path.read_bytes()) if self.path.exists() else {}
        except orjson.JSONDecodeError:
            facts = None
        if not isinstance(facts, dict):
            raise RunStopped(f"{self.path} is not what an export writes")
        return facts

    def write(self, facts: Mapping[str, Any]) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        with GrowingFile(new) as file:
            file.write(orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
            file.settle()
        with explained(self.path):
            new.replace(self.path)

    def remove(self) -> None:
        with explained(self.path):
            self.path.unlink(missing_ok=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """A full disk is no fault of ours. Raises RunStopped."""
    try:
        yield
    except OSError as error:
        raise RunStopped(f"{path} cannot be used: {error.strerror}") from error
