"""The runs in BULK_FOLDER: one journal each, and a lock that ends with the process that holds it."""

import fcntl
import hashlib
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from portal_apps.bulk.errors import BadInput, JournalUnwritable
from portal_apps.bulk.journal import Journal, as_json, now

SUFFIX = ".sqlite3"
LOADING = ".loading"
UNDO_LOG = ".undo.log"
LATEST = "latest"
IDENTITY_CHARACTERS = 12
NAME = re.compile(rf"[0-9]{{8}}T[0-9]{{12}}-[0-9a-f]{{{IDENTITY_CHARACTERS}}}")
# Somebody who only asks whether a run is under way holds its lock for a moment.
LOCK_TRIES, LOCK_PAUSE = 5, 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """`name` begins with when it was made and ends with its identity: the same command about the same input."""

    name: str

    @property
    def identity(self) -> str:
        return self.name.rpartition("-")[2]

    @property
    def path(self) -> Path:
        return folder() / f"{self.name}{SUFFIX}"

    @property
    def unfinished_path(self) -> Path:
        """Where a journal is until all rows are in it: one that has been begun only is never met."""
        return self.path.with_suffix(LOADING)

    @property
    def undo_log(self) -> Path:
        """What an undo says that was started from the portal."""
        return self.path.with_suffix(UNDO_LOG)

    @contextmanager
    def opened(self) -> Iterator[Journal]:
        """Raises JournalUnwritable for one that is damaged, also where only reading it shows."""
        try:
            journal = Journal(self.path)
            try:
                yield journal
            finally:
                journal.close()
        except sqlite3.Error as error:
            raise JournalUnwritable(f"The journal of run {self.name} cannot be used: {error}") from error

    def remove(self) -> None:
        for path in (self.path, self.unfinished_path):
            for part in ("", "-wal", "-shm"):
                Path(f"{path}{part}").unlink(missing_ok=True)
        self.undo_log.unlink(missing_ok=True)


def folder() -> Path:
    path = Path(settings.BULK_FOLDER)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def identity_of(**facts: Any) -> str:
    """The API belongs to it: a plan made for one environment is never applied to another."""
    text = as_json({**facts, "api": settings.API_HOST_NAME})
    return hashlib.sha256(text.encode()).hexdigest()[:IDENTITY_CHARACTERS]


def new_run(identity: str) -> Run:
    return Run(f"{now():%Y%m%dT%H%M%S%f}-{identity}")


def runs(identity: str = "") -> list[Run]:
    """Newest first."""
    names = sorted((path.stem for path in folder().glob(f"*{identity}{SUFFIX}")), reverse=True)
    return [Run(name) for name in names]


def begun_only(identity: str = "") -> list[Run]:
    """Runs whose process was ended while it read the input. To be removed with their lock: a living one looks the same."""
    return [Run(path.stem) for path in folder().glob(f"*{identity}{LOADING}")]


def run_named(text: str) -> Run:
    """By its name, the beginning or the end of it, or `latest`. Raises BadInput unless exactly one fits."""
    found = runs()
    if text == LATEST and found:
        return found[0]
    fitting = [run for run in found if run.name.startswith(text) or run.name.endswith(text)]
    if len(fitting) != 1:
        raise BadInput(f"{len(fitting) or 'No'} runs are called {text!r}; bulk_status lists them")
    return fitting[0]


@contextmanager
def alone_with(identity: str) -> Iterator[None]:
    """Raises BadInput while another process works on the same input. The lock ends with its process, however it ends."""
    with (folder() / f"{identity}.lock").open("a") as file:
        if not any(_locked(file, again) for again in range(LOCK_TRIES)):
            raise BadInput("Another process is working on this run; bulk_status shows how far it is")
        yield


def is_under_way(identity: str) -> bool:
    """Whether a process on this machine works on such a run. Nobody is kept from it by being asked about."""
    try:
        with (folder() / f"{identity}.lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _locked(file: IO[str], again: int) -> bool:
    time.sleep(LOCK_PAUSE if again else 0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
