"""What every service sent and owes: the reports of platform admins add up to the usage pages of the services."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

CHANNELS = ("email", "sms", "letter")
TODAY = datetime.now(ZoneInfo("Europe/London")).date()
APRIL = 4
WEEK = {"start_date": str(TODAY - timedelta(days=7)), "end_date": str(TODAY)}


@pytest.fixture(scope="module")
def year():
    """The financial year of a month ago: in the first days of April, this one is empty."""
    then = TODAY - timedelta(days=30)
    return then.year - (then.month < APRIL)


@pytest.fixture(scope="module")
def whole_year(year):
    return {"start_date": f"{year}-04-01", "end_date": f"{year + 1}-03-31"}


def report(api, name, **span):
    return api.get(f"/platform-stats/{name}", **span).json()


def usage(api, service_id, year, channel):
    lines = api.get(f"/service/{service_id}/billing/yearly-usage-summary", year=year).json()
    return [line for line in lines if line["notification_type"] == channel]


def total(rows, name):
    return sum(row[name] for row in rows)


class TestTotals:
    def test_are_of_today_unless_days_are_given(self, api):
        today = api.get("/platform-stats").json()
        week = api.get("/platform-stats", **WEEK).json()

        assert set(today) == set(week) == set(CHANNELS)
        assert all(week[channel]["total"] >= today[channel]["total"] for channel in CHANNELS)
        assert week["email"]["total"] > 500

    def test_keep_what_was_sent_with_a_test_key_apart(self, api):
        found = api.get("/platform-stats", **WEEK).json()
        everybody = api.data("/service", detailed="True", include_from_test_key="False", **WEEK)
        listed = {
            channel: sum(row["statistics"][channel]["requested"] for row in everybody) for channel in CHANNELS
        }

        assert {channel: found[channel]["total"] for channel in CHANNELS} == listed
        assert sum(found[channel]["test-key"] for channel in CHANNELS) > 0
        assert found["sms"]["failures"]["permanent-failure"] > 0

    def test_need_days_that_exist(self, api):
        assert api.get("/platform-stats", start_date="yesterday").status_code == 400


class TestBills:
    def test_are_those_of_the_usage_pages(self, api, year, whole_year, services):
        rows = {row["service_id"]: row for row in report(api, "data-for-billing-report", **whole_year)}
        boats = rows[services["boat_licences"]]
        texts = usage(api, services["boat_licences"], year, "sms")
        letters = usage(api, services["boat_licences"], year, "letter")

        assert boats["sms_chargeable_units"] == total(texts, "charged_units")
        assert boats["sms_cost"] == pytest.approx(total(texts, "cost"), abs=0.001)
        assert boats["total_letters"] == total(letters, "notifications_sent") > 0
        assert boats["letter_cost"] == pytest.approx(total(letters, "cost"), abs=0.001)

    def test_of_two_parts_of_a_year_add_up_to_the_year(self, api, year, services):
        halves = [
            report(api, "data-for-billing-report", start_date=first, end_date=last)
            for first, last in (
                (f"{year}-04-01", f"{year}-06-30"),
                (f"{year}-07-01", f"{year + 1}-03-31"),
            )
        ]
        boats = [row for half in halves for row in half if row["service_id"] == services["boat_licences"]]
        texts = usage(api, services["boat_licences"], year, "sms")

        assert total(boats, "sms_chargeable_units") == total(texts, "charged_units")

    def test_say_what_the_letters_were(self, api, whole_year, services):
        rows = report(api, "data-for-billing-report", **whole_year)
        boats = next(row for row in rows if row["service_id"] == services["boat_licences"])
        counts = [int(line.split(" ")[0]) for line in boats["letter_breakdown"].splitlines()]

        assert sum(counts) == boats["total_letters"]
        assert " class letters at 73p\n" in boats["letter_breakdown"]

    def test_carry_what_the_organisation_says_about_its_bills(self, api, whole_year, services):
        rows = report(api, "data-for-billing-report", **whole_year)
        boats = next(row for row in rows if row["service_id"] == services["boat_licences"])

        assert boats["purchase_order_number"] == "PO-2044871"
        assert boats["contact_email_addresses"] == "accounts@rivers-harbours.gov.uk"

    def test_leave_out_who_owes_nothing(self, api, whole_year, services):
        rows = report(api, "data-for-billing-report", **whole_year)

        assert services["moorings"] not in {row["service_id"] for row in rows}


class TestVolumes:
    def test_by_day_and_by_service_are_the_same_messages(self, api, whole_year):
        days = report(api, "daily-volumes-report", **whole_year)
        live = report(api, "volumes-by-service", **whole_year)

        assert total(live, "sms_notifications") == total(days, "sms_totals")
        for name in ("sms_chargeable_units", "email_totals", "letter_totals", "letter_sheet_totals"):
            assert total(live, name) == total(days, name) > 0

    def test_of_a_service_are_those_of_its_usage_page(self, api, year, whole_year, services):
        rows = report(api, "volumes-by-service", **whole_year)
        council = next(row for row in rows if row["service_id"] == services["council_tax"])
        texts = usage(api, services["council_tax"], year, "sms")
        emails = usage(api, services["council_tax"], year, "email")

        assert council["free_allowance"] == 10_000
        assert council["sms_chargeable_units"] == total(texts, "chargeable_units")
        assert council["email_totals"] == total(emails, "notifications_sent")

    def test_have_every_live_service(self, api, whole_year):
        rows = report(api, "volumes-by-service", **whole_year)
        live = api.data("/service/live-services-data")

        assert {row["service_id"] for row in rows} == {row["service_id"] for row in live}

    def test_by_provider_are_the_texts_of_each_day(self, api, whole_year):
        days = {row["day"]: row["sms_totals"] for row in report(api, "daily-volumes-report", **whole_year)}
        providers = report(api, "daily-sms-provider-volumes-report", **whole_year)
        by_day = {}
        for row in providers:
            by_day[row["day"]] = by_day.get(row["day"], 0) + row["sms_totals"]

        assert by_day == {day: count for day, count in days.items() if count}
        assert {row["provider"] for row in providers} >= {"mmg"}
        assert total(providers, "sms_cost") == pytest.approx(
            total(providers, "sms_chargeable_units") * 0.0233, abs=0.01
        )


class TestLetterSupplier:
    def test_is_paid_for_the_letters_that_were_sent(self, api, whole_year):
        rows = report(api, "data-for-dvla-billing-report", **whole_year)
        days = report(api, "daily-volumes-report", **whole_year)

        assert 0 < total(rows, "letters") <= total(days, "letter_totals")
        assert all(row["cost"] == pytest.approx(row["letters"] * row["rate"]) for row in rows)


class TestSpans:
    @pytest.mark.parametrize("name", ["data-for-billing-report", "data-for-dvla-billing-report"])
    @pytest.mark.parametrize(
        ("first", "last", "text"),
        [
            ("2026-05-02", "2026-05-01", "Start date must be before end date"),
            ("2026-03-31", "2026-04-01", "Date must be in a single financial year."),
            ("1 May", "2026-05-01", "Input must be a date in the format: YYYY-MM-DD"),
        ],
    )
    def test_of_bills_are_within_a_financial_year(self, api, name, first, last, text):
        answer = api.get(f"/platform-stats/{name}", start_date=first, end_date=last)

        assert (answer.status_code, answer.json()) == (400, {"result": "error", "message": text})

    def test_of_volumes_may_be_any(self, api):
        answer = api.get("/platform-stats/volumes-by-service", start_date="2025-01-01", end_date="2026-12-31")

        assert answer.status_code == 200

    def test_need_both_days(self, api):
        assert api.get("/platform-stats/daily-volumes-report").status_code == 400
