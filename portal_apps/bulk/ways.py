"""Where a row can stand, and the two ways it can go: forward, or back."""

from dataclasses import dataclass
from enum import Enum
from operator import or_

from portal_apps.bulk.operation import Change, State
from portal_apps.bulk.states import RowState


class Standing(Enum):
    LANDED = "as it should be"
    PENDING = "as it was"
    PARTLY = "some fields as they should be, the others as they were"
    CHANGED = "something else"


UNDER_WAY = (Standing.PENDING, Standing.PARTLY)


def standing_of(change: Change, state: State) -> Standing:
    """Each field for itself: a change of several calls may have been cut in the middle."""
    landed = [state.get(name) == value for name, value in change.after.items()]
    pending = [state.get(name) == change.before.get(name) for name in change.after]
    if all(landed):
        return Standing.LANDED
    if all(pending):
        return Standing.PENDING
    return Standing.PARTLY if all(map(or_, landed, pending)) else Standing.CHANGED


@dataclass(frozen=True, slots=True)
class Way:
    """Forward, or back. A row that cannot be taken back stays done, with the reason beside it."""

    intent: RowState
    landed: RowState
    already: RowState
    refused: RowState
    unclear: RowState

    def refusal_of(self, state: RowState) -> RowState:
        """A row of which nobody knows whether it was written is no more known when it cannot be taken back."""
        return state if self is BACK and state in VAGUE else self.refused


VAGUE = (RowState.SENDING, RowState.UNKNOWN)
FORWARD = Way(
    intent=RowState.SENDING,
    landed=RowState.DONE,
    already=RowState.UNCHANGED,
    refused=RowState.FAILED,
    unclear=RowState.UNKNOWN,
)
BACK = Way(
    intent=RowState.UNDOING,
    landed=RowState.UNDONE,
    already=RowState.UNDONE,
    refused=RowState.DONE,
    unclear=RowState.UNDOING,
)
