"""What a service used in a financial year, by channel and by month. All of it is added up from the same lines, so that the
months come to what the year says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self

from gateway import billing_api_client, fan_out
from portal_apps.core.financial_years import months_of
from portal_apps.service_settings.prices import POSTAGE, price

Lines = list[dict[str, Any]]


class Charge(NamedTuple):
    """The messages of one kind and price; texts are all of one kind."""

    kind: str
    rate: Decimal
    number: int
    cost: Decimal

    @property
    def price(self) -> str:
        return price(self.rate)


@dataclass(frozen=True, slots=True)
class Channel:
    """Texts or letters. A text that is long, or goes abroad, is counted more than once."""

    sent: int
    free: int
    charges: tuple[Charge, ...]

    @classmethod
    def of(cls, lines: Lines, channel: str) -> Self:
        ours = [line for line in lines if line["notification_type"] == channel]
        return cls(
            sent=sum(line["notifications_sent"] for line in ours),
            free=sum(line["free_allowance_used"] for line in ours),
            charges=tuple(_charges(ours)),
        )

    @property
    def counted(self) -> int:
        return self.free + sum(charge.number for charge in self.charges)

    @property
    def cost(self) -> Decimal:
        return sum((charge.cost for charge in self.charges), Decimal(0))


@dataclass(frozen=True, slots=True)
class Usage:
    texts: Channel
    letters: Channel

    @property
    def cost(self) -> Decimal:
        return self.texts.cost + self.letters.cost


@dataclass(frozen=True, slots=True)
class MonthOfUsage(Usage):
    first_day: date

    @classmethod
    def of(cls, first_day: date, lines: Lines) -> Self:
        return cls(Channel.of(lines, "sms"), Channel.of(lines, "letter"), first_day)

    @property
    def name(self) -> str:
        return f"{self.first_day:%B %Y}"


@dataclass(frozen=True, slots=True)
class YearOfUsage(Usage):
    """With the months in which there were texts or letters, the first one first: it is the first to use up what is free."""

    emails: int
    allowance: int
    months: tuple[MonthOfUsage, ...]

    @classmethod
    def of(cls, service_id: str, year: int) -> Self:
        yearly, allowance, monthly = fan_out(
            lambda: billing_api_client.get_annual_usage_for_service(service_id, year),
            lambda: billing_api_client.get_free_sms_fragment_limit_for_year(service_id, year),
            lambda: billing_api_client.get_monthly_usage_for_service(service_id, year),
        )
        return cls(
            texts=Channel.of(monthly, "sms"),
            letters=Channel.of(monthly, "letter"),
            emails=sum(line["notifications_sent"] for line in yearly if line["notification_type"] == "email"),
            allowance=allowance,
            months=tuple(_months(monthly, year)),
        )

    @property
    def free_left(self) -> int:
        return max(0, self.allowance - self.texts.free)


def _months(lines: Lines, year: int) -> Iterable[MonthOfUsage]:
    by_month = defaultdict(list)
    for line in lines:
        by_month[line["month"]].append(line)
    for day in months_of(year):
        if found := by_month[f"{day:%B}"]:
            yield MonthOfUsage.of(day, found)


def _charges(lines: Lines) -> Iterable[Charge]:
    """Those of months, or of postages with one name, together."""
    numbers = Counter[tuple[str, Decimal]]()
    costs: dict[tuple[str, Decimal], Decimal] = defaultdict(Decimal)
    for line in lines:
        key = _kind(line), Decimal(str(line["rate"]))
        numbers[key] += line["charged_units"]
        costs[key] += Decimal(str(line["cost"]))
    return (Charge(*key, numbers[key], costs[key]) for key in sorted(numbers) if numbers[key])


def _kind(line: dict[str, Any]) -> str:
    return POSTAGE.get(line["postage"], "International") if line["notification_type"] == "letter" else ""
