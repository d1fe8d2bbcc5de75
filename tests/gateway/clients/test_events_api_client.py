"""The audit trail takes each event with exactly its fields."""

import pytest

from gateway import EventType, events_api_client
from gateway.clients.events_api_client import FIELDS

ORIGIN = {"ip_address": "192.0.2.1", "browser_fingerprint": {"browser": "firefox"}}


class TestCreateEvent:
    @pytest.mark.parametrize("event_type", list(EventType))
    def test_every_type_is_sent_with_its_fields_and_where_it_came_from(self, api, event_type):
        api.answers("POST", "/events", {"data": {"id": "e1"}}, status=201)
        data = {**dict.fromkeys(FIELDS[event_type], "x"), **ORIGIN}

        assert events_api_client.create_event(event_type, data) == {"id": "e1"}
        assert api.asked[0].body == {"event_type": event_type.value, "data": data}

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            ({}, "user_id"),
            ({"user_id": "u1"}, "removed_by_id"),
            ({"user_id": "u1", "removed_by_id": "u2", "password": "x"}, "password"),
        ],
    )
    def test_other_fields_are_refused_without_asking_the_api(self, api, data, name):
        with pytest.raises(ValueError, match=f"missing or not known: .*{name}"):
            events_api_client.create_event(EventType.REMOVE_PLATFORM_ADMIN, data)

        assert api.asked == []

    def test_an_unknown_type_is_refused_without_asking_the_api(self, api):
        with pytest.raises(ValueError, match="successful_login"):
            events_api_client.create_event("successful_login", {"user_id": "u1"})

        assert api.asked == []
