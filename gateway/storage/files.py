"""Files by what they are and whose they are, under the keys where the API looks for them.

Ids are UUIDs: anything else is a ValueError, because it could point into the files of somebody else. Methods raise
NotFound for a file that is not there, and StorageUnavailable.
"""

from collections.abc import Mapping
from typing import IO, cast
from uuid import UUID

from django.core.files.storage import storages

from gateway.errors import NotFound
from gateway.storage.store import Facts, Source, Store, as_texts

Id = str | UUID
NO_METADATA: Mapping[str, object] = {}


class Bucket:
    """One alias of STORAGES, looked up at each use: importing the gateway needs no settings."""

    def __init__(self, alias: str) -> None:
        self.alias = alias

    @property
    def _store(self) -> Store:
        return cast("Store", storages[self.alias])

    def _read(self, key: str) -> bytes:
        with self._store.read_stream(key) as stream:
            return stream.read()

    def _exists(self, key: str) -> bool:
        try:
            self._store.facts(key)
        except NotFound:
            return False
        return True


class ServiceFiles(Bucket):
    """Files of services, one for each id."""

    def __init__(self, alias: str, pattern: str, content_type: str) -> None:
        super().__init__(alias)
        self._pattern = pattern
        self._content_type = content_type

    def key(self, service_id: Id, file_id: Id) -> str:
        return self._pattern.format(service_id=canonical(service_id), file_id=canonical(file_id))

    def store(
        self, service_id: Id, file_id: Id, data: Source, metadata: Mapping[str, object] = NO_METADATA
    ) -> None:
        """Put the file there with its metadata, in place of any earlier one."""
        self._store.put(self.key(service_id, file_id), data, self._content_type, as_texts(metadata))

    def open(self, service_id: Id, file_id: Id) -> IO[bytes]:
        """The bytes as a stream, for `with`, `FileResponse` or `io.TextIOWrapper`. Close it."""
        return self._store.read_stream(self.key(service_id, file_id))

    def read(self, service_id: Id, file_id: Id) -> bytes:
        """All bytes at once."""
        return self._read(self.key(service_id, file_id))

    def read_range(self, service_id: Id, file_id: Id, start: int, length: int) -> bytes:
        """So many bytes from there on, of which the file must have at least one."""
        return self._store.read_range(self.key(service_id, file_id), start, length)

    def facts(self, service_id: Id, file_id: Id) -> Facts:
        """Content type, size and metadata."""
        return self._store.facts(self.key(service_id, file_id))

    def metadata(self, service_id: Id, file_id: Id) -> dict[str, str]:
        return self.facts(service_id, file_id).metadata

    def set_metadata(self, service_id: Id, file_id: Id, metadata: Mapping[str, object]) -> None:
        """From now on the file has this metadata and no other."""
        self._store.replace_metadata(self.key(service_id, file_id), as_texts(metadata))

    def exists(self, service_id: Id, file_id: Id) -> bool:
        return self._exists(self.key(service_id, file_id))

    def remove(self, service_id: Id, file_id: Id) -> None:
        """Remove the file; there need not be one."""
        self._store.remove(self.key(service_id, file_id))


class NumberedFiles(Bucket):
    """Files that are found by their own id alone."""

    def __init__(self, alias: str, pattern: str, content_type: str) -> None:
        super().__init__(alias)
        self._pattern = pattern
        self._content_type = content_type

    def key(self, file_id: Id) -> str:
        return self._pattern.format(file_id=canonical(file_id))

    def store(self, file_id: Id, data: Source) -> None:
        self._store.put(self.key(file_id), data, self._content_type, {})

    def open(self, file_id: Id) -> IO[bytes]:
        """The bytes as a stream, for `with` or `FileResponse`. Close it."""
        return self._store.read_stream(self.key(file_id))

    def read(self, file_id: Id) -> bytes:
        """All bytes at once."""
        return self._read(self.key(file_id))

    def exists(self, file_id: Id) -> bool:
        return self._exists(self.key(file_id))


class Agreements(Bucket):
    """The data sharing and financial agreement, one for the Crown and one for everybody else."""

    def open(self, *, crown: bool) -> IO[bytes]:
        """The PDF as a stream. Close it."""
        return self._store.read_stream("crown.pdf" if crown else "non-crown.pdf")


def canonical(value: Id) -> str:
    return str(value if isinstance(value, UUID) else UUID(value))
