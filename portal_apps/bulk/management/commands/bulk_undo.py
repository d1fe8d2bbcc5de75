"""manage.py bulk_undo: what a run has changed, put back as it was before."""

from portal_apps.bulk.engine import Engine
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.journal import Journal
from portal_apps.bulk.leading import Leader
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.run_command import RunCommand
from portal_apps.bulk.runs import Run
from portal_apps.bulk.states import TO_UNDO


class Command(RunCommand):
    help = (
        "Show what a run has changed, as it would be put back; with --apply, put it back. What somebody has changed since "
        "is left as it is."
    )
    example = "  manage.py bulk_undo latest --apply --as-user ada@example.gov.uk"

    def lead(self, leader: Leader, run: Run, operation: Operation) -> int:
        if not operation.undoable:
            raise BadInput("What this run has done cannot be undone")
        if not leader.wish.applies:
            return leader.show(run, TO_UNDO)

        def steps(engine: Engine, journal: Journal) -> None:
            journal.note(undone_by=leader.wish.user_id)
            engine.undo()

        return leader.bring(run, operation, steps)
