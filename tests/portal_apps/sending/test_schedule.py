"""The hours that may be chosen, as clocks in London show them."""

from datetime import UTC, datetime, timedelta

from portal_apps.sending.schedule import Schedule


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def names(day):
    return [hour.name for hour in day.hours]


class TestHours:
    def test_begin_with_the_next_one_and_end_after_seven_days(self):
        now = at("2026-11-26T17:20:00")

        hours = Schedule.of(now).hours

        assert hours[0].value == "2026-11-26T18:00:00"
        assert hours[-1].value == "2026-12-03T17:00:00"
        assert len(hours) == 7 * 24
        assert at(hours[-1].value) - now < timedelta(days=7)

    def test_leave_out_the_one_that_begins_just_now(self):
        hours = Schedule.of(at("2026-11-26T17:00:00")).hours

        assert hours[0].value == "2026-11-26T18:00:00"
        assert hours[-1].value == "2026-12-03T17:00:00"

    def test_begin_at_a_moment_that_is_a_whole_hour(self):
        schedule = Schedule.of(at("2026-11-26T17:20:00"), at("2026-11-27T00:00:00"))

        assert schedule.hours[0].value == "2026-11-27T00:00:00"
        assert not schedule.may_be_now
        assert schedule.choices[0] == ("2026-11-27T00:00:00", "midnight")

    def test_may_be_now(self):
        assert Schedule.of(at("2026-11-26T17:20:00")).choices[:2] == [
            ("", "Now"),
            ("2026-11-26T18:00:00", "6pm"),
        ]


class TestDays:
    def test_are_named_from_today_on(self):
        days = Schedule.of(at("2026-11-26T17:20:00")).days

        assert [day.name for day in days] == [
            "Today",
            "Tomorrow",
            "Saturday 28 November",
            "Sunday 29 November",
            "Monday 30 November",
            "Tuesday 1 December",
            "Wednesday 2 December",
            "Thursday 3 December",
        ]
        assert names(days[0]) == ["6pm", "7pm", "8pm", "9pm", "10pm", "11pm"]
        assert names(days[1])[::6] == ["midnight", "6am", "midday", "6pm"]

    def test_are_those_of_london(self):
        days = Schedule.of(at("2026-07-01T22:30:00")).days

        assert [day.name for day in days[:2]] == ["Tomorrow", "Friday 3 July"]
        assert names(days[0])[0] == "midnight"
        assert days[0].hours[0].value == "2026-07-01T23:00:00"

    def test_have_an_hour_more_when_clocks_go_back(self):
        days = Schedule.of(at("2026-10-24T12:00:00")).days

        assert names(days[1])[:4] == ["midnight", "1am", "1am, after the clocks go back", "2am"]
        assert [hour.value for hour in days[1].hours[1:3]] == ["2026-10-25T00:00:00", "2026-10-25T01:00:00"]
        assert len(days[1].hours) == 25

    def test_have_an_hour_less_when_clocks_go_forward(self):
        days = Schedule.of(at("2026-03-28T12:00:00")).days

        assert names(days[1])[:3] == ["midnight", "2am", "3am"]
        assert len(days[1].hours) == 23
