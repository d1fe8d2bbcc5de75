"""Making a crowd. A block of it is there as a whole or not at all, so what was interrupted goes on where it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from sandbox import dates
from sandbox.crowd import outbox
from sandbox.crowd.blocks import blocks
from sandbox.crowd.moments import Moments
from sandbox.crowd.plan import Plan
from sandbox.crowd.rows import Rows
from sandbox.crowd.size import Size
from sandbox.models import Crowd, OutboxMessage
from sandbox.writing import writing

# Says how much more there is now, and of what.
Report = Callable[[str, int], None]
MESSAGES_AT_ONCE = 2_000
# For random places in large indexes, and fewer copies from the log into the file.
QUICKLY_IN_SQLITE = ("PRAGMA cache_size = -262144", "PRAGMA wal_autocheckpoint = 20000")


class SeedTakenError(Exception):
    """Another crowd has this seed. `size` is how large that one is."""

    def __init__(self, size: Size) -> None:
        super().__init__(str(size))
        self.size = size


def crowd_of(size: Size) -> Crowd:
    """The crowd of this seed, which may be there in part. Raises SeedTakenError."""
    with writing():
        crowd, _ = Crowd.objects.get_or_create({"size": size.as_json()}, seed=size.seed)
    if crowd.size != size.as_json():
        raise SeedTakenError(Size(**crowd.size))
    return crowd


def amount(size: Size) -> int:
    """What the reports of a whole crowd add up to."""
    return size.users + size.organisations + size.services + size.notifications + size.outbox


def make(crowd: Crowd, report: Report) -> None:
    """Whatever of the crowd is not there yet; what is there is reported as well."""
    plan = Plan(Size(**crowd.size))
    with _quickly():
        for number, block in enumerate(blocks(plan, Moments(crowd.created_at)), start=1):
            if number > crowd.blocks_done:
                rows = block.rows()
                crowd.blocks_done = number
                _write(rows, crowd)
            report(block.what, block.count)
        _fill_outbox(crowd, plan, report)
    crowd.finished_at = dates.now()
    crowd.save()
    _learn()


def _fill_outbox(crowd: Crowd, plan: Plan, report: Report) -> None:
    identifiers = outbox.newest(crowd, plan)
    # Letters are in no outbox, nor is what test keys send: there may be fewer than were asked for.
    report("outbox", crowd.outbox_done + plan.size.outbox - len(identifiers))
    for first in range(crowd.outbox_done, len(identifiers), MESSAGES_AT_ONCE):
        rows, some = Rows(), identifiers[first : first + MESSAGES_AT_ONCE]
        rows.add_values(OutboxMessage, outbox.COLUMNS, outbox.values(some))
        crowd.outbox_done = first + len(some)
        _write(rows, crowd)
        report("outbox", len(some))


def _write(rows: Rows, crowd: Crowd) -> None:
    # What a row refers to is in the same block or an earlier one: looking it up each time would take as long again.
    with connection.constraint_checks_disabled(), writing():
        rows.write()
        crowd.save()


@contextmanager
def _quickly() -> Iterator[None]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in QUICKLY_IN_SQLITE:
                cursor.execute(pragma)
    yield


def _learn() -> None:
    """The database looks at its tables again, and plans its searches for their new size."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
