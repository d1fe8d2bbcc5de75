"""Files in a folder of this machine, with what is known of each in a JSON file beside it.

`recipients.csv` has `recipients.csv.facts.json`: {"content_type": ..., "metadata": {...}, "tags": {...}}. Anything else
that reads the folder, like the sandbox, finds there what it would find in the metadata of S3.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import orjson
from django.core.files.storage import FileSystemStorage

from gateway.storage.errors import StorageUnavailable, no_such_file
from gateway.storage.store import NO_TAGS, Facts, Source, Texts

BESIDE = ".facts.json"
UNKNOWN_TYPE = "application/octet-stream"
CHUNK = 64 * 1024


class DiskStore(FileSystemStorage):
    """A bucket of STORAGES on disk. A file is replaced as a whole: readers see the old one or the new one."""

    def put(self, key: str, data: Source, content_type: str, metadata: Texts, tags: Texts = NO_TAGS) -> None:
        with _failures():
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            # Facts first: whoever sees the file sees what is known of it.
            _write_beside(path, {"content_type": content_type, "metadata": metadata, "tags": tags})
            _replace(path, _chunks(data))

    def read_stream(self, key: str) -> IO[bytes]:
        with _failures():
            return self._path(key).open("rb")

    def read_range(self, key: str, start: int, length: int) -> bytes:
        with _failures(), self._path(key).open("rb") as file:
            file.seek(start)
            return file.read(length)

    def facts(self, key: str) -> Facts:
        with _failures():
            path = self._path(key)
            size = path.stat().st_size
            beside = _read_beside(path)
            return Facts(beside["content_type"], size, beside["metadata"])

    def replace_metadata(self, key: str, metadata: Texts) -> None:
        with _failures():
            path = self._path(key)
            path.stat()
            _write_beside(path, {**_read_beside(path), "metadata": metadata})

    def copy(self, source: str, target: str) -> None:
        """The same file under another key, without its tags."""
        facts = self.facts(source)
        with self.read_stream(source) as data:
            self.put(target, data, facts.content_type, facts.metadata)

    def remove(self, key: str) -> None:
        with _failures():
            path = self._path(key)
            path.unlink(missing_ok=True)
            _beside(path).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return Path(self.path(key))


def _beside(path: Path) -> Path:
    return path.with_name(path.name + BESIDE)


def _read_beside(path: Path) -> dict[str, Any]:
    """A file that a person put there by hand has nothing beside it."""
    try:
        return orjson.loads(_beside(path).read_bytes())
    except FileNotFoundError:
        return {"content_type": UNKNOWN_TYPE, "metadata": {}, "tags": {}}


def _write_beside(path: Path, facts: dict[str, Any]) -> None:
    _replace(_beside(path), [orjson.dumps(facts)])


def _chunks(data: Source) -> Iterable[bytes]:
    return [data] if isinstance(data, bytes) else iter(lambda: data.read(CHUNK), b"")


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Written beside its place and moved there, so that nobody reads half a file."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(chunks)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as cause:
        raise no_such_file() from cause
    except OSError as cause:
        raise StorageUnavailable from cause
