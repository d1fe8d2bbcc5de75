"""What a bulk command declares: how one row is read, planned, applied and undone. The engine does everything else."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

# What JSON can hold: it is kept in the journal.
Values = Mapping[str, Any]
# What is there now, by the names that changes use.
State = Mapping[str, Any]


class RowRefused(Exception):
    """This row cannot be done, for the reason given. The others go on."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the input. `parse` raises ValueError, whose text is shown beside the row.

    A personal value is in the journal only until its row is settled, and in no report.
    """

    name: str
    parse: Callable[[str], Any] = str
    required: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is that of the file. `values` has what was parsed, without the empty cells.

    Once the row is done it has what `apply` returned as well, and no personal values any more.
    """

    number: int
    values: Values

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def get(self, column: str, default: Any = None) -> Any:
        return self.values.get(column, default)


@dataclass(frozen=True, slots=True)
class Change:
    """The fields that differ, as they are and as they are to be; `result` is what `apply` has returned.

    `note` is for whoever looks at the plan: it stands beside the row until the row is done.
    """

    before: Values
    after: Values
    result: Values = field(default_factory=dict)
    note: str = ""

    @property
    def reversed(self) -> "Change":
        return Change(self.after, self.before, self.result)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Everything is as the row wants it: no write is made."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The row is left alone on purpose."""

    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The row cannot be done."""

    reason: str


Verdict = Change | Unchanged | Skip | Fault


class Operation(ABC):
    """One kind of change, row by row. Called from several threads at once, so it keeps nothing about a row.

    Errors of the gateway are the engine's: a method lets them go, unless it knows better.
    """

    columns: ClassVar[tuple[Column, ...]] = ()
    # Whether a write whose outcome is unknown may be repeated as soon as it is read back and not there. Where it would
    # create a second thing, the engine waits for the first one before.
    idempotent: ClassVar[bool] = True
    # Whether `read` shows what `apply` does. Where it cannot, the answer to the write is all there is.
    reads_back: ClassVar[bool] = True
    undoable: ClassVar[bool] = True
    # Whether a row waits for the one before it.
    in_order: ClassVar[bool] = False
    # How many rows `read_many` is given while the plan is made.
    rows_at_once: ClassVar[int] = 1

    @abstractmethod
    def key(self, row: Row) -> str:
        """What the row is about; two rows of one input may not be about the same."""

    @abstractmethod
    def read(self, row: Row) -> State:
        """How things are now, from the API. Reads are never answered by the cache."""

    @abstractmethod
    def plan(self, row: Row, state: State) -> Verdict:
        """What is to be done about the row. Asks nobody."""

    @abstractmethod
    def apply(self, row: Row, change: Change) -> Values | None:
        """Do it. What is returned (ids of what was made) stands in the journal for `undo`."""

    def undo(self, row: Row, change: Change) -> None:  # noqa: ARG002 - what can be undone needs them
        """Put `change.before` back."""
        raise RowRefused("This cannot be undone")

    def found(self, row: Row, state: State) -> Values | None:  # noqa: ARG002 - for those that return something
        """What `apply` would have returned, where its answer was lost and `state` shows that it has landed."""
        return None

    def lane(self, row: Row) -> str:  # noqa: ARG002 - as above
        """Rows of one lane are never written at the same time: those that share something which is written as a whole."""
        return ""

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        """As `read`, where several rows can share calls."""
        return [self.read(row) for row in rows]

    def audit(self, row: Row, change: Change) -> None:  # noqa: B027 - most changes leave no event
        """Write the events that the portal's pages write for this: `audit.record(None, ...)`. An undone change comes reversed."""

    def subject(self, row: Row) -> str:
        """What a report calls the row; nothing personal. Empty: the beginning of the hash of its key."""
        return "" if any(column.personal for column in self.columns) else self.key(row)
