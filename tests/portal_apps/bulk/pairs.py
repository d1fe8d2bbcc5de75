"""An operation of two calls: between them it may be cut. No API is asked."""

from portal_apps.bulk.operation import Change, Operation

OLD, NEW = {"left": 1, "right": 1}, {"left": 2, "right": 2}


class Pairs(Operation):
    """`fails` are errors for the second call, one after the other."""

    def __init__(self):
        self.state = dict(OLD)
        self.fails = []
        self.calls = 0

    def key(self, row):
        return "the pair"

    def read(self, row):
        return dict(self.state)

    def plan(self, row, state):
        return Change(OLD, NEW)

    def apply(self, row, change):
        self.write(change.after)

    def undo(self, row, change):
        self.write(change.before)

    def write(self, values):
        self.calls += 1
        self.state["left"] = values["left"]
        if self.fails:
            raise self.fails.pop(0)
        self.state["right"] = values["right"]
