"""What the commands of the sandbox have in common."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox import production, settings
from sandbox.database import make_room


class SandboxCommand(BaseCommand):
    """Runs only where a sandbox belongs."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anyone-can-reach-it",
            action="store_true",
            default=settings.SANDBOX_ANYONE_CAN_REACH_IT,
            help="It is meant to have public addresses, and to answer other machines.",
        )

    def execute(self, *args: Any, **options: Any) -> str | None:
        signs = production.secret_signs(os.environ)
        if not options["anyone_can_reach_it"]:
            signs += production.public_signs(os.environ)
        make_room()
        signs = signs or production.table_signs()
        if signs:
            raise CommandError(production.refusal(signs))
        return super().execute(*args, **options)
