"""What a service may set: keys, guests, retention, callbacks; and what it costs."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from gateway.errors import BadRequest, NotFound
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import api_key_api_client, billing_api_client, service_api_client

URL, TOKEN = "https://ferry.gov.uk/callback", "a bearer token"


class TestKeys:
    def test_one_is_made_listed_and_revoked(self, service_id, who):
        secret = api_key_api_client.create_api_key(service_id, "Ticket machine", "team")
        [key] = api_key_api_client.get_api_keys(service_id)["apiKeys"]
        revoked = api_key_api_client.revoke_api_key(service_id, key["id"])
        [after] = api_key_api_client.get_api_keys(service_id)["apiKeys"]

        assert len(secret) == 36
        assert (key["name"], key["key_type"], key["created_by"]) == ("Ticket machine", "team", who)
        assert (key["expiry_date"], revoked) == (None, {})
        assert datetime.fromisoformat(after["expiry_date"]) <= datetime.now(tz=UTC)
        assert len(service_api_client.get_service_history(service_id)["api_key_history"]) == 2

    def test_a_name_is_used_once(self, service_id):
        api_key_api_client.create_api_key(service_id, "Ticket machine", "normal")

        with pytest.raises(BadRequest, match="already exists"):
            api_key_api_client.create_api_key(service_id, "Ticket machine", "normal")


class TestGuests:
    def test_both_lists_are_replaced(self, service_id):
        guests = {"email_addresses": ["a@example.com"], "phone_numbers": ["07700900123"]}
        before = service_api_client.get_guest_list(service_id)
        service_api_client.update_guest_list(service_id, guests)

        assert before == {"email_addresses": [], "phone_numbers": []}
        assert service_api_client.get_guest_list(service_id) == guests

    def test_a_recipient_that_is_none_is_named(self, service_id):
        guests = {"email_addresses": ["at home"], "phone_numbers": []}

        with pytest.raises(BadRequest, match="at home"):
            service_api_client.update_guest_list(service_id, guests)


class TestRetention:
    def test_a_row_is_made_and_changed(self, service_id):
        def days():
            rows = service_api_client.get_service_data_retention(service_id)
            return {row["notification_type"]: row["days_of_retention"] for row in rows}

        created = around(
            days, lambda: service_api_client.create_service_data_retention(service_id, "email", 3)
        )
        [row] = service_api_client.get_service_data_retention(service_id)
        changed = around(
            days, lambda: service_api_client.update_service_data_retention(service_id, row["id"], 30)
        )
        every = around(days, lambda: service_api_client.set_service_data_retention(service_id, 14))

        assert created == ({}, {"email": 3})
        assert changed == ({"email": 3}, {"email": 30})
        assert every == ({"email": 30}, {"email": 14, "sms": 14, "letter": 14})


class TestCallbacks:
    def test_one_is_made_changed_and_deleted(self, service_id, who):
        def callbacks():
            return service_api_client.get_service(service_id)["data"]["service_callback_api"]

        _, made = around(
            callbacks,
            lambda: service_api_client.create_service_callback_api(
                service_id, URL, TOKEN, who, "delivery_status"
            ),
        )
        callback_id = made[0]["callback_id"]
        first = service_api_client.get_service_callback_api(service_id, callback_id, "delivery_status")
        service_api_client.update_service_callback_api(
            service_id, f"{URL}/2", None, who, callback_id, "delivery_status"
        )
        second = service_api_client.get_service_callback_api(service_id, callback_id, "delivery_status")
        _, deleted = around(
            callbacks,
            lambda: service_api_client.delete_service_callback_api(
                service_id, callback_id, "delivery_status"
            ),
        )

        assert made == [{"callback_id": callback_id, "callback_type": "delivery_status"}]
        assert (first["url"], second["url"], first["updated_by_id"]) == (URL, f"{URL}/2", who)
        assert TOKEN not in str(first)
        assert deleted == []

    def test_what_the_api_refuses(self, service_id, who):
        service_api_client.create_service_callback_api(service_id, URL, TOKEN, who, "complaint")

        with pytest.raises(BadRequest):
            service_api_client.create_service_callback_api(service_id, URL, TOKEN, who, "complaint")
        with pytest.raises(BadRequest):
            service_api_client.create_service_callback_api(
                service_id, "http://ferry.gov.uk", TOKEN, who, "delivery_status"
            )
        with pytest.raises(NotFound):
            service_api_client.get_service_callback_api(service_id, str(uuid4()), "complaint")


class TestCosts:
    def test_free_texts_are_set_for_this_year(self, service_id, year):
        before = billing_api_client.get_free_sms_fragment_limit_for_year(service_id, year)
        answer = billing_api_client.create_or_update_free_sms_fragment_limit(service_id, 1_234)

        assert before == 30_000
        assert answer == {"free_sms_fragment_limit": 1_234}
        assert billing_api_client.get_free_sms_fragment_limit_for_year(service_id) == 1_234
        with pytest.raises(BadRequest):
            billing_api_client.create_or_update_free_sms_fragment_limit(service_id, -1)

    def test_a_year_and_its_months_add_up(self, services, year):
        boats = services["boat_licences"]
        months = billing_api_client.get_monthly_usage_for_service(boats, year - 1)
        whole = billing_api_client.get_annual_usage_for_service(boats, year - 1)

        def units(rows, channel):
            return sum(row["chargeable_units"] for row in rows if row["notification_type"] == channel)

        assert {row["notification_type"] for row in whole} == {"email", "sms", "letter"}
        assert months[0]["month"] == "April"
        for channel in ("sms", "letter"):
            assert units(months, channel) == units(whole, channel) > 0
        this_year = billing_api_client.get_annual_usage_for_service(boats, year)
        assert billing_api_client.get_annual_usage_for_service(boats) == this_year
