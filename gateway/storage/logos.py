"""Logos of brands: a temporary one while a brand is being made, a permanent one for as long as messages show it."""

import re
from pathlib import PurePosixPath
from typing import IO, Literal
from uuid import uuid4

from gateway.errors import NotFound
from gateway.storage.errors import no_such_file
from gateway.storage.files import Bucket
from gateway.storage.store import Facts, Source

Kind = Literal["email", "letter"]

# What draws letters looks for every logo there, also for one that is only being tried.
FOLDERS: dict[Kind, str] = {"email": "", "letter": "letters/static/images/letter-template/"}
CONTENT_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}
TEMPORARY = "temp-"
REMOVED_BY_ITSELF = {"delete-after-7-days": "True"}

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


class Logos(Bucket):
    """Methods take and return whole keys. They raise NotFound and StorageUnavailable."""

    def store_temporary(self, kind: Kind, extension: Literal[".png", ".svg"], data: Source) -> str:
        """Put the logo there for a week; its key."""
        key = f"{FOLDERS[kind]}{TEMPORARY}{uuid4()}{extension}"
        self._store.put(key, data, CONTENT_TYPES[extension], {}, REMOVED_BY_ITSELF)
        return key

    def keep(self, temporary_key: str, kind: Kind, brand_name: str = "") -> str:
        """Copy a temporary logo to where it stays, with the name of its brand in the key; that key."""
        name = PurePosixPath(temporary_key).name.removeprefix(TEMPORARY)
        path = PurePosixPath(name)
        suffix = _NOT_IN_A_NAME.sub("-", brand_name.lower()).strip("-")
        key = f"{FOLDERS[kind]}{path.stem}{'-' if suffix else ''}{suffix}{path.suffix}"
        self._store.copy(_inside(temporary_key), key)
        return key

    def open(self, key: str) -> IO[bytes]:
        """The image as a stream. Close it."""
        return self._store.read_stream(_inside(key))

    def facts(self, key: str) -> Facts:
        """Content type and size."""
        return self._store.facts(_inside(key))

    def exists(self, key: str) -> bool:
        try:
            self.facts(key)
        except NotFound:
            return False
        return True


def _inside(key: str) -> str:
    """The key of a logo may come from an address that a person typed."""
    if ".." in PurePosixPath(key).parts:
        raise no_such_file()
    return key
