"""manage.py cache_inspect: one kept answer, or all that are not what the API says now."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from redis.exceptions import RedisError

from gateway.cache.comparison import Compared, Comparison, Outcome
from gateway.cache.inspection import IN_WORDS, CacheNotSharedError, Inspected, Inspector
from gateway.cache.keys import REGISTRY
from gateway.cache.masking import masked
from gateway.cache.policy_table import duration
from notify_portal.management.commands.show_cache_policy import policy_rows

DEFAULT_LIMIT = 100
DIFFERENT = (Outcome.DIFFERS, Outcome.GONE)
STALE, UNCERTAIN = 1, 2


class Command(BaseCommand):
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
        try:
            inspector = Inspector(REGISTRY)
            if key:
                self._show(inspector.inspect(key), show_all=options["show_personal_data"])
            elif status := self._compare(inspector, options["family"], options["limit"]):
                sys.exit(status)
        except CacheNotSharedError as error:
            raise CommandError(str(error), returncode=UNCERTAIN) from error
        except RedisError as error:
            raise CommandError(
                f"Redis does not answer ({type(error).__name__}).", returncode=UNCERTAIN
            ) from error

    def _show(self, found: Inspected, *, show_all: bool) -> None:
        for name, text in _facts(found):
            self.stdout.write(f"{name:<9}{text}")
        if found.value is not None:
            self.stdout.write(f"\n{_pretty(found.value, show_all=show_all)}")

    def _compare(self, inspector: Inspector, family: str | None, limit: int) -> int:
        rows = policy_rows()
        if family is not None and family not in REGISTRY.keys:
            raise CommandError(f"{family!r} is no family. See manage.py show_cache_policy.")
        comparison = Comparison(inspector, rows)
        counts: Counter[Outcome] = Counter()
        for row in rows:
            if family in (None, row.key.text):
                for compared in comparison.compare_family(row.key, limit):
                    counts[compared.outcome] += 1
                    self._report(compared, sum(counts.values()))
        self._clear_progress()
        self.stdout.write(
            ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "Nothing is kept."
        )
        if any(counts[outcome] for outcome in DIFFERENT):
            return STALE
        return UNCERTAIN if counts[Outcome.UNKNOWN] else 0

    def _report(self, compared: Compared, number: int) -> None:
        if compared.outcome in (*DIFFERENT, Outcome.UNKNOWN):
            self._clear_progress()
            age = "" if compared.age is None else f", {compared.age:.0f} s old"
            reason = f": {compared.reason}" if compared.reason else ""
            self.stdout.write(f"{compared.key}  {compared.outcome}{age}{reason}")
        if self.stderr.isatty():
            self.stderr.write(f"\r{number} compared", ending="")

    def _clear_progress(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")


def _facts(found: Inspected) -> Iterator[tuple[str, str]]:
    yield "key", found.key
    yield "family", found.family.text if found.family else "none of the gateway's"
    if found.family:
        yield "state", IN_WORDS[found.verdict]
    if found.value is None:
        yield "value", "absent"
    else:
        left = "stays for good" if found.seconds is None else f"{duration(round(found.seconds))} left"
        age = "" if found.age is None else f", {duration(round(found.age))} old"
        yield "value", f"{len(found.value)} bytes, {left}{age}"
    if found.family:
        yield "guard", found.guard.words
    for group in found.groups:
        yield "group", f"{group.key}: {group.words}"


def _pretty(value: bytes, *, show_all: bool) -> str:
    try:
        answer = json.loads(value)
    except ValueError:
        return (
            value.decode(errors="replace")
            if show_all
            else "(not JSON, and not shown without --show-personal-data)"
        )
    return json.dumps(answer if show_all else masked(answer), indent=2, ensure_ascii=False)
