"""Every address of the portal with something behind it, and who may see it."""

import re
from dataclasses import dataclass
from typing import Any

from notify_portal.inventory import every_pattern
from portal_apps.core.converters import short_id
from portal_apps.core.permissions import Rule
from tests.whole_api_rows import ARGUMENTS

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
# What addresses need beyond their path: those of files in e-mails name the template so.
QUERIES = {"/d/": f"?key={short_id(ARGUMENTS['template_id'])}"}


@dataclass(frozen=True)
class Address:
    """One address as a browser asks for it. `rule` is None for those that are open to everybody."""

    shape: str
    path: str
    rule: Rule | None

    @property
    def is_of_service(self) -> bool:
        return ":service_id>" in self.shape

    @property
    def is_of_organisation(self) -> bool:
        return "<uuid:org_id>" in self.shape


def filled(shape: str, arguments: dict[str, str] = ARGUMENTS) -> str:
    """The address with these ids in it. A KeyError here asks for an entry in ARGUMENTS of tests/whole_api_rows.py."""

    def value(parameter: re.Match[str]) -> str:
        kind, name = parameter.groups()
        return short_id(arguments[name]) if kind == "base64_uuid" else arguments[name]

    return PARAMETER.sub(value, shape)


def query_of(shape: str) -> str:
    return next((query for beginning, query in QUERIES.items() if shape.startswith(beginning)), "")


EVERY_ADDRESS = [
    Address(shape, filled(shape) + query_of(shape), pattern.callback.guarded_by)
    for shape, pattern in every_pattern()
]
GUARDED = [address for address in EVERY_ADDRESS if address.rule]
OPEN = [address for address in EVERY_ADDRESS if not address.rule]


def name_of(value: Any) -> str:
    """How a test of this address is called."""
    return getattr(value, "shape", "")
