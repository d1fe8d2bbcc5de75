"""What a line of the policy is made of: keys, patterns and their fields."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

_FIELD = re.compile(r"\{([^{}]*)\}")
_CANONICAL_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_SHORTEST_UUID = 32
_UUID_GLOB = "-".join("?" * length for length in (8, 4, 4, 4, 12))
_WILDCARDS = "*?"


class PolicyError(TypeError):
    """A line of the policy that cannot work. Raised while modules are imported, never by a call."""


def field_text(value: object) -> str:
    """A value as it stands in a key: UUIDs in one spelling, a missing optional one as `None`."""
    text = value if type(value) is str else str(value)
    if len(text) < _SHORTEST_UUID or _CANONICAL_UUID.fullmatch(text):
        return text
    try:
        return str(UUID(text))
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class Family:
    """Keys that differ only in what stands for their fields."""

    text: str
    fields: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", tuple(dict.fromkeys(_FIELD.findall(self.text))))

    @property
    def glob(self) -> str:
        """What matches every key of the family in Redis' own pattern language, and as little else as it can say."""
        return _FIELD.sub(lambda found: _UUID_GLOB if found[1].endswith("_id") else "*", self.text)

    def globs_with(self, id_: str) -> list[str]:
        """As `glob`, of the keys in which one of the ids is this one."""
        return [
            Family(self.text.replace(f"{{{name}}}", id_)).glob for name in self.fields if name.endswith("_id")
        ]

    @property
    def has_wildcard(self) -> bool:
        return any(character in self.text for character in _WILDCARDS)

    def texts(self, values: Mapping[str, object], optional: tuple[str, ...] = ()) -> dict[str, str]:
        """The fields as text. Raises PolicyError for an unknown field or a missing one that is not optional."""
        texts = {name: field_text(values.get(name)) for name in self.fields}
        if texts.keys() == values.keys():
            return texts
        if unknown := values.keys() - texts.keys():
            raise PolicyError(f"{self.text!r} has no field {', '.join(sorted(unknown))}")
        if missing := texts.keys() - values.keys() - set(optional):
            raise PolicyError(f"{self.text!r} needs {', '.join(sorted(missing))}")
        return texts


@dataclass(frozen=True, slots=True)
class Key(Family):
    """One family of cached answers.

    `ttl` is in seconds; None means the default of the settings. `ttl_for` looks at an answer and says how long that one
    may be kept; None or 0 keeps nothing. `api_reads` marks raw keys that the Notify API itself reads and writes,
    `api_deletes` those that it deletes, `ttl_unshared` how long these last where it cannot, in a cache of our own. A method
    may leave out the `optional` fields.
    """

    ttl: float | None = None
    ttl_for: Callable[[Any], float | None] | None = None
    api_reads: bool = False
    api_deletes: bool = False
    ttl_unshared: float | None = None
    optional: tuple[str, ...] = ()

    def fill(self, **fields: object) -> "Filled":
        """One key of the family."""
        return Filled(self, self.texts(fields, self.optional))

    def from_argument(self, **arguments: str) -> "FromArguments[Key]":
        """For a method whose parameter has another name: USER.from_argument(user_id="requester_id")."""
        return FromArguments(self, arguments)


@dataclass(frozen=True, slots=True)
class Pattern(Family):
    """A group of keys that a write may invalidate together, as a glob."""

    def fill(self, **fields: object) -> "Filled":
        """The group for these fields."""
        return Filled(self, self.texts(fields))

    def from_argument(self, **arguments: str) -> "FromArguments[Pattern]":
        """For a method whose parameter has another name: PATTERN.from_argument(template_id="id_")."""
        return FromArguments(self, arguments)


FamilyT = TypeVar("FamilyT", Key, Pattern)


class Filled(NamedTuple):
    """A key or a group whose fields are known."""

    family: Key | Pattern
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FromArguments(Generic[FamilyT]):
    """A family whose fields are read from parameters of other names."""

    family: FamilyT
    arguments: Mapping[str, str]

    def __post_init__(self) -> None:
        if unknown := self.arguments.keys() - set(self.family.fields):
            raise PolicyError(f"{self.family.text!r} has no field {', '.join(sorted(unknown))}")
