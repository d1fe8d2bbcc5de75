"""manage.py sandbox_reset: drop everything and seed again, also while the sandbox is running."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from sandbox import world
from sandbox.database import make_room


class Command(BaseCommand):
    help = "Drop everything in the sandbox and start with the invented world again."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        make_room()
        call_command("migrate", verbosity=0)
        world.rebuild()
        self.stdout.write("The sandbox is as new.")
