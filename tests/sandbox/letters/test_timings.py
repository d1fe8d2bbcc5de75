"""The hours of the printer."""

from datetime import UTC, date, datetime

import pytest

from sandbox.letters import timings


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestPrintDay:
    @pytest.mark.parametrize(
        ("made", "day"),
        [
            ("2026-11-05 17:29", date(2026, 11, 5)),
            ("2026-11-05 17:30", date(2026, 11, 6)),
            # Summer time: London is an hour ahead.
            ("2026-07-05 16:29", date(2026, 7, 5)),
            ("2026-07-05 16:30", date(2026, 7, 6)),
        ],
    )
    def test_ends_at_half_past_five_in_london(self, made, day):
        assert timings.print_day(at(made)) == day

    @pytest.mark.parametrize(
        ("made", "now", "too_late"),
        [
            ("2026-11-05 09:00", "2026-11-05 17:29", False),
            ("2026-11-05 09:00", "2026-11-05 17:30", True),
            ("2026-11-05 17:45", "2026-11-06 17:29", False),
            ("2026-11-05 17:45", "2026-11-06 17:30", True),
            ("2026-11-05 09:00", "2026-11-06 09:00", True),
        ],
    )
    def test_is_too_late_once_printing_has_started(self, made, now, too_late):
        assert timings.is_too_late(at(made), at(now)) is too_late

    def test_in_words(self):
        assert timings.print_day_words(at("2026-11-05 09:00"), at("2026-11-05 18:00")) == "today"
        assert timings.print_day_words(at("2026-11-05 09:00"), at("2026-11-06 09:00")) == "on 5 November"
