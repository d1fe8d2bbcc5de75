"""Which keys belong to which groups, worked out from the texts when the policy is imported."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from gateway.cache.families import Filled, Key, Pattern, PolicyError

GUARD_PREFIX = "guard:"

_FIELD = re.compile(r"\{([^{}]*)\}")
_UUID_GLOB = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_GLOB_SPECIAL = re.compile(r"([*?\[\]\\])")


class Entry(NamedTuple):
    """One cached answer in the store: its value, its guard and the guards of its groups, always read together."""

    family: Key
    keys: tuple[str, ...]

    @property
    def value(self) -> str:
        return self.keys[0]

    @property
    def guard(self) -> str:
        return self.keys[1]

    @property
    def groups(self) -> tuple[str, ...]:
        return self.keys[2:]


@dataclass(frozen=True, slots=True)
class Plan:
    """What one write invalidates. `sweeps` are globs of raw keys that the API reads and no guard protects there."""

    families: tuple[str, ...]
    values: tuple[str, ...]
    guards: tuple[str, ...]
    sweeps: tuple[str, ...]


Fields = Mapping[str, str]
Locator = Callable[[Fields], Entry]


class Registry:
    """Every key and pattern of the policy. Raises PolicyError when they do not fit together."""

    def __init__(self, keys: Iterable[Key], patterns: Iterable[Pattern]) -> None:
        self.keys = {key.text: key for key in keys}
        self.patterns = {pattern.text: pattern for pattern in patterns}
        self.groups = {
            key: tuple(p for p in self.patterns.values() if covers(p, key)) for key in self.keys.values()
        }
        self._locators = {text: self._locator_of(key) for text, key in self.keys.items()}
        self._check()

    def _locator_of(self, key: Key) -> Locator:
        fill_value = key.text.format_map
        fill_groups = [(GUARD_PREFIX + pattern.text).format_map for pattern in self.groups[key]]

        def locate(fields: Fields) -> Entry:
            value = fill_value(fields)
            return Entry(key, (value, GUARD_PREFIX + value, *[fill(fields) for fill in fill_groups]))

        return locate

    def _check(self) -> None:
        for key in self.keys.values():
            if key.has_wildcard:
                raise PolicyError(f"{key.text!r} is a pattern, not a key")
        covered = {pattern for groups in self.groups.values() for pattern in groups}
        for pattern in self.patterns.values():
            if not pattern.has_wildcard:
                raise PolicyError(f"{pattern.text!r} is a key, not a pattern")
            if pattern not in covered:
                raise PolicyError(f"{pattern.text!r} covers no key of the policy")

    def key(self, declared: Key | str) -> Key:
        """The declared key; a string must be its exact text. Raises PolicyError."""
        text = declared if isinstance(declared, str) else declared.text
        if text not in self.keys:
            raise PolicyError(f"{text!r} is not a key of gateway/cache/keys.py")
        return self.keys[text]

    def pattern(self, declared: Pattern | str) -> Pattern:
        """The declared pattern; a string must be its exact text. Raises PolicyError."""
        text = declared if isinstance(declared, str) else declared.text
        if text not in self.patterns:
            raise PolicyError(f"{text!r} is not a pattern of gateway/cache/keys.py")
        return self.patterns[text]

    def family(self, declared: Key | Pattern) -> Key | Pattern:
        """The declared key or pattern. Raises PolicyError."""
        return self.key(declared) if isinstance(declared, Key) else self.pattern(declared)

    def locator(self, key: Key) -> Locator:
        """Tells where the answers of a family live. Looked up once per method, since every hit runs it."""
        return self._locators[key.text]

    def entry(self, filled: Filled) -> Entry:
        """Where one answer lives. Raises PolicyError for a pattern, which holds no answer."""
        locate = self._locators.get(filled.family.text)
        if locate is None:
            raise PolicyError(f"{filled.family.text!r} is not a key of gateway/cache/keys.py")
        return locate(filled.fields)

    def plan(self, targets: Iterable[Filled]) -> Plan:
        """What a write to all these keys and groups has to fence."""
        families: dict[str, None] = {}
        values: dict[str, None] = {}
        guards: dict[str, None] = {}
        sweeps: dict[str, None] = {}
        for family, fields in ((target.family, target.fields) for target in targets):
            text = family.text.format_map(fields)
            families[family.text] = None
            guards[GUARD_PREFIX + text] = None
            if isinstance(family, Key):
                values[text] = None
            elif self._api_reads_any_of(family):
                sweeps[family.text.format_map({name: _literal(field) for name, field in fields.items()})] = (
                    None
                )
        return Plan(tuple(families), tuple(values), tuple(guards), tuple(sweeps))

    def _api_reads_any_of(self, pattern: Pattern) -> bool:
        return any(key.api_reads and pattern in groups for key, groups in self.groups.items())


def covers(pattern: Pattern, key: Key) -> bool:
    """Whether keys of the family match the pattern; the fields of the two are the same where their names are.

    Raises PolicyError when a key could match only with another value in a field: its group would then not be known
    from the key alone, and a write would silently miss it.
    """
    samples = {name: str(UUID(int=number)) for number, name in enumerate(key.fields, start=1)}
    sample = key.text.format_map(samples)
    if set(pattern.fields) <= samples.keys() and _matches(pattern, sample, samples):
        return True
    if _matches(pattern, sample, {}):
        raise PolicyError(f"{pattern.text!r} may match {key.text!r}, whose fields do not name the group")
    return False


def _matches(pattern: Pattern, text: str, fields: Mapping[str, str]) -> bool:
    """A field without a value stands for any UUID, as ids are."""
    wildcards = {"*": ".*", "?": "."}
    parts = re.split(r"(\{[^{}]*\}|[*?])", pattern.text)
    expression = ""
    for part in parts:
        if field := _FIELD.fullmatch(part):
            expression += re.escape(fields[field[1]]) if field[1] in fields else _UUID_GLOB
        else:
            expression += wildcards.get(part, re.escape(part))
    return re.fullmatch(expression, text, re.DOTALL) is not None


def _literal(text: str) -> str:
    """A field inside a glob, so that nothing in it acts as a wildcard."""
    return _GLOB_SPECIAL.sub(r"\\\1", text)
