"""Kept answers beside fresh ones: whether anything in the cache is not what the API says now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from inspect import signature
from itertools import islice
from typing import Any

from notifications_python_client.errors import HTTPError

from gateway.cache import bypassed, codec
from gateway.cache.arguments import Target
from gateway.cache.families import Filled, Key
from gateway.cache.inspection import Inspected, Inspector
from gateway.cache.policy_table import Method, Row
from gateway.cache.states import Verdict
from gateway.errors import NotFound

# How a key spells an optional field that the caller left out.
LEFT_OUT = "None"


class Outcome(StrEnum):
    SAME = "same"
    DIFFERS = "differs"
    GONE = "gone from the API"
    NOT_KEPT = "not kept any more"
    UNKNOWN = "cannot be compared"


@dataclass(frozen=True, slots=True)
class Compared:
    key: str
    family: Key
    outcome: Outcome
    age: float | None = None
    reason: str = ""


class ArgumentUnknownError(Exception):
    """Neither the key nor the kept answer tells an argument that the reader needs."""


class Readers:
    """The method that keeps the answers of each family, called with what their keys say."""

    def __init__(self, table: Iterable[Row]) -> None:
        self._readers = {
            row.key: (reader, target)
            for row in table
            for reader in row.readers
            if (target := reader.record.reads)
        }

    def ask(self, family: Key, filled: Filled, kept: object = None) -> Any:
        """Through the cache unless it is bypassed. Raises ArgumentUnknownError, and what the method raises."""
        reader, target = self._readers[family]
        return reader.record.wrapped(reader.owner, **_arguments(reader, target, filled, kept))


class Comparison:
    """Asks through the methods that keep the answers, past the cache."""

    def __init__(self, inspector: Inspector, table: Iterable[Row]) -> None:
        self._inspector = inspector
        self._readers = Readers(table)

    def compare_family(self, family: Key, limit: int, id_: str = "", pattern: str = "") -> Iterator[Compared]:
        """At most so many keys of the family, each with one or more calls of the API."""
        for filled in islice(self._inspector.keys_of([family], id_, pattern), limit):
            yield self.compare(family, filled)

    def compare(self, family: Key, filled: Filled) -> Compared:
        """Raises what redis-py raises. What the API raises is an outcome."""
        key = family.text.format_map(filled.fields)
        before = self._inspector.inspect(key)
        if before.verdict is not Verdict.HIT or before.value is None:
            return Compared(key, family, Outcome.NOT_KEPT)
        kept = codec.decode(before.value)
        try:
            with bypassed():
                fresh = self._readers.ask(family, filled, kept)
        except ArgumentUnknownError as error:
            return Compared(key, family, Outcome.UNKNOWN, before.age, f"the key does not name {error}")
        except NotFound:
            return self._judged(before, family, Outcome.GONE)
        except HTTPError as error:
            return Compared(key, family, Outcome.UNKNOWN, before.age, f"the API answers {error.status_code}")
        if kept == codec.decode(codec.encode(fresh)):
            return Compared(key, family, Outcome.SAME)
        return self._judged(before, family, Outcome.DIFFERS)

    def _judged(self, before: Inspected, family: Key, outcome: Outcome) -> Compared:
        """A write may have come between the two answers. Then the kept one does not count any more either."""
        now = self._inspector.inspect(before.key)
        if now.verdict is Verdict.HIT and now.value == before.value:
            return Compared(before.key, family, outcome, now.age)
        return Compared(before.key, family, Outcome.NOT_KEPT)


def _arguments(reader: Method, target: Target[Key], filled: Filled, kept: object) -> dict[str, object]:
    """What the reader was called with, from the key; an answer that names what the key lacks helps."""
    fields = {place.name: filled.fields[place.field] for place in target.places}
    told: Mapping[str, object] = kept if isinstance(kept, dict) else {}
    arguments: dict[str, object] = {}
    for name, parameter in list(signature(reader.record.written).parameters.items())[1:]:
        is_needed = parameter.default is parameter.empty
        if name in fields and (is_needed or fields[name] != LEFT_OUT):
            arguments[name] = fields[name]
        elif is_needed and name in told:
            arguments[name] = told[name]
        elif is_needed:
            raise ArgumentUnknownError(name)
    return arguments
