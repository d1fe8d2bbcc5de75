"""Letters that came back: their references, a batch at a time."""

import hashlib

from gateway import letter_jobs_client
from portal_apps.bulk.operation import Change, Column, Operation, Row, State, Verdict

REFERENCE_CHARACTERS = 16


def reference(cell: str) -> str:
    text = cell.upper()
    if len(text) != REFERENCE_CHARACTERS or not (text.isascii() and text.isalnum()):
        raise ValueError(f"is no reference: these have {REFERENCE_CHARACTERS} letters and digits")
    return text


class ReturnedLetters(Operation):
    """The API takes the work and does it later, so nothing is read back. A letter that is reported again is one letter still."""

    columns = (Column("reference", reference, required=True),)
    reads_back = False
    undoable = False

    def key(self, row: Row) -> str:
        return hashlib.sha256(" ".join(row["references"]).encode()).hexdigest()

    def subject(self, row: Row) -> str:
        return f"rows {row.number} to {row['last']}"

    def read(self, row: Row) -> State:
        """Nothing is asked: no route says of a reference whether it was reported."""
        del row
        return {}

    def plan(self, row: Row, state: State) -> Verdict:
        del state
        return Change({"reported": 0}, {"reported": len(row["references"])})

    def apply(self, row: Row, change: Change) -> None:
        del change
        letter_jobs_client.submit_returned_letters(row["references"])
