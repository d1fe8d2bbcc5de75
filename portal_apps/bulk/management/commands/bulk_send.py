"""manage.py bulk_send: a file of recipients of any length, sent once."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from typing import Any, cast

from django.core.management.base import CommandParser

from portal_apps.bulk.calls import Calls
from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import ALL_DONE, BadInput
from portal_apps.bulk.following import Follower, Sent
from portal_apps.bulk.leading import Leader
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.operations.file_to_send import FileToSend
from portal_apps.bulk.operations.part_files import PartFiles
from portal_apps.bulk.operations.send_parts import Ground, Sending, SendParts, upload_id_of
from portal_apps.bulk.pace import Pace, Patience
from portal_apps.bulk.reports import WHOLE
from portal_apps.bulk.runs import Run
from portal_apps.bulk.source import Source, name_of, opened
from portal_apps.bulk.states import RowState
from portal_apps.bulk.values import identifier
from portal_apps.core.formatting import LONDON
from portal_apps.sending.recipients import Unreadable
from portal_apps.sending.recipients.limits import MAX_ROWS_SENT
from portal_apps.sending.recipients.parts import in_parts
from portal_apps.sending.schedule import FURTHEST


def moment(text: str) -> str:
    """As clocks in London show it unless it says otherwise; for the API."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("write it as 2026-11-27T09:00") from None
    aware = at if at.tzinfo else at.replace(tzinfo=LONDON)
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat()


def size_of_part(text: str) -> int:
    if not (text.isdigit() and 1 <= int(text) <= MAX_ROWS_SENT):
        raise ArgumentTypeError(f"must be from 1 to {MAX_ROWS_SENT:,}")
    return int(text)


class Command(BulkCommand):
    help = (
        "Send a template to everybody in a file: every bad row is reported first, a file of more than 100,000 rows becomes "
        "several jobs in their order, and the same file is sent only once."
    )
    example = (
        "  manage.py bulk_send --service ID --template ID --file people.csv\n"
        "  manage.py bulk_send --service ID --template ID --file people.csv --schedule 2026-11-27T09:00 --wait \\\n"
        "      --apply --as-user ada@example.gov.uk\n"
        "\n"
        "people.csv has a column for the recipient and one for each ((placeholder)):\n"
        "  phone number,name\n"
        "  07700 900123,Ada"
    )
    own_options = ("service", "template", "sender", "schedule", "allow_repeat", "split")

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--service", type=identifier, required=True, metavar="ID", help="who sends")
        parser.add_argument("--template", type=identifier, required=True, metavar="ID", help="what is sent")
        parser.add_argument(
            "--sender", type=identifier, metavar="ID", help="the reply-to address or text sender"
        )
        parser.add_argument(
            "--schedule",
            type=moment,
            metavar="TIME",
            help="when, within seven days: 2026-11-27T09:00 in London, or with an offset; otherwise at once",
        )
        parser.add_argument(
            "--split",
            type=size_of_part,
            default=MAX_ROWS_SENT,
            metavar="N",
            help="rows of a job (100,000, and no more)",
        )
        parser.add_argument(
            "--allow-repeat", action="store_true", help="also what was sent in the last three days"
        )
        parser.add_argument(
            "--wait", action="store_true", help="follow the messages until none is on its way"
        )

    def operation(self, options: Options) -> Operation:
        return SendParts(
            Sending(
                service_id=options["service"],
                template_id=options["template"],
                sender_id=options["sender"] or "",
                scheduled_for=options["schedule"] or "",
                allow_repeat=options["allow_repeat"],
            )
        )

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        parts_of = cast("SendParts", operation)
        _check_options(options)
        ground = Ground.of(parts_of.sending)
        if options["sender"]:
            ground.check_sender(options["sender"])
        with ExitStack() as stack:
            source = self._read(stack, options, parts_of.sending, ground)
            parts_of.files = source.files
            for notice in source.notices():
                self.messages.write(f"{notice}\n")
            yield source

    def afterwards(self, options: Options, leader: Leader, run: Run) -> int:
        if not options["wait"]:
            return ALL_DONE
        tempo = leader.wish.tempo
        calls = Calls(None, Pace(tempo.rate), Patience(tempo.patience, leader.stop))
        return Follower(options["service"], calls, self.messages, leader.stop).follow(_sent(run))

    def _read(self, stack: ExitStack, options: Options, sending: Sending, ground: Ground) -> FileToSend:
        files = PartFiles(stack)
        name = name_of(options["file"])
        try:
            with (
                closing(opened(options["file"])) as file,
                in_parts(file, name, ground.rules, options["split"]) as (upload, parts),
            ):
                for part in parts:
                    files.add(part)
                return FileToSend(name, upload.digest, sending, ground, files)
        except Unreadable as error:
            raise BadInput(error.finding.text) from error


def _check_options(options: Options) -> None:
    if options["shard"] != WHOLE:
        raise BadInput("--shard: parts are sent in their order, by one process")
    if not options["schedule"]:
        return
    ahead = datetime.fromisoformat(options["schedule"]).replace(tzinfo=UTC) - datetime.now(tz=UTC)
    if not 0 < ahead.total_seconds() <= FURTHEST.total_seconds():
        raise BadInput(f"--schedule: the time must be within the next {FURTHEST.days} days")


def _sent(run: Run) -> list[Sent]:
    with run.opened() as journal:
        entries: list[Any] = list(journal.entries([RowState.DONE, RowState.UNCHANGED]))
    return [Sent(upload_id_of(entry.row), entry.subject, entry.row["recipients"]) for entry in entries]
