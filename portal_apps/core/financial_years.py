"""Financial years, from April to March in London, as bills and reports count them: 2026 is the one that begins in 2026."""

from datetime import date, datetime

from django.http import Http404, HttpRequest

from portal_apps.core.formatting import LONDON

FIRST_MONTH = 4
MONTHS_OF_A_YEAR = 12
YEARS_OFFERED = 3


def financial_year(day: date | None = None) -> int:
    """The financial year of a day, of today unless told."""
    day = day or datetime.now(tz=LONDON).date()
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def months_of(year: int) -> list[date]:
    """The first days of its months."""
    return [
        date(year + (month > MONTHS_OF_A_YEAR), (month - 1) % MONTHS_OF_A_YEAR + 1, 1)
        for month in range(FIRST_MONTH, FIRST_MONTH + MONTHS_OF_A_YEAR)
    ]


def years_offered() -> list[int]:
    """The years that pages offer, the newest first."""
    return [financial_year() - back for back in range(YEARS_OFFERED)]


def year_asked(request: HttpRequest) -> int:
    """The year in the query string, this one unless told. Raises Http404 for a year that pages do not offer."""
    text = request.GET.get("year", "")
    if not text:
        return financial_year()
    if text not in map(str, years_offered()):
        raise Http404
    return int(text)


def in_words(year: int) -> str:
    """2026 to 2027"""
    return f"{year} to {year + 1}"


def year_links(request: HttpRequest, chosen: int) -> list[dict[str, object]]:
    """One link a year to the same page, the chosen one marked."""
    return [
        {"text": in_words(year), "href": f"{request.path}?year={year}", "current": year == chosen}
        for year in years_offered()
    ]
