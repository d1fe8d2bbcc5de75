"""manage.py show_cache_policy: every family of kept answers, who keeps it and who invalidates it."""

import json
import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

import gateway
from gateway.cache import policy_table
from gateway.cache.keys import REGISTRY
from notify_portal.settings.variables import ROOT

PAGE = ROOT / "docs" / "gateway.md"
BETWEEN_MARKERS = re.compile(r"(<!-- policy: begin -->\n).*?(<!-- policy: end -->\n)", re.DOTALL)


class Command(BaseCommand):
    help = (
        "Show the cache policy of the gateway: each key, who keeps it and for how long, who invalidates it. Walks the "
        "methods of every client."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="as a JSON list")
        parser.add_argument("--write", action="store_true", help="write the table of docs/gateway.md instead")

    def handle(self, *_args: Any, as_json: bool, write: bool, **_options: Any) -> None:
        if write:
            PAGE.write_text(with_table(PAGE.read_text()))
        elif as_json:
            self.stdout.write(json.dumps([row.as_json() for row in policy_rows()], indent=2))
        else:
            self.stdout.write(policy_table.as_text(policy_rows(), self.style.MIGRATE_HEADING))


def policy_rows() -> list[policy_table.Row]:
    return policy_table.rows(policy_table.methods_of(vars(gateway)), REGISTRY)


def with_table(page: str) -> str:
    """The page with the table of now between its markers."""
    table = policy_table.as_markdown(policy_rows())
    return BETWEEN_MARKERS.sub(lambda found: f"{found[1]}{table}{found[2]}", page)
