"""The audit trail: what a person did, written after the API carried it out."""

from collections.abc import Mapping
from enum import StrEnum

from gateway.base import Json, NotifyAdminAPIClient


class EventType(StrEnum):
    """Names as the API's readers know them; the first one is spelt so."""

    SIGNED_IN = "sucessful_login"


class EventsApiClient(NotifyAdminAPIClient):
    def create_event(self, event_type: str, event_data: Mapping[str, object]) -> Json:
        """The stored event (POST /events)."""
        return self.post("/events", data={"event_type": str(event_type), "data": dict(event_data)})["data"]


events_api_client = EventsApiClient()
