"""manage.py sandbox_measure: how long each question of the portal takes, asked of the largest service there is."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from sandbox import database
from sandbox.commands import SandboxCommand
from sandbox.measuring.asking import Measured, measure
from sandbox.measuring.reads import READS
from sandbox.measuring.subjects import facts
from sandbox.models import Notification


class Command(SandboxCommand):
    help = "Ask everything the portal asks, and print how long each answer took, the longest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="Print JSON instead of a table.")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        database.migrate()
        if not Notification.objects.exists():
            raise CommandError("There is nothing to measure: start the sandbox, or seed it, first.")
        about = facts()
        found = sorted((measure(read, about) for read in READS), key=lambda each: -each.milliseconds)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) | {"read": str(each.read)} for each in found]))
        else:
            self.stdout.write("\n".join(["      ms  statements      bytes", *map(_line, found)]))


def _line(each: Measured) -> str:
    problem = "" if each.status == 200 else f"  answered {each.status}"  # noqa: PLR2004 - what all should answer
    return f"{each.milliseconds:8.1f}  {each.statements:10}  {each.size:9,}  {each.read}{problem}"
