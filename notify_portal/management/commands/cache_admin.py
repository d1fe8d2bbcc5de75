"""manage.py cache_admin: what the cache holds; clear, compare and fill it, through the protocol that keeps it coherent."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser

from gateway import cache
from gateway.cache import keys
from gateway.cache.families import Key
from gateway.cache.inspection import Inspected, Inspector
from gateway.cache.policy_table import duration
from gateway.errors import CacheUnavailable
from notify_portal.management.cache_command import DEFAULT_LIMIT, CacheCommand
from notify_portal.management.cache_warming import Warming, text_of
from portal_apps.bulk.arguments import add_tempo
from portal_apps.bulk.calls import Calls
from portal_apps.bulk.crew import Crew
from portal_apps.bulk.errors import RunStopped
from portal_apps.bulk.pace import Pace, Patience
from portal_apps.bulk.session import quiet_gateway, stopping_on_signals
from portal_apps.bulk.values import identifier

Options = Mapping[str, Any]
KINDS = {name.lower(): key for name, key in vars(keys).items() if isinstance(key, Key)}
SOME_FAILED = 1
EXAMPLE = """example:
  manage.py cache_admin list --kind service --id 7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11
  manage.py cache_admin diff --kind user
  manage.py cache_admin clear --kind template_folders --apply
  manage.py cache_admin warm --kind service --workers 8 --rate 50
"""


class Command(CacheCommand):
    help = "Look at what the cache holds, compare it with the API, remove it, or fill it before anybody asks."

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        options |= {"epilog": EXAMPLE, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        listing = actions.add_parser("list", help="keys with size, age and time left")
        show = actions.add_parser("show", help="one answer, with its guards; texts are masked")
        diff = actions.add_parser(
            "diff", help="fetch fresh answers, and say which kept ones are not the same"
        )
        clear = actions.add_parser("clear", help="remove answers; without --apply only count them")
        warm = actions.add_parser("warm", help="fetch what is not kept or does not count any more")
        for action in (listing, diff, clear, warm):
            action.add_argument(
                "--kind", action="append", choices=KINDS, metavar="KIND", help=", ".join(KINDS)
            )
            action.add_argument("--id", action="append", metavar="ID", help="only keys with this id in them")
        for action in (listing, diff):
            action.add_argument("--pattern", default="", metavar="GLOB", help="only keys that match")
        show.add_argument("key", metavar="KEY")
        show.add_argument("--show-personal-data", action="store_true", help="do not mask names and messages")
        diff.add_argument(
            "--limit", type=int, default=DEFAULT_LIMIT, metavar="N", help="keys of each kind (100)"
        )
        clear.add_argument("--all", action="store_true", help="every kind")
        clear.add_argument("--apply", action="store_true", help="do it")
        add_tempo(warm)

    def handle(self, *_args: Any, action: str, **options: Any) -> None:
        options["id"] = [_identifier(text) for text in options.get("id") or []]
        carry_out = {
            "list": self._list,
            "show": self._show,
            "diff": self._diff,
            "clear": self._clear,
            "warm": self._warm,
        }
        try:
            with self.inspecting() as inspector:
                status = carry_out[action](inspector, options)
        except RunStopped as stopped:
            self.stderr.write(str(stopped))
            status = stopped.status
        if status:
            sys.exit(status)

    def _list(self, inspector: Inspector, options: Options) -> int:
        count = size = 0
        for id_ in options["id"] or [""]:
            found = inspector.keys_of(_kinds(options), id_, options["pattern"])
            for one in inspector.inspect_all(map(text_of, found)):
                count, size = count + 1, size + len(one.value or b"")
                self.stdout.write(_line(one))
        self.stderr.write(f"{count:,} keys, {size:,} bytes")
        return 0

    def _show(self, inspector: Inspector, options: Options) -> int:
        self.show(inspector.inspect(options["key"]), show_all=options["show_personal_data"])
        return 0

    def _diff(self, inspector: Inspector, options: Options) -> int:
        return max(
            self.compare(inspector, _kinds(options), options["limit"], id_, options["pattern"])
            for id_ in options["id"] or [""]
        )

    def _clear(self, inspector: Inspector, options: Options) -> int:
        if not (options["kind"] or options["id"] or options["all"]):
            raise CommandError("Say what to clear: --kind, --id or --all.")
        families, ids = _kinds(options), options["id"] or [""]
        if not options["apply"]:
            count = sum(1 for id_ in ids for _ in inspector.keys_of(families, id_))
            self.stdout.write(f"{count:,} answers would be removed. The same with --apply does it.")
            return 0
        try:
            removed = sum(cache.clear(*families, id_=id_) or 0 for id_ in ids)
        except CacheUnavailable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{removed:,} answers removed.")
        return 0

    def _warm(self, inspector: Inspector, options: Options) -> int:
        if not options["kind"]:
            raise CommandError("Say what to fill: --kind.")
        with stopping_on_signals() as stop, quiet_gateway():
            patience = Patience(options["patience"], stop)
            calls = Calls(None, Pace(options["rate"]), patience, keeps=True)
            warming = Warming(inspector, calls)
            for kind in _kinds(options):
                warming.look_at(kind, options["id"])
            Crew(warming.fill, iter(warming.missing), stop).run(options["workers"], lambda: None)
        for text in warming.failed:
            self.stderr.write(text)
        filled = len(warming.missing) - len(warming.failed)
        self.stdout.write(f"{filled:,} filled, {warming.fresh:,} fresh, {len(warming.failed):,} failed.")
        return SOME_FAILED if warming.failed else 0


def _kinds(options: Options) -> list[Key]:
    return [KINDS[name] for name in options["kind"] or KINDS]


def _line(found: Inspected) -> str:
    age = "age unknown" if found.age is None else f"{duration(round(found.age))} old"
    left = "stays for good" if found.seconds is None else f"{duration(round(found.seconds))} left"
    return f"{found.key}  {len(found.value or b'')} bytes, {age}, {left}, {found.verdict.name.lower()}"


def _identifier(text: str) -> str:
    try:
        return identifier(text)
    except ValueError as error:
        raise CommandError(f"--id {text}: {error}") from None
