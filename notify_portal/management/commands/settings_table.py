"""manage.py settings_table: every environment variable of the portal, as a table."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from notify_portal.settings.table import as_markdown
from notify_portal.settings.variables import ROOT

PAGE = ROOT / "docs" / "settings.md"


class Command(BaseCommand):
    help = "Print the table of environment variables; with --write, put it into docs/settings.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/settings.md instead of printing")

    def handle(self, *_args: Any, write: bool, **_options: Any) -> None:
        if write:
            PAGE.write_text(as_markdown())
        else:
            self.stdout.write(as_markdown())
