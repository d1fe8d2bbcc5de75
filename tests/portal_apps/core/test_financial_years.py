from datetime import date

import pytest
from django.http import Http404
from django.test import RequestFactory

from portal_apps.core.financial_years import financial_year, months_of, year_asked, year_links, years_offered


def asked(query=""):
    return RequestFactory().get(f"/usage{query}")


class TestFinancialYear:
    @pytest.mark.parametrize(
        ("day", "year"), [((2026, 3, 31), 2025), ((2026, 4, 1), 2026), ((2027, 1, 1), 2026)]
    )
    def test_begins_in_april(self, day, year):
        assert financial_year(date(*day)) == year


class TestMonths:
    def test_are_twelve_and_begin_in_april(self):
        months = months_of(2026)

        assert (len(months), months[0], months[8:10], months[-1]) == (
            12,
            date(2026, 4, 1),
            [date(2026, 12, 1), date(2027, 1, 1)],
            date(2027, 3, 1),
        )


class TestYearAsked:
    def test_is_this_one_unless_told(self):
        assert year_asked(asked()) == financial_year()

    def test_may_be_one_of_the_years_offered(self):
        assert [year_asked(asked(f"?year={year}")) for year in years_offered()] == years_offered()

    @pytest.mark.parametrize("year", ["1999", "x", "2026.0", "-1"])
    def test_any_other_is_not_found(self, year):
        with pytest.raises(Http404):
            year_asked(asked(f"?year={year}"))


class TestLinks:
    def test_lead_to_the_same_page_and_mark_the_chosen_year(self):
        links = year_links(asked(), years_offered()[1])

        assert [link["current"] for link in links] == [False, True, False]
        assert links[0]["href"] == f"/usage?year={financial_year()}"
        assert links[0]["text"] == f"{financial_year()} to {financial_year() + 1}"
