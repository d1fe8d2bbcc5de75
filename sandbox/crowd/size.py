"""How large a crowd somebody asks for, and whether that makes sense."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Self

SERVICES_OF_AN_ORGANISATION = 8
TEMPLATES_OF_A_SERVICE = 6
OUTBOX = 10_000
MOST = {
    "seed": 9_999,
    "services": 50_000,
    "users": 500_000,
    "notifications": 20_000_000,
    "templates": 1_000_000,
}


@dataclass(frozen=True)
class Size:
    seed: int
    services: int
    users: int
    organisations: int
    templates: int
    notifications: int
    outbox: int

    @classmethod
    def of(  # noqa: PLR0913 - the options of the command
        cls,
        *,
        seed: int,
        services: int,
        users: int,
        notifications: int,
        organisations: int | None = None,
        templates: int | None = None,
        outbox: int | None = None,
    ) -> Self:
        """What is not said follows from the rest."""
        if organisations is None:
            organisations = max(1, services // SERVICES_OF_AN_ORGANISATION)
        if templates is None:
            templates = services * TEMPLATES_OF_A_SERVICE
        if outbox is None:
            outbox = min(OUTBOX, notifications)
        return cls(seed, services, users, organisations, templates, notifications, outbox)

    def complaints(self) -> Iterator[str]:
        for name, least in (("seed", 1), ("services", 1), ("organisations", 1), ("notifications", 0)):
            if getattr(self, name) < least:
                yield f"--{name} must be {least} or more."
        for name, most in MOST.items():
            if getattr(self, name) > most:
                yield f"--{name} must be {most:,} or fewer."
        if self.organisations > self.services:
            yield "--organisations must not be more than --services: each has one at least."
        if self.users < self.organisations:
            yield "--users must not be fewer than --organisations: somebody has to be in each."
        if self.templates < self.services:
            yield "--templates must not be fewer than --services: each has one at least."
        if not 0 <= self.outbox <= self.notifications:
            yield "--outbox must not be more than --notifications, nor less than 0."

    def as_json(self) -> dict[str, int]:
        return asdict(self)

    def __str__(self) -> str:
        return (
            f"{self.services:,} services of {self.organisations:,} organisations, {self.users:,} users, "
            f"{self.templates:,} templates, {self.notifications:,} notifications, {self.outbox:,} of them in the outbox"
        )
