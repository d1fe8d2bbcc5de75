"""Services by what they are: `--select type=local,live`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from portal_apps.bulk.errors import BadInput

Facts = Mapping[str, Any]
Test = Callable[[Facts], bool]

WORDS: Mapping[str, Test] = {
    "all": lambda _service: True,
    "live": lambda service: not service["restricted"],
    "trial": lambda service: bool(service["restricted"]),
}
FIELDS: Mapping[str, Callable[[Facts, str], bool]] = {
    "org": lambda service, value: service["organisation"] == value.lower(),
    "type": lambda service, value: service["organisation_type"] == value.lower(),
    "name": lambda service, value: value.casefold() in service["name"].casefold(),
}


def selected(which: str, services: Iterable[Facts]) -> Iterator[Facts]:
    """Those that all terms fit. Raises BadInput for a term that is none."""
    tests = [_test(term.strip()) for term in which.split(",")]
    return (service for service in services if all(test(service) for test in tests))


def _test(term: str) -> Test:
    if term in WORDS:
        return WORDS[term]
    name, _, value = term.partition("=")
    if name not in FIELDS or not value:
        raise BadInput(f"--select {term}: none of all, live, trial, org=ID, type=TYPE, name=PART")
    return lambda service: FIELDS[name](service, value)
