"""What concerns every service: providers, rates, complaints, numbers, people, the audit trail."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from gateway import EventType
from gateway.errors import NotFound
from tests.integration.gateway.noted import (
    admin_api_client,
    complaint_api_client,
    events_api_client,
    letter_rate_api_client,
    performance_dashboard_api_client,
    protected_sender_id_api_client,
    provider_client,
    service_api_client,
    sms_rate_api_client,
    status_api_client,
)


class TestStatus:
    def test_of_the_api(self):
        assert status_api_client.get_status({"simple": 1}) == {"status": "ok"}
        assert status_api_client.get_status().keys() >= {"status", "git_commit", "build_time", "db_version"}

    def test_live_services_are_counted(self, service_id):
        before = status_api_client.get_count_of_live_services_and_organisations()
        service_api_client.update_status(service_id, live=True)
        after = status_api_client.get_count_of_live_services_and_organisations()

        assert after == {"services": before["services"] + 1, "organisations": before["organisations"]}


class TestRates:
    def test_of_letters_and_texts(self):
        letters = letter_rate_api_client.get_letter_rates()
        text = sms_rate_api_client.get_sms_rate()

        assert letters[0].keys() == {"sheet_count", "post_class", "rate", "start_date"}
        assert {row["post_class"] for row in letters} >= {"first", "second"}
        assert all(float(row["rate"]) > 0 for row in letters)
        assert text.keys() == {"rate", "valid_from"}
        assert text["rate"] > 0


class TestProviders:
    def test_one_gets_another_share_of_the_texts(self, who):
        rows = provider_client.get_all_providers()["provider_details"]
        mmg = next(row for row in rows if row["identifier"] == "mmg")
        before = provider_client.get_provider_by_id(mmg["id"])["provider_details"]
        after = provider_client.update_provider(mmg["id"], mmg["priority"] + 10, reason="A slow day")
        versions = provider_client.get_provider_versions(mmg["id"])["data"]

        assert before["priority"] == mmg["priority"]
        assert after["provider_details"]["priority"] == mmg["priority"] + 10
        assert after["provider_details"]["created_by"]["id"] == who
        assert [row["priority"] for row in versions[:2]] == [mmg["priority"] + 10, mmg["priority"]]


class TestComplaints:
    def test_pages_and_a_count(self):
        page = complaint_api_client.get_all_complaints()
        day = page["complaints"][0]["created_at"][:10]
        of_the_day = {"start_date": day, "end_date": day}

        assert page["complaints"][0]["complaint_type"] == "abuse"
        assert complaint_api_client.get_complaint_count(of_the_day) == 1
        assert (
            complaint_api_client.get_complaint_count({"start_date": "2020-01-01", "end_date": "2020-01-02"})
            == 0
        )


class TestPerformance:
    def test_the_days_add_up(self):
        today = localdate()
        figures = performance_dashboard_api_client.get_performance_dashboard_stats(
            start_date=today - timedelta(days=7), end_date=today
        )

        assert figures["total_notifications"] > 0
        for channel, per_day in (("email", "emails"), ("sms", "sms"), ("letter", "letters")):
            days = sum(day[per_day] for day in figures["notifications_by_type"])
            assert days == figures[f"{channel}_notifications"]
        assert len(figures["services_using_notify"]) == figures["live_service_count"]


class TestSenderNames:
    def test_some_are_protected(self):
        assert protected_sender_id_api_client.get_check_sender_id("HMRC") is True
        assert protected_sender_id_api_client.get_check_sender_id("FERRIES") is False


class TestIds:
    def test_whatever_has_one_is_found(self, services, organisations, who):
        council_tax = services["council_tax"]

        assert admin_api_client.find_by_uuid(council_tax)["type"] == "service"
        assert admin_api_client.find_by_uuid(organisations["rivers"])["type"] == "organisation"
        assert admin_api_client.find_by_uuid(who)["type"] == "user"
        with pytest.raises(NotFound):
            admin_api_client.find_by_uuid("00000000-0000-0000-0000-000000000000")


class TestPeople:
    def test_active_ones_with_the_names_of_their_services(self, people, services):
        rows = admin_api_client.fetch_users_list(take_part_in_research=True)["data"]
        gareth = next(row for row in rows if row["id"] == people["viewer"]["id"])

        assert gareth["services"] == [{"id": services["boat_licences"], "name": "Boat licences"}]
        assert {row["state"] for row in rows} == {"active"}
        assert admin_api_client.fetch_users_list(created_to_date="2020-01-01")["data"] == []


class TestAudit:
    def test_an_event_is_kept(self, who):
        event = events_api_client.create_event(EventType.SIGNED_IN, {"user_id": who})

        assert event["event_type"] == "sucessful_login"
        assert event["data"] == {"user_id": who}
