"""manage.py sandbox_seed: thousands of services with everything in them, on top of what the sandbox has."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from sandbox import database, world
from sandbox.commands import SandboxCommand
from sandbox.crowd.making import SeedTakenError, amount, crowd_of, make
from sandbox.crowd.progress import progress
from sandbox.crowd.size import OUTBOX, SERVICES_OF_AN_ORGANISATION, TEMPLATES_OF_A_SERVICE, Size

OPTIONS = (
    ("seed", 1, "The same number makes the same crowd; each number can be used once."),
    ("services", 10_000, "How many services."),
    ("users", 60_000, "How many people."),
    ("notifications", 1_000_000, "How many messages of the last seven days."),
    (
        "organisations",
        None,
        f"How many organisations; one for {SERVICES_OF_AN_ORGANISATION} services unless told.",
    ),
    ("templates", None, f"How many templates; {TEMPLATES_OF_A_SERVICE} for each service unless told."),
    ("outbox", None, f"How many of the newest messages are in the outbox too; {OUTBOX:,} unless told."),
)


class Command(SandboxCommand):
    help = "Add services by the thousand to the sandbox. What was interrupted goes on where it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        for name, default, text in OPTIONS:
            parser.add_argument(f"--{name}", type=int, default=default, help=text)

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        size = Size.of(**{name: options[name] for name, _, _ in OPTIONS})
        if complaints := list(size.complaints()):
            raise CommandError("\n".join(complaints))
        database.migrate()
        world.build_unless_built()
        try:
            crowd = crowd_of(size)
        except SeedTakenError as error:
            text = f"Seed {size.seed} has made another crowd: {error}. Choose another --seed, or start anew with sandbox_reset."
            raise CommandError(text) from None
        if crowd.finished_at:
            self.stdout.write(f"Crowd {size.seed} is there already: {size}.")
            return
        self.stdout.write(f"{'Going on with' if crowd.blocks_done else 'Making'} crowd {size.seed}: {size}.")
        with progress(amount(size), self.stdout) as bar:
            make(crowd, bar.advance)
        self.stdout.write("It is there. Everybody in it has the password of the invented people.")
