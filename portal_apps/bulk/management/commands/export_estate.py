"""manage.py export_estate: services, people, organisations, keys, senders and usage, as files."""

import hashlib
from argparse import ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import CommandParser

from gateway import bypassed
from portal_apps.bulk.arguments import add_tempo
from portal_apps.bulk.calls import Calls
from portal_apps.bulk.command import ExplainedCommand, Options
from portal_apps.bulk.errors import ALL_DONE, SOME_FAILED, BadInput
from portal_apps.bulk.exports.estate import Hands, KindExport
from portal_apps.bulk.exports.files import Facts, explained
from portal_apps.bulk.exports.kinds import KINDS, Kind, kind_of_usage
from portal_apps.bulk.pace import Pace, Patience, Stop
from portal_apps.bulk.progress import meter_on
from portal_apps.bulk.runs import alone_with, identity_of
from portal_apps.bulk.session import quiet_gateway, stopping_on_signals

MANIFEST = "manifest.json"
OWNER_ONLY = 0o700


class Command(ExplainedCommand):
    help = (
        "Write what there is into one CSV file for each kind, with a manifest: rows, SHA-256, and when it was read. Kinds "
        "that are in the folder already stay, so the same command goes on after an interruption."
    )
    example = (
        "  manage.py export_estate --folder estate-2026-11-26\n"
        "  manage.py export_estate --folder estate-2026-11-26 --keys --usage 2026 --workers 8 --rate 50"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", required=True, metavar="DIR", help="where the files go")
        for name in KINDS:
            parser.add_argument(f"--{name}", action="store_true", help="only this kind, or those named")
        parser.add_argument(
            "--usage",
            type=year,
            metavar="YEAR",
            help="of each service in the financial year that begins then",
        )
        add_tempo(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        self.ends_with(lambda: self._export(options))

    def _export(self, options: Options) -> int:
        folder = Path(options["folder"])
        with explained(folder):
            folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        manifest = Facts(folder / MANIFEST)
        with (
            stopping_on_signals() as stop,
            quiet_gateway(),
            bypassed(),
            alone_with(identity_of(estate=str(folder.resolve()))),
        ):
            known = known_from(manifest)
            hands = self._hands(options, stop)
            for kind in _wanted(options):
                self._export_kind(kind, folder, known, hands)
                manifest.write(known)
        return SOME_FAILED if any(facts["left_out"] for facts in known["kinds"].values()) else ALL_DONE

    def _export_kind(self, kind: Kind, folder: Path, known: dict[str, Any], hands: Hands) -> None:
        facts = known["kinds"].get(kind.name)
        if facts and _is_whole(folder, facts):
            self.stderr.write(f"{kind.name}: there already, read from {facts['snapshot_from']}")
        else:
            facts = KindExport(kind, folder / f"{kind.name}.csv", hands).run()
            known["kinds"][kind.name] = facts
            self.stderr.write(f"{kind.name}: {facts['rows']:,} rows, {len(facts['left_out']):,} left out")
        self.stdout.write(orjson.dumps({"kind": kind.name, **facts}).decode())

    def _hands(self, options: Options, stop: Stop) -> Hands:
        calls = Calls(None, Pace(options["rate"]), Patience(options["patience"], stop))
        return Hands(calls, options["workers"], stop, meter_on(self.messages))


def year(text: str) -> int:
    if not (text.isdigit() and 2000 <= int(text) < 2100):  # noqa: PLR2004 - a century
        raise ArgumentTypeError("must be a year such as 2026")
    return int(text)


def known_from(manifest: Facts) -> dict[str, Any]:
    """Raises BadInput for a folder with the estate of another API."""
    api = settings.API_HOST_NAME
    known = {"api": api, "kinds": {}, **manifest.read()}
    if known["api"] != api:
        raise BadInput(f"{manifest.path} is about {known['api']}: choose another folder")
    return known


def _wanted(options: Options) -> list[Kind]:
    named = [kind for name, kind in KINDS.items() if options[name]]
    usage = [kind_of_usage(options["usage"])] if options["usage"] else []
    return [*named, *usage] or list(KINDS.values())


def _is_whole(folder: Path, facts: Mapping[str, Any]) -> bool:
    path = folder / facts["file"]
    if facts["left_out"] or not path.exists():
        return False
    with explained(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == facts["sha256"]
