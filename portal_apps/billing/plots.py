"""What was spent in each month, as a plot in whole pounds."""

from portal_apps.billing.usage import MonthOfUsage, YearOfUsage
from portal_apps.core.plots import Plot, columns_of_months


def spent_by_month(usage: YearOfUsage, year: int) -> Plot | None:
    """Of the channels that cost something. None where there is less than a pound in every month."""
    channels = {"Text messages": _texts, "Letters": _letters}
    names = [name for name, spent in channels.items() if any(map(spent, usage.months))]
    if not names:
        return None
    months = {month.first_day: tuple(channels[name](month) for name in names) for month in usage.months}
    return Plot("Pounds spent in each month", tuple(names), columns_of_months(year, months))


def _texts(month: MonthOfUsage) -> int:
    return round(month.texts.cost)


def _letters(month: MonthOfUsage) -> int:
    return round(month.letters.cost)
