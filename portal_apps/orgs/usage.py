"""What the services of an organisation sent and cost in a financial year."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from gateway import organisations_client
from portal_apps.core.spreadsheets import Cell

COLUMNS = (
    "Service ID",
    "Service Name",
    "Emails sent",
    "Free text message allowance remaining",
    "Spent on text messages (£)",
    "Spent on letters (£)",
)


@dataclass(frozen=True, slots=True)
class ServiceUsage:
    """One service; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return self.facts["service_id"]

    @property
    def name(self) -> str:
        return self.facts["service_name"]

    @property
    def emails(self) -> int:
        return self.facts["emails_sent"]

    @property
    def sms_cost(self) -> Decimal:
        return _money(self.facts["sms_cost"])

    @property
    def letter_cost(self) -> Decimal:
        return _money(self.facts["letter_cost"])

    @property
    def free_texts_left(self) -> int:
        return self.facts["sms_remainder"]


@dataclass(frozen=True, slots=True)
class OrganisationUsage:
    services: list[ServiceUsage]
    updated_at: str | None

    @classmethod
    def of_year(cls, org_id: str, year: int) -> Self:
        """The live services by name, and the archived ones that cost something."""
        answer = organisations_client.get_services_and_usage(org_id, year)
        services = [ServiceUsage(facts) for facts in answer["services"]]
        services.sort(key=lambda one: (not one.facts["active"], one.name.casefold(), one.id))
        return cls(services, answer["updated_at"])

    @property
    def emails(self) -> int:
        return sum(one.emails for one in self.services)

    @property
    def sms_cost(self) -> Decimal:
        return sum((one.sms_cost for one in self.services), Decimal(0))

    @property
    def letter_cost(self) -> Decimal:
        return sum((one.letter_cost for one in self.services), Decimal(0))

    def named(self, words: str) -> list[ServiceUsage]:
        return [one for one in self.services if words.casefold() in one.name.casefold()]


def csv_rows(services: Iterable[ServiceUsage]) -> Iterator[Sequence[Cell]]:
    """For a spreadsheet, the headings first."""
    yield COLUMNS
    for one in services:
        costs = (float(one.sms_cost), float(one.letter_cost))
        yield (one.id, one.name, one.emails, one.free_texts_left, *costs)


def _money(pounds: float) -> Decimal:
    return Decimal(str(pounds)).quantize(Decimal("0.01"))
