"""manage.py sandbox: the local Notify API, migrated, seeded and served."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection

from sandbox import database, settings, world
from sandbox.commands import SandboxCommand
from sandbox.production import is_loopback
from sandbox.server import serve
from sandbox.world.people import PASSWORD, PEOPLE

NAME_WIDTH = 16
EMAIL_WIDTH = 40
OTHERS = (
    "Other machines could reach the sandbox on {host}, and everything in it. "
    "If they are meant to, add --anyone-can-reach-it (or set SANDBOX_ANYONE_CAN_REACH_IT=true)."
)


class Command(SandboxCommand):
    help = "Start a local Notify API with invented people, services and messages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--host", default=settings.SANDBOX_HOST)
        parser.add_argument("--port", type=int, default=settings.SANDBOX_PORT)
        parser.add_argument("--quiet", action="store_true", help="Print nothing but errors.")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        host, port, quiet = options["host"], options["port"], options["quiet"]
        if not options["anyone_can_reach_it"] and not is_loopback(host):
            raise CommandError(OTHERS.format(host=host))
        database.migrate()
        world.build_unless_built()
        # The worker is another process: it must open its own connection to the database.
        connection.close()
        application = get_wsgi_application()
        if quiet:
            logging.getLogger("sandbox").setLevel(logging.ERROR)
        else:
            self.stdout.write(self._welcome(f"http://{host}:{port}"))
        serve(application, host, port, quiet=quiet)

    def _welcome(self, url: str) -> str:
        people = [
            f"  {person.name:<{NAME_WIDTH}} {person.email_address:<{EMAIL_WIDTH}} {person.can}"
            for person in PEOPLE
            if person.state != "inactive"
        ]
        return "\n".join(
            [
                f"The sandbox answers on {url}",
                f"Its emails and text messages are on {url}/outbox",
                "",
                f"People (password for everybody: {PASSWORD})",
                *people,
                "",
            ]
        )
