"""Where a row stands, and where a run does."""

from enum import StrEnum


class RowState(StrEnum):
    NEW = "new"  # read from the input
    PLANNED = "planned"
    SENDING = "sending"  # a write was about to be made: before anything else it is read back
    DONE = "done"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"  # written, and neither shown as it was before nor as it should be
    UNDOING = "undoing"  # as sending, the other way
    UNDONE = "undone"


class Phase(StrEnum):
    PLANNING = "planning"
    PLANNED = "planned"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


TO_PLAN = (RowState.NEW,)
TO_APPLY = (RowState.PLANNED, RowState.SENDING)
TO_RETRY = (RowState.FAILED, RowState.UNKNOWN)
# What may have been written is looked at as well.
TO_UNDO = (RowState.DONE, RowState.UNDOING, RowState.SENDING, RowState.UNKNOWN)
# Nothing more comes of such a row by itself, so what is personal in it can go.
SETTLED = frozenset({RowState.DONE, RowState.UNCHANGED, RowState.SKIPPED, RowState.UNDONE})
