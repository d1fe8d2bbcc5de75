"""manage.py cache_inspect: one kept answer, or all that are not what the API says now."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from gateway.cache.families import Key
from gateway.cache.keys import REGISTRY
from notify_portal.management.cache_command import DEFAULT_LIMIT, CacheCommand


class Command(CacheCommand):
    help = (
        "Show what the cache holds under a raw key; with --stale, compare kept answers with fresh ones. The exit status "
        "of --stale is 0 when all are the same, 1 when one differs, 2 when some could not be compared."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", nargs="?", metavar="KEY", help="a raw key, such as service-<id>")
        parser.add_argument(
            "--show-personal-data", action="store_true", help="do not mask names and messages"
        )
        parser.add_argument("--stale", action="store_true", help="compare kept answers with fresh ones")
        parser.add_argument(
            "--family", metavar="NAME", help='only this family, such as "service-{service_id}"'
        )
        parser.add_argument(
            "--limit",
            type=int,
            default=DEFAULT_LIMIT,
            metavar="N",
            help="at most so many keys of each family",
        )

    def handle(self, *_args: Any, key: str | None, stale: bool, **options: Any) -> None:
        if bool(key) == stale:
            raise CommandError("Give either a key or --stale.")
        with self.inspecting() as inspector:
            if key:
                self.show(inspector.inspect(key), show_all=options["show_personal_data"])
            elif status := self.compare(inspector, _families(options["family"]), options["limit"]):
                sys.exit(status)


def _families(name: str | None) -> list[Key]:
    if name is not None and name not in REGISTRY.keys:
        raise CommandError(f"{name!r} is no family. See manage.py show_cache_policy.")
    return [REGISTRY.keys[name]] if name else list(REGISTRY.keys.values())
