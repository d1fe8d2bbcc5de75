"""manage.py export_activity: messages of a service, or of all services, as one file."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import CommandParser

from gateway import bypassed
from portal_apps.bulk.acting import person_named
from portal_apps.bulk.arguments import add_pace
from portal_apps.bulk.calls import Calls
from portal_apps.bulk.command import ExplainedCommand, Options
from portal_apps.bulk.errors import ALL_DONE, SOME_FAILED, BadInput
from portal_apps.bulk.exports.activity import GrowingExport
from portal_apps.bulk.exports.lines import CsvLines, Format, JsonLines
from portal_apps.bulk.exports.messages import COLUMNS
from portal_apps.bulk.exports.writing import MOST_BY_PAGES, Writing, is_one_group
from portal_apps.bulk.pace import Pace, Patience, Stop
from portal_apps.bulk.progress import shown_on
from portal_apps.bulk.runs import alone_with, identity_of
from portal_apps.bulk.session import quiet_gateway, stopping_on_signals
from portal_apps.bulk.values import identifier
from portal_apps.core.statuses import CHANNELS, EVERY_STATUS, GROUPS

FORMATS = ("csv", "jsonl")
# They make the file what it is: the same command goes on with it, another one must not.
MAKE_THE_FILE = ("service", "from", "to", "type", "status", "format")


class Command(ExplainedCommand):
    help = (
        "Write the messages of some days into one file, newest first, with a manifest: rows, SHA-256, and how far it is. "
        "The same command goes on after an interruption. Only what the API still keeps can be exported."
    )
    example = (
        "  manage.py export_activity --service 7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11 \\\n"
        "      --from 2026-11-01 --to 2026-11-07 --type sms --status failed --file failed.csv\n"
        "  manage.py export_activity --all --from 2026-11-25 --to 2026-11-25 --format jsonl --file day.jsonl"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--service", type=service_id, metavar="ID")
        whose.add_argument("--all", action="store_true", help="services, also archived ones")
        parser.add_argument(
            "--from", type=day, required=True, metavar="DAY", help="the first day, as 2026-11-26"
        )
        parser.add_argument("--to", type=day, required=True, metavar="DAY", help="the last day")
        parser.add_argument("--type", action="append", choices=tuple(CHANNELS), help="again for another one")
        parser.add_argument(
            "--status", default="", help=f"{', '.join(GROUPS)} or statuses of the API, joined by commas"
        )
        parser.add_argument("--format", choices=FORMATS, default=FORMATS[0])
        parser.add_argument("--file", required=True, help="what to write; its manifest is beside it")
        parser.add_argument(
            "--report-request",
            action="store_true",
            help=f"let the API make a report, as for more than {MOST_BY_PAGES:,} messages where it can: of one service and "
            "one --type, with --as-user",
        )
        parser.add_argument(
            "--as-user", default="", metavar="EMAIL_OR_ID", help="the platform admin who asks for a report"
        )
        add_pace(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        self.ends_with(lambda: self._export(options))

    def _export(self, options: Options) -> int:
        _check(options)
        path = Path(options["file"])
        format_: Format = JsonLines() if options["format"] == "jsonl" else CsvLines(COLUMNS)
        with (
            stopping_on_signals() as stop,
            quiet_gateway(),
            bypassed(),
            alone_with(identity_of(activity=str(path.resolve()))),
        ):
            growing = GrowingExport(path, _asked(options), format_)
            if growing.facts["complete"]:
                growing.give_name()
                self.stderr.write(f"{path} is there already, of {growing.facts['ended_at']}")
            else:
                self._go_on(growing, options, stop)
            self.stdout.write(orjson.dumps(growing.facts).decode())
        return SOME_FAILED if growing.facts["left_out"] else ALL_DONE

    def _go_on(self, growing: GrowingExport, options: Options, stop: Stop) -> None:
        calls = _calls(options, stop)
        with growing:
            writing = Writing(growing, options, calls, stop, shown_on(self.messages))
            writing.to_the_end()
            growing.finish()


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("must be a day such as 2026-11-26") from None


def service_id(text: str) -> str:
    try:
        return identifier(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _check(options: Options) -> None:
    """Raises BadInput."""
    if options["from"] > options["to"]:
        raise BadInput("--to is before --from")
    unknown = [
        word for word in filter(None, options["status"].split(",")) if word not in {*GROUPS, *EVERY_STATUS}
    ]
    if unknown:
        raise BadInput(
            f"--status {', '.join(unknown)}: none of {', '.join([*GROUPS, *sorted(EVERY_STATUS)])}"
        )
    if not options["report_request"]:
        return
    if not options["service"] or len(options["type"] or []) != 1:
        raise BadInput("--report-request needs --service and one --type: a report is about one channel")
    if not is_one_group(options["status"]):
        raise BadInput(f"--report-request: --status must be one of {', '.join(GROUPS)}, or not be there")
    if not options["as_user"]:
        raise BadInput("--report-request needs --as-user: who asks for the report?")


def _asked(options: Options) -> dict[str, Any]:
    """As JSON has it, since that is what it is compared with."""
    asked: dict[str, Any] = orjson.loads(orjson.dumps({name: options[name] for name in MAKE_THE_FILE}))
    return asked | {"api": settings.API_HOST_NAME}


def _calls(options: Options, stop: Stop) -> Calls:
    user_id = person_named(options["as_user"]) if options["as_user"] else None
    return Calls(user_id, Pace(options["rate"]), Patience(options["patience"], stop))
