"""What the commands that look into the cache have in common: how they say what they find, and how they end."""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from redis.exceptions import RedisError

from gateway.cache.comparison import Compared, Comparison, Outcome
from gateway.cache.families import Key
from gateway.cache.inspection import IN_WORDS, CacheNotSharedError, Inspected, Inspector
from gateway.cache.keys import REGISTRY
from gateway.cache.masking import masked
from gateway.cache.policy_table import duration
from notify_portal.management.commands.show_cache_policy import policy_rows

DEFAULT_LIMIT = 100
DIFFERENT = (Outcome.DIFFERS, Outcome.GONE)
STALE, UNCERTAIN = 1, 2


class CacheCommand(BaseCommand):
    @contextmanager
    def inspecting(self) -> Iterator[Inspector]:
        """Raises CommandError where the cache cannot be looked into."""
        try:
            yield Inspector(REGISTRY)
        except CacheNotSharedError as error:
            raise CommandError(str(error), returncode=UNCERTAIN) from error
        except RedisError as error:
            raise CommandError(
                f"Redis does not answer ({type(error).__name__}).", returncode=UNCERTAIN
            ) from error

    def show(self, found: Inspected, *, show_all: bool) -> None:
        for name, text in _facts(found):
            self.stdout.write(f"{name:<9}{text}")
        if found.value is not None:
            self.stdout.write(f"\n{_pretty(found.value, show_all=show_all)}")

    def compare(
        self, inspector: Inspector, families: Collection[Key], limit: int, id_: str = "", pattern: str = ""
    ) -> int:
        """The exit status: whether one differs, or could not be compared."""
        rows = policy_rows()
        comparison = Comparison(inspector, rows)
        counts: Counter[Outcome] = Counter()
        for row in rows:
            if row.key in families:
                for compared in comparison.compare_family(row.key, limit, id_, pattern):
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
