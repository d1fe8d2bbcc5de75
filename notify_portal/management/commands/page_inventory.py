"""manage.py page_inventory: which of the pages that others know this portal has."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notify_portal.inventory import KnownPage, addresses, known_pages

PRESENT, ABSENT = "present", "absent"


class Command(BaseCommand):
    help = (
        "List every address that bookmarks, e-mails and browser suites know, and whether this portal has it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--app", action="append", help="Only this app; may be repeated.")
        parser.add_argument(
            "--importance", default="ABC", help="Only these: A core, B important, C marginal."
        )
        parser.add_argument(
            "--absent", action="store_true", help="Only what is absent; fails when there is any."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        there = addresses()
        asked = [
            (page, PRESENT if page.shape in there else ABSENT)
            for page in known_pages()
            if page.importance in options["importance"] and (not options["app"] or page.app in options["app"])
        ]
        for page, state in asked:
            if state == ABSENT or not options["absent"]:
                self.stdout.write(_line(page, state))
        counts = Counter(state for _, state in asked)
        self.stdout.write(f"{counts[PRESENT]} of {len(asked)} present, {counts[ABSENT]} absent")
        if options["absent"] and counts[ABSENT]:
            raise CommandError(f"{counts[ABSENT]} absent")


def _line(page: KnownPage, state: str) -> str:
    return (
        f"{state:<8} {page.importance} {page.app:<18} {page.methods:<3} {page.address}  ({page.permission})"
    )
