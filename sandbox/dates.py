"""The API's clock: UTC instants in, the text formats of its JSON out, and London days for statistics."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.http import http_date as rfc_1123

LONDON = ZoneInfo("Europe/London")
ZULU = "%Y-%m-%dT%H:%M:%S.%fZ"
PLAIN = "%Y-%m-%d %H:%M:%S.%f"
APRIL = 4


def now() -> datetime:
    return datetime.now(UTC)


def zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(ZULU)


def zulu_or_null(moment: datetime | None) -> str | None:
    return zulu(moment) if moment else None


def plain(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(PLAIN)


def plain_or_null(moment: datetime | None) -> str | None:
    return plain(moment) if moment else None


def to_the_second(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def http_date_or_null(moment: datetime | None) -> str | None:
    return rfc_1123(moment.timestamp()) if moment else None


def parsed(text: str) -> datetime:
    """Either of the API's formats (or any ISO 8601 text) as an aware instant. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def london_day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def archived(name: str) -> str:
    """A name that makes room for another of the same."""
    return f"_archived_{now():%Y-%m-%d-%H:%M:%S}_{name}"


def london_midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def midnight_days_ago(days: int) -> datetime:
    return london_midnight(london_day(now()) - timedelta(days=days))


def financial_year(day: date) -> int:
    return day.year if day.month >= APRIL else day.year - 1


def this_financial_year() -> int:
    return financial_year(london_day(now()))


def financial_year_span(year: int) -> tuple[date, date]:
    """The first day of the financial year, and the first day after it."""
    return date(year, APRIL, 1), date(year + 1, APRIL, 1)
