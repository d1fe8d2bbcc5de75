"""How values read on a page."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from gateway.times import parse_time
from portal_apps.core import formatting


class TestParseTime:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-08-20T13:05:06.000000Z",
            "2026-08-20 13:05:06.000000",
            "2026-08-20T14:05:06+01:00",
            "Thu, 20 Aug 2026 13:05:06 GMT",
        ],
    )
    def test_reads_every_form_the_api_writes(self, text):
        assert parse_time(text).isoformat().replace("+01:00", "") in (
            "2026-08-20T13:05:06+00:00",
            "2026-08-20T14:05:06",
        )

    def test_refuses_anything_else(self):
        with pytest.raises(ValueError, match="soon"):
            parse_time("soon")


class TestTimes:
    @pytest.mark.parametrize(
        ("moment", "reads"),
        [
            ("2026-08-20T13:05:00Z", "2:05pm"),
            ("2026-11-20T12:00:00Z", "midday"),
            ("2026-11-20T00:00:00Z", "midnight"),
            ("2026-11-20T09:30:00Z", "9:30am"),
        ],
    )
    def test_a_time_is_london_time(self, moment, reads):
        assert formatting.time_of_day(moment) == reads

    def test_a_date_is_written_out(self):
        assert formatting.date("2026-08-31T23:30:00Z") == "1 September 2026"

    def test_another_year_is_named(self):
        assert formatting.day_and_time("2019-03-01T12:00:00Z") == "1 March 2019 at midday"

    def test_the_next_midnight_is_that_of_tonight(self):
        today = datetime.now(tz=formatting.LONDON).replace(hour=0, minute=0, second=0, microsecond=0)

        assert formatting.day_and_time(today + timedelta(days=1)) == "at midnight tonight"
        assert formatting.day_and_time(today + timedelta(days=1, hours=4)) == "tomorrow at 4:00am"


class TestWords:
    def test_numbers_have_thousands_commas(self):
        assert formatting.thousands(1234567) == "1,234,567"

    def test_money_has_its_pennies(self):
        assert formatting.pounds(Decimal("1234.5")) == "£1,234.50"

    @pytest.mark.parametrize(
        ("number", "reads"), [(0, "0 folders"), (1, "1 folder"), (1234, "1,234 folders")]
    )
    def test_counts_are_plural_unless_one(self, number, reads):
        assert formatting.count_of(number, "folder") == reads

    def test_an_odd_plural_may_be_given(self):
        assert formatting.count_of(2, "person", "people") == "2 people"

    @pytest.mark.parametrize(
        ("words", "reads"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
    )
    def test_lists_are_joined_with_and(self, words, reads):
        assert formatting.join_words(words) == reads


class TestPhoneNumbers:
    @pytest.mark.parametrize(
        ("number", "reads"),
        [
            ("447700900982", "07700 900982"),
            ("07700900982", "07700 900982"),
            ("33612345678", "+33612345678"),
            ("60006", "60006"),
            ("GOV.UK", "GOV.UK"),
            ("4477009009821", "+4477009009821"),
        ],
    )
    def test_read_as_people_write_them(self, number, reads):
        assert formatting.phone_number(number) == reads


class TestDuration:
    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (0.4, "less than a second"),
            (1, "1 second"),
            (59.9, "59 seconds"),
            (60, "1 minute"),
            (3_599, "59 minutes"),
            (3_600, "1 hour"),
            (7_500, "2 hours and 5 minutes"),
            (86_400, "1 day"),
            (345_600, "4 days"),
        ],
    )
    def test_is_as_exact_as_anybody_needs(self, seconds, words):
        assert formatting.duration(seconds) == words
