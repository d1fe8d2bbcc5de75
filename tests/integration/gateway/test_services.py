"""Services: made, found, changed, archived, and their numbers."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from redis import Redis

from gateway.errors import BadRequest, NotFound
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    organisations_client,
    service_api_client,
    status_api_client,
    user_api_client,
)


class TestCreating:
    def test_a_service_belongs_to_whoever_made_it_at_once(self, who):
        made = []

        def make() -> None:
            name = f"Lifeboats {uuid4()}"
            made.append(service_api_client.create_service(name, "central", 50, 100, 60, 70, True, who))

        before, after = around(lambda: user_api_client.get_user(who)["services"], make)
        service = service_api_client.get_service(made[0])["data"]

        assert set(after) - set(before) == set(made)
        assert (service["restricted"], service["active"]) == (True, True)
        assert (service["email_message_limit"], service["sms_message_limit"]) == (50, 60)
        assert (service["letter_message_limit"], service["international_sms_message_limit"]) == (70, 100)
        assert service["organisation_type"] == "central"
        assert service["created_by"] == who

    def test_a_name_that_is_taken_is_explained(self, who):
        with pytest.raises(BadRequest) as refused:
            service_api_client.create_service("Boat licences", "central", 50, 50, 50, 50, True, who)

        text = service_api_client.parse_edit_service_http_error(refused.value)
        assert text == "Another service already has this name. Choose a different name"
        assert service_api_client.parse_custom_email_sender_name_http_error(refused.value) is None


class TestFinding:
    def test_an_id_that_nobody_has(self):
        with pytest.raises(NotFound):
            service_api_client.get_service(str(uuid4()))

    def test_by_name(self, services):
        found = service_api_client.find_services_by_name("boat LIC")["data"]

        assert [(row["id"], row["name"]) for row in found] == [(services["boat_licences"], "Boat licences")]
        assert found[0].keys() == {"id", "name", "active", "restricted"}

    def test_everything_and_what_is_active(self, services):
        everything = {row["id"] for row in service_api_client.get_services()["data"]}
        active = {row["id"] for row in service_api_client.get_active_services()["data"]}

        assert everything >= set(services.values())
        assert services["flood_wardens"] in everything - active

    def test_with_statistics(self, services):
        rows = service_api_client.get_active_services({"detailed": True, "include_from_test_key": False})
        boats = next(row for row in rows["data"] if row["id"] == services["boat_licences"])

        assert boats["statistics"].keys() == {"email", "sms", "letter"}
        assert boats["statistics"]["email"].keys() == {"requested", "delivered", "failed"}

    def test_live_ones_with_their_organisation_and_volumes(self, services):
        rows = service_api_client.get_live_services_data()["data"]
        boats = next(row for row in rows if row["service_id"] == services["boat_licences"])

        assert boats["organisation_name"] == "Department for Rivers and Harbours"
        assert boats["email_volume_intent"] == 400_000
        assert services["library_loans"] not in {row["service_id"] for row in rows}


class TestChanging:
    def test_the_next_reader_sees_it(self, service_id):
        before, after = around(
            lambda: service_api_client.get_service(service_id)["data"],
            lambda: service_api_client.update_service(
                service_id, name=f"River crossings {service_id}", volume_sms=5
            ),
        )

        changed = {name for name in after if after[name] != before[name]}
        assert changed == {"name", "volume_sms", "email_sender_local_part"}
        assert (after["name"], after["volume_sms"]) == (f"River crossings {service_id}", 5)

    def test_permissions_replace_the_whole_list(self, service_id):
        before, after = around(
            lambda: set(service_api_client.get_service(service_id)["data"]["permissions"]),
            lambda: service_api_client.update_service(service_id, permissions=["email", "inbound_sms"]),
        )

        assert before >= {"email", "sms", "letter"}
        assert after == {"email", "inbound_sms"}

    def test_live_and_back_into_trial_mode(self, service_id):
        before, live = around(
            lambda: service_api_client.get_service(service_id)["data"],
            lambda: service_api_client.update_status(service_id, live=True),
        )
        service_api_client.update_status(service_id, live=False)
        back = service_api_client.get_service(service_id)["data"]

        assert [row["restricted"] for row in (before, live, back)] == [True, False, True]
        assert [row["email_message_limit"] for row in (live, back)] == [250_000, 50]
        assert live["go_live_at"]
        assert back["go_live_at"] is None

    def test_what_counts_as_live(self, live_id):
        before, after = around(
            status_api_client.get_count_of_live_services_and_organisations,
            lambda: service_api_client.update_count_as_live(live_id, count_as_live=False),
        )

        assert before["services"] - after["services"] == 1
        assert service_api_client.get_service(live_id)["data"]["count_as_live"] is False

    def test_archiving_takes_it_from_its_members(self, service_id, who):
        before, after = around(
            lambda: user_api_client.get_user(who)["services"],
            lambda: service_api_client.archive_service(service_id),
        )
        service = service_api_client.get_service(service_id)["data"]

        assert set(before) - set(after) == {service_id}
        assert service["active"] is False
        assert service["name"].startswith("_archived_")

    def test_the_history_has_every_version(self, service_id):
        service_api_client.update_service(service_id, name=f"Locks {service_id}")
        history = service_api_client.get_service_history(service_id)

        assert [row["name"].split()[0] for row in history["service_history"]] == ["Ferry", "Locks"]
        assert history["api_key_history"] == []

    def test_an_organisation_takes_it_over(self, service_id, organisations):
        council = organisations["meadowbridge"]
        before, after = around(
            lambda: service_api_client.get_service(service_id)["data"],
            lambda: organisations_client.update_service_organisation(service_id, council),
        )

        assert (before["organisation"], after["organisation"]) == (organisations["rivers"], council)
        assert after["organisation_type"] == "local"
        assert organisations_client.get_service_organisation(service_id)["id"] == council


class TestNumbers:
    def test_a_week_by_channel(self, services):
        boats = services["boat_licences"]
        week = service_api_client.get_service_statistics(boats)
        today = service_api_client.get_service_statistics(boats, limit_days=0)

        for channel in ("email", "sms", "letter"):
            count = week[channel]
            assert count["requested"] >= count["delivered"] + count["failed"] > 0
            assert count["requested"] >= today[channel]["requested"]

    def test_a_year_by_month(self, services, year):
        last = year - 1
        months = service_api_client.get_monthly_notification_stats(services["boat_licences"], last)["data"]
        counts = [sum(statuses.values()) for month in months.values() for statuses in month.values()]

        assert list(months) == [f"{last + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(4, 16)]
        assert months[f"{last}-04"].keys() == {"email", "sms", "letter"}
        assert sum(counts) > 0

    def test_todays_counter_is_the_apis_own(self, settings, redis, service_id):
        key = f"{service_id}-sms-{datetime.now(tz=UTC).date()}-count"
        with Redis.from_url(redis.url) as client:
            client.set(key, 7)
        settings.GATEWAY_SHARED_REDIS = True

        assert service_api_client.get_notification_count(service_id, "sms") == 7
        assert service_api_client.get_notification_count(service_id, "email") == 0
