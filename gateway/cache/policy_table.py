"""The policy as it stands in the client methods: which of them keep each family, and which invalidate it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from inspect import getattr_static
from typing import Any, NamedTuple

from gateway.cache.families import Key, Pattern
from gateway.cache.policy import Record, record_of
from gateway.cache.registry import Registry

MINUTE = 60
HOUR = 60 * MINUTE

AT_RUN_TIME = "at run time"


class Method(NamedTuple):
    """One method of a client that is under the policy."""

    client: str
    name: str
    owner: object
    record: Record

    @property
    def full_name(self) -> str:
        return f"{self.client}.{self.name}"


class Writer(NamedTuple):
    """A method that invalidates a family: by its key, by a pattern, or by what it finds at run time."""

    method: Method
    how: str


@dataclass(frozen=True, slots=True)
class Row:
    """One family."""

    key: Key
    readers: tuple[Method, ...]
    writers: tuple[Writer, ...]

    @property
    def lasts(self) -> str:
        """How long an answer is kept, in words."""
        if self.key.ttl_for is not None:
            return "as each answer says"
        shared = "default" if self.key.ttl is None else duration(self.key.ttl)
        unshared = self.key.ttl_unshared
        return shared if unshared is None else f"{shared}, unshared {duration(unshared)}"

    @property
    def api(self) -> str:
        """What the Notify API itself does with the raw key."""
        words = [("reads and writes it", self.key.api_reads), ("deletes it", self.key.api_deletes)]
        return ", ".join(word for word, is_true in words if is_true)

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key.text,
            "readers": [reader.full_name for reader in self.readers],
            "writers": [
                {"method": writer.method.full_name, "invalidates": writer.how} for writer in self.writers
            ],
            "ttl": self.key.ttl,
            "ttl_unshared": self.key.ttl_unshared,
            "ttl_depends_on_answer": self.key.ttl_for is not None,
            "api_reads": self.key.api_reads,
            "api_deletes": self.key.api_deletes,
        }


def methods_of(door: Mapping[str, object]) -> list[Method]:
    """Every method under the policy, of every client among these names: `methods_of(vars(gateway))`."""
    return [
        Method(client, name, instance, record)
        for client, instance in sorted(door.items())
        if not isinstance(instance, type)
        for name, record in _records_of(type(instance))
    ]


def _records_of(client: type) -> Iterator[tuple[str, Record]]:
    for name in dir(client):
        if record := record_of(getattr_static(client, name)):
            yield name, record


def rows(methods: Iterable[Method], registry: Registry) -> list[Row]:
    """One for each family of the registry, in its order."""
    known = list(methods)
    return [_row(key, known, registry) for key in registry.keys.values()]


def _row(key: Key, methods: list[Method], registry: Registry) -> Row:
    readers = tuple(method for method in methods if method.record.reads and method.record.reads.family == key)
    patterns = registry.groups[key]
    writers = tuple(
        Writer(method, how) for method in methods if (how := _how(method.record, key, patterns)) is not None
    )
    return Row(key, readers, writers)


def _how(record: Record, key: Key, patterns: tuple[Pattern, ...]) -> str | None:
    """The surest way first: a key or pattern of the arguments, then what is found at run time."""
    declared = [target.family for target in record.writes]
    if key in declared:
        return key.text
    for pattern in patterns:
        if pattern in declared:
            return pattern.text
    return AT_RUN_TIME if any(family in record.in_body for family in (key, *patterns)) else None


def duration(seconds: float) -> str:
    """As short as it is exact: 5 min, 24 h, 90 s."""
    for unit, name in ((HOUR, "h"), (MINUTE, "min")):
        if seconds >= unit and seconds % unit == 0:
            return f"{seconds / unit:g} {name}"
    return f"{seconds:g} s"


def as_markdown(table: Iterable[Row]) -> str:
    """For docs/gateway.md."""
    lines = ["| key | kept by | for | invalidated by | the API itself |", "|---|---|---|---|---|"]
    lines += [
        f"| `{row.key.text}` | {_by_client(reader for reader in row.readers)} | {row.lasts} "
        f"| {_by_client(writer.method for writer in row.writers)} | {row.api} |"
        for row in table
    ]
    return "\n".join(lines) + "\n"


def _by_client(methods: Iterable[Method]) -> str:
    names: dict[str, list[str]] = {}
    for method in methods:
        names.setdefault(method.client, []).append(method.name)
    return "; ".join(f"*{client}* {', '.join(of_client)}" for client, of_client in names.items()) or "nobody"


def as_text(table: Iterable[Row], paint: Callable[[str], str] = str) -> str:
    """For a terminal."""
    return "\n".join(line for row in table for line in _lines(row, paint))


def _lines(row: Row, paint: Callable[[str], str]) -> Iterator[str]:
    yield paint(row.key.text)
    yield f"  kept for        {row.lasts}"
    for reader in row.readers:
        yield f"  kept by         {reader.full_name}"
    for writer in row.writers:
        by = "" if writer.how == row.key.text else f" ({writer.how})"
        yield f"  invalidated by  {writer.method.full_name}{by}"
    if row.api:
        yield f"  the API         {row.api}"
    yield ""
