"""The figures of a financial year as plots: what was sent in each month, by channel and by template."""

from collections import Counter
from collections.abc import Callable

from portal_apps.core.plots import MOST_SERIES, Column, Plot, columns_of_months
from portal_apps.services.months import CHANNELS, Month, MonthlyFigures

NAMES = ("Emails", "Text messages", "Letters")
OTHERS = "All other templates"

Values = Callable[[Month], tuple[int, ...]]


def by_channel(figures: MonthlyFigures, year: int) -> Plot:
    return Plot(
        "Emails, text messages and letters of each month",
        NAMES,
        _columns(figures, year, lambda month: tuple(month.counts[channel] for channel in CHANNELS)),
    )


def by_template(figures: MonthlyFigures, year: int) -> Plot:
    """The templates that were used most each for itself, all others together."""
    totals, names = Counter[str](), dict[str, str]()
    for month in figures.months:
        for row in month.rows:
            totals[row.template_id] += row.count
            names[row.template_id] = row.name
    fit = MOST_SERIES if len(totals) <= MOST_SERIES else MOST_SERIES - 1
    shown = [template_id for template_id, _total in totals.most_common(fit)]
    series = (*(names[one] for one in shown), *([OTHERS] if len(totals) > fit else []))
    return Plot(
        "Templates of each month",
        series,
        _columns(figures, year, lambda month: _of(month, shown, len(series))),
    )


def _of(month: Month, shown: list[str], size: int) -> tuple[int, ...]:
    counts = Counter[str]()
    for row in month.rows:
        counts[row.template_id] += row.count
    alone = [counts[template_id] for template_id in shown]
    return tuple(alone) if len(alone) == size else (*alone, counts.total() - sum(alone))


def _columns(figures: MonthlyFigures, year: int, values: Values) -> tuple[Column, ...]:
    return columns_of_months(year, {month.first_day: values(month) for month in figures.months})
