"""What the commands about one run have in common: they find it, make its operation again, and hold its lock."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from django.core.management import get_commands, load_command_class
from django.core.management.base import CommandParser

from portal_apps.bulk.command import BulkCommand, LeadingCommand, Options
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.leading import Leader
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.runs import Run, alone_with, run_named

RUN_HELP = "its name, the beginning or the end of it, or latest"


class RunCommand(LeadingCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", metavar="RUN", help=RUN_HELP)
        super().add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        self.ends_with(lambda: self._carry_out(options))

    @abstractmethod
    def lead(self, leader: Leader, run: Run, operation: Operation) -> int:
        """The exit status of what is done about the run."""

    def _carry_out(self, options: Options) -> int:
        run = run_named(options["run"])
        with alone_with(run.identity), self.leader(options) as leader:
            return self.lead(leader, run, operation_of(run))


def operation_of(run: Run) -> Operation:
    """As the command made it that began the run."""
    with run.opened() as journal:
        about = journal.about
    return operation_noted(about)


def operation_noted(about: Mapping[str, Any]) -> Operation:
    """The same, by what a journal says about its run."""
    name = about["command"]
    command = load_command_class(str(get_commands()[name]), name)
    if not isinstance(command, BulkCommand):
        raise BadInput(f"{name} is no bulk command")
    return command.operation(about["options"])
