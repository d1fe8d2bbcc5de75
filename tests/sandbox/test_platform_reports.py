"""Lists and numbers of every service."""

from datetime import UTC, datetime, timedelta

import pytest

TODAY = datetime.now(UTC).date()
WEEK = {"start_date": str(TODAY - timedelta(days=7)), "end_date": str(TODAY)}


def sent_this_year(api, service_id, channel):
    year = api.get(f"/service/{service_id}/billing/free-sms-fragment-limit").json()["financial_year_start"]
    lines = api.get(f"/service/{service_id}/billing/yearly-usage-summary", year=year).json()
    return sum(line["notifications_sent"] for line in lines if line["notification_type"] == channel)


class TestLiveServices:
    def test_each_has_its_totals(self, api, services):
        rows = api.data("/service/live-services-data")
        boats = next(row for row in rows if row["service_id"] == services["boat_licences"])

        assert len(rows) == 5
        assert (boats["contact_name"], boats["email_volume_intent"]) == ("Morgan Ellis", 400_000)
        for channel in ("email", "sms", "letter"):
            assert boats[f"{channel}_totals"] >= sent_this_year(api, services["boat_licences"], channel)


class TestMonthlyData:
    def test_the_columns_add_up_to_what_was_sent(self, api, services):
        rows = api.get("/service/monthly-data-by-service", **WEEK).json()
        texts = [row for row in rows if row[1] == services["bin_collections"] and row[3] == "sms"]

        assert all(len(row) == 10 and row[0].endswith("-01") for row in rows)
        assert sum(sum(row[4:]) for row in texts) > 0

    def test_needs_two_days(self, api):
        answer = api.get("/service/monthly-data-by-service", start_date="2026-01-01")

        assert (answer.status_code, answer.json()["message"]) == (
            400,
            {"end_date": ["Missing data for required field."]},
        )


class TestPerformance:
    def test_the_days_add_up_to_the_total(self, api):
        found = api.get("/performance-dashboard", **WEEK).json()
        days = found["notifications_by_type"]

        assert found["total_notifications"] == sum(
            day["emails"] + day["sms"] + day["letters"] for day in days
        )
        assert found["total_notifications"] > 1000
        assert found["live_service_count"] == len(found["services_using_notify"]) == 5


class TestUsersList:
    def test_has_active_people_and_names_of_services(self, api, people, services):
        rows = {
            row["id"]: row
            for row in api.post("/platform-admin/users-list", {"created_end": None}).json()["data"]
        }

        assert rows[people["viewer"]["id"]]["services"] == [
            {"id": services["boat_licences"], "name": "Boat licences"}
        ]
        assert people["pending"]["id"] not in rows
        assert people["archived"]["id"] not in rows

    @pytest.mark.parametrize("name", ["created_start", "logged_in_start"])
    def test_can_be_narrowed_by_day(self, api, name):
        tomorrow = str(TODAY + timedelta(days=1))

        assert api.post("/platform-admin/users-list", {name: tomorrow}).json() == {"data": []}

    def test_needs_a_filter(self, api):
        assert api.post("/platform-admin/users-list", {}).status_code == 400
