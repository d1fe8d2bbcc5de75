"""Which of the pages that others know are there: the list in pages.tsv held against the addresses of the portal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

LIST = Path(__file__).with_name("pages.tsv")
PARAMETER = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class KnownPage:
    """One address as others know it, and who may see it."""

    app: str
    importance: str
    methods: str
    address: str
    permission: str

    @property
    def shape(self) -> str:
        return shape_of(self.address)


def known_pages() -> list[KnownPage]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [KnownPage(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def shape_of(address: str) -> str:
    """The address without the names and kinds of its parameters, which are nobody's business but ours."""
    return PARAMETER.sub("<>", address)


def addresses() -> dict[str, list[URLPattern]]:
    """Every pattern of the portal, by the shape of its address."""
    found: dict[str, list[URLPattern]] = {}
    for address, pattern in every_pattern():
        found.setdefault(shape_of(address), []).append(pattern)
    return found


def every_pattern() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the portal as its routes spell it."""
    return _patterns(get_resolver().url_patterns, "/")


def _patterns(entries: Iterable[Any], prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in entries:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, address)
        else:
            yield address, entry
