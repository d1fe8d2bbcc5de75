"""An operation that makes things: what is done twice is there twice, and its answer is an id. No API is asked."""

import threading

from gateway.errors import Unavailable
from portal_apps.bulk.operation import Change, Column, Operation, RowRefused, Unchanged
from portal_apps.bulk.values import email_address


class Invitations(Operation):
    """`lost` is how often an answer is lost, after (True) or before (False) the invitation is made; `late` are made later."""

    columns = (Column("email", email_address, required=True, personal=True), Column("team"))
    idempotent = False

    def __init__(self):
        self.there = {}
        self.lost = []
        self.late = []
        self.reads = 0
        self.at_once = self.most_at_once = 0
        self.audited = []
        self.lock = threading.Lock()

    def key(self, row):
        return row["email"]

    def read(self, row):
        self.reads += 1
        # Whoever was slow arrives while everybody looks.
        for email in self.late:
            self.make(email)
        self.late = []
        invite_id = row.get("invite_id") or next(
            (i for i, e in self.there.items() if e == row.get("email")), None
        )
        return {"status": "invited" if invite_id in self.there else None, "id": invite_id}

    def plan(self, row, state):
        if row.get("team") == "none":
            raise RowRefused("There is no team none")
        return Unchanged() if state["status"] else Change({"status": None}, {"status": "invited"})

    def apply(self, row, change):
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return self.carry_out(row)
        finally:
            self.at_once -= 1

    def carry_out(self, row):
        lost = self.lost.pop(0) if self.lost else None
        if lost is False:
            raise Unavailable(None)
        invite_id = self.make(row["email"])
        if lost:
            raise Unavailable(None)
        return {"invite_id": invite_id}

    def make(self, email):
        invite_id = f"invite {len(self.there) + 1}"
        self.there[invite_id] = email
        return invite_id

    def found(self, row, state):
        return {"invite_id": state["id"]}

    def undo(self, row, change):
        del self.there[change.result["invite_id"]]

    def audit(self, row, change):
        self.audited.append(change.after["status"])
