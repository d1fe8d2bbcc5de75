"""manage.py sandbox_reset: drop everything and seed again, also while the sandbox is running."""

from typing import Any

from sandbox import database, world
from sandbox.commands import SandboxCommand


class Command(SandboxCommand):
    help = "Drop everything in the sandbox and start with the invented world again."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        database.migrate()
        world.rebuild()
        self.stdout.write("The sandbox is as new.")
