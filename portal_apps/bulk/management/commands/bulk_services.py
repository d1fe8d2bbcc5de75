"""manage.py bulk_services: settings of many services at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from django.core.management.base import CommandParser

from gateway import service_api_client
from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Operation, Row
from portal_apps.bulk.operations.service_settings import SETTABLE, SETTINGS, ServiceSettings
from portal_apps.bulk.selection import selected
from portal_apps.bulk.source import BadRow, Listed, Source, TableSource, table_source

COLUMNS = {column.name: column for column in SETTABLE}


class Command(BulkCommand):
    help = f"Change settings of many services: {', '.join(SETTINGS)}. Only what differs is written, and read back."
    example = (
        "  manage.py bulk_services --select type=local,live --set sms_message_limit=100000\n"
        "  manage.py bulk_services --file services.csv --apply --as-user ada@example.gov.uk\n"
        "\n"
        "services.csv:\n"
        "  service_id,rate_limit,permissions\n"
        "  7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,6000,+international_sms -letter"
    )
    own_options = ("select", "set")
    file_required = False

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--select",
            default="",
            metavar="WHICH",
            help="instead of a file: all, or org=ID, type=TYPE, live, trial, name=PART, joined by commas",
        )
        parser.add_argument(
            "--set",
            nargs="+",
            default=[],
            metavar="NAME=VALUE",
            help="for each service; (empty) clears a text",
        )

    def operation(self, options: Options) -> Operation:
        del options
        return ServiceSettings()

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        settings = dict(map(_setting, options["set"]))
        if bool(options["select"]) == bool(options["file"]):
            raise BadInput("Give either --select or --file")
        if options["select"]:
            if not settings:
                raise BadInput("--select needs --set: what is to change?")
            yield Listed(options["select"], "", _rows(options["select"], settings))
            return
        with table_source(options["file"], operation.columns) as table:
            yield Listed(table.name, table.identity, _completed(table, settings))


def _setting(text: str) -> tuple[str, Any]:
    name, equals, cell = text.partition("=")
    if name not in COLUMNS or not equals:
        nearest = get_close_matches(name, COLUMNS, n=1)
        raise BadInput(f"--set {text}: no such setting" + (f"; is it {nearest[0]}?" if nearest else ""))
    try:
        return name, COLUMNS[name].parse(cell)
    except ValueError as error:
        raise BadInput(f"--set {name}: {error}") from None


def _rows(which: str, settings: dict[str, Any]) -> Iterator[Row]:
    services = service_api_client.get_active_services()["data"]
    for number, service in enumerate(selected(which, services), 1):
        yield Row(number, {"service_id": service["id"], **settings})


def _completed(table: TableSource, settings: dict[str, Any]) -> Iterator[Row | BadRow]:
    """What a row says itself goes before what is said for all."""
    for row in table.rows():
        yield row if isinstance(row, BadRow) else Row(row.number, {**settings, **row.values})
