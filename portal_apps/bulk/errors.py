"""What ends a run, each with its exit status."""

ALL_DONE, SOME_FAILED, BAD_INPUT, API_AWAY = 0, 1, 2, 3
SIGNALLED = 128


class RunStopped(Exception):
    """The run cannot go on; its journal can be resumed."""

    status = SOME_FAILED


class BadInput(RunStopped):
    """Nothing was written: the input, the options or the state of the run are not what they must be."""

    status = BAD_INPUT


class ApiAway(RunStopped):
    """The API (or the cache that writes wait for) did not come back within the patience of the run."""

    status = API_AWAY


class JournalUnwritable(RunStopped):
    """What cannot be written down is not done."""


class Interrupted(RunStopped):
    """Somebody has asked the process to end."""

    def __init__(self, signal_number: int) -> None:
        super().__init__("Stopped as you asked")
        self.status = SIGNALLED + signal_number
