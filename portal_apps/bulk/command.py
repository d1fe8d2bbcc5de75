"""What every bulk command inherits: its arguments, who acts, and the exit status. docs/bulk.md says how one is written."""

import os
import sys
from abc import abstractmethod
from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, TextIO, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from gateway import bypassed
from gateway.errors import HTTPError
from portal_apps.bulk.acting import person_named
from portal_apps.bulk.arguments import add_tempo
from portal_apps.bulk.calls import explained
from portal_apps.bulk.engine import Tempo, Wish
from portal_apps.bulk.errors import ALL_DONE, API_AWAY, BAD_INPUT, SOME_FAILED, BadInput, RunStopped
from portal_apps.bulk.leading import Leader, Task
from portal_apps.bulk.loading import Shard
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.pace import TRANSIENT
from portal_apps.bulk.progress import meter_on
from portal_apps.bulk.reports import WHOLE, Report
from portal_apps.bulk.runs import Run, alone_with, runs
from portal_apps.bulk.session import quiet_gateway, stopping_on_signals
from portal_apps.bulk.source import Source, table_source

Options = Mapping[str, Any]
OWN_MEMORY = "Without REDIS_URL a portal that runs now does not hear of it: start it anew afterwards"


class ExplainedCommand(BaseCommand):
    """A command whose help ends with an example, and whose exit status says what happened."""

    example: ClassVar[str] = ""
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # What is said of a run is no error.
        self.stderr.style_func = None

    @property
    def messages(self) -> TextIO:
        return cast("TextIO", self.stderr)

    @property
    def lines(self) -> TextIO:
        return cast("TextIO", self.stdout)

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        options |= {"epilog": f"example:\n{self.example}", "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **options)

    def ends_with(self, work: Callable[[], int]) -> None:
        """The exit status of the process is what the work returns, or what stopped it."""
        try:
            status = work()
        except RunStopped as stopped:
            self.stderr.write(str(stopped))
            status = stopped.status
        except TRANSIENT as error:
            self.stderr.write(f"The API cannot be asked now: {explained(error)[0]}")
            status = API_AWAY
        except BrokenPipeError:
            # Whoever reads has enough, as `| head` does; Python would complain once more when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = ALL_DONE
        except HTTPError as error:
            self.stderr.write(f"The API refuses: {explained(error)[0]}")
            status = BAD_INPUT
        except OSError as error:
            # Of the disk: BULK_FOLDER, or a folder that was named. Anything else is a mistake of ours.
            if error.filename is None:
                raise
            self.stderr.write(f"{error.filename} cannot be used: {error.strerror}")
            status = SOME_FAILED
        if status:
            sys.exit(status)


class LeadingCommand(ExplainedCommand):
    """A command that may write. Nothing is written without --apply."""

    def add_arguments(self, parser: CommandParser) -> None:
        whether = parser.add_mutually_exclusive_group()
        whether.add_argument(
            "--apply", action="store_true", help="do it; otherwise it is only planned and shown"
        )
        whether.add_argument(
            "--dry-run",
            action="store_true",
            help="only plan and show it, as without --apply: for scripts that say so",
        )
        parser.add_argument(
            "--as-user",
            default="",
            metavar="EMAIL_OR_ID",
            help="the platform admin who does it; needed to write",
        )
        add_tempo(parser)
        parser.add_argument(
            "--report",
            default="",
            metavar="FILE",
            help="every row as .csv or .jsonl there, not as JSON on stdout",
        )

    @contextmanager
    def leader(self, options: Options) -> Iterator[Leader]:
        if options["apply"] and not settings.REDIS_URL:
            self.stderr.write(OWN_MEMORY)
        with stopping_on_signals() as stop, quiet_gateway(), bypassed():
            yield Leader(
                wish=self._wish(options),
                meter=meter_on(self.messages),
                report=Report(self.lines, options["report"]),
                messages=self.messages,
                stop=stop,
            )

    @staticmethod
    def _wish(options: Options) -> Wish:
        if options["apply"] and not options["as_user"]:
            raise BadInput("--apply needs --as-user: who does it?")
        return Wish(
            user_id=person_named(options["as_user"]) if options["apply"] else None,
            expect=options.get("expect", ""),
            tempo=Tempo(options["workers"], options["rate"], options["patience"]),
        )


class BulkCommand(LeadingCommand):
    """One kind of change, about many rows: an operation, and where the rows come from."""

    # The names of the options that the operation is made of. They are kept in the journal, so that it can be made again.
    own_options: ClassVar[tuple[str, ...]] = ()
    file_required: ClassVar[bool] = True
    # Whether the rows can come from a file at all.
    has_file: ClassVar[bool] = True

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_own_arguments(parser)
        if self.has_file:
            parser.add_argument(
                "--file",
                required=self.file_required,
                default="",
                help="rows as CSV, TSV or a workbook with a header; - is stdin",
            )
        super().add_arguments(parser)
        parser.add_argument(
            "--expect", default="", metavar="DIGEST", help="refuse to apply any plan but this one"
        )
        parser.add_argument(
            "--shard",
            default=WHOLE,
            metavar="N/OF",
            help="only this part of the rows: 3/8 is the third of eight",
        )

    def add_own_arguments(self, parser: CommandParser) -> None:
        """For a command that has some."""

    @abstractmethod
    def operation(self, options: Options) -> Operation:
        """Made of `own_options` only. Raises BadInput for what they must not be."""

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        """The rows of --file, for a command that does not list them by itself."""
        with table_source(options["file"], operation.columns) as source:
            yield source

    def afterwards(self, options: Options, leader: Leader, run: Run) -> int:  # noqa: ARG002 - for those that do
        """What is left to do when all rows are applied, such as to wait for what comes of them; its exit status."""
        return ALL_DONE

    def handle(self, *_args: Any, **options: Any) -> None:
        self.ends_with(lambda: self._carry_out(options))

    def _carry_out(self, options: Options) -> int:
        own = {name: options[name] for name in self.own_options}
        operation = self.operation(own)
        with self.leader(options) as leader, self.source(options, operation) as source:
            shard = Shard.parsed(options["shard"])
            task = Task(name_of(self), own, operation, source, shard, bool(options.get("file")))
            with alone_with(task.identity):
                status = leader.carry_out(task)
            if leader.wish.applies:
                status = max(status, self.afterwards(options, leader, runs(task.identity)[0]))
            return status


def name_of(command: BaseCommand) -> str:
    return type(command).__module__.rpartition(".")[2]
