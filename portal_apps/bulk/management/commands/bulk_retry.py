"""manage.py bulk_retry: the rows of a run that failed, planned anew."""

from portal_apps.bulk.engine import Engine
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.journal import Journal
from portal_apps.bulk.leading import Leader
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.run_command import RunCommand
from portal_apps.bulk.runs import Run
from portal_apps.bulk.states import Phase, RowState


class Command(RunCommand):
    help = (
        "Plan the failed rows of a run anew, from how things are now. A row of which nobody knows whether it was written "
        "is read back first. With --apply, do it."
    )
    example = "  manage.py bulk_retry latest --apply --as-user ada@example.gov.uk"

    def lead(self, leader: Leader, run: Run, operation: Operation) -> int:
        def steps(engine: Engine, journal: Journal) -> None:
            if journal.phase in (Phase.UNDOING, Phase.UNDONE):
                raise BadInput("The run was undone: give its command again")
            journal.put_back([RowState.FAILED], RowState.NEW)
            journal.put_back([RowState.UNKNOWN], RowState.SENDING)
            engine.plan()
            leader.apply_if_wished(engine, journal)

        return leader.bring(run, operation, steps)
