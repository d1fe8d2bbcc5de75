"""An undo that is asked for on a page: another process does it, which lives on when the portal is started anew."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.looking import Shown
from portal_apps.bulk.run_command import operation_noted
from portal_apps.bulk.runs import Run, is_under_way

# Until it has read its settings it says nothing.
SECONDS_TO_START = 60
LAST_LINES = 8
TRACEBACK = "Traceback"
UNKNOWN_COMMAND = "The command that made this run is not part of this version"
AT_WORK = "A process is working on this run, or on another one of the same input"


@dataclass(frozen=True, slots=True)
class UndoStarted:
    """What is known of the undo that was started here last: `said` is the end of what it said when it was over."""

    is_at_work: bool = False
    said: tuple[str, ...] = ()


def reason_against(found: Shown) -> str:
    """Why a run cannot be undone now; empty if it can."""
    if found.is_under_way or is_under_way(found.run.identity) or last_undo(found.run).is_at_work:
        return AT_WORK
    if not found.to_undo:
        return "There is nothing to put back"
    try:
        undoable = operation_noted(found.about).undoable
    except (BadInput, LookupError, TypeError, ValueError):
        return UNKNOWN_COMMAND
    return "" if undoable else "What this run has done cannot be undone"


def start_undo(run: Run, user_id: str) -> None:
    """Returns at once. A process that comes too late is refused by the lock of the run."""
    command = [sys.executable, "manage.py", "bulk_undo", run.name, "--apply", "--as-user", user_id]
    run.undo_log.unlink(missing_ok=True)
    with os.fdopen(os.open(run.undo_log, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as log:
        process = subprocess.Popen(  # noqa: S603 - no shell, and nothing that somebody has typed
            command,
            cwd=settings.ROOT,
            env={**os.environ, "BULK_FOLDER": str(settings.BULK_FOLDER)},
            stdin=subprocess.DEVNULL,
            # Row by row it is in the journal.
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
    # So that it is no zombie when it has ended.
    threading.Thread(target=process.wait, name="bulk-undo", daemon=True).start()


def last_undo(run: Run) -> UndoStarted:
    try:
        age = time.time() - run.undo_log.stat().st_mtime
        text = _end_of(run.undo_log)
    except OSError:
        return UndoStarted()
    if age < SECONDS_TO_START and (not text or is_under_way(run.identity)):
        return UndoStarted(is_at_work=True)
    if TRACEBACK in text:
        return UndoStarted(
            said=(f"It ended with an error, which is in {run.undo_log.name} beside the journal.",)
        )
    return UndoStarted(said=tuple(text.splitlines()[-LAST_LINES:]))


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 10_000, 0))
        return file.read().decode(errors="replace").strip()
