"""API keys and callbacks, as the API describes them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.utils.text import slugify

from gateway import api_key_api_client

LIVE, TEAM, TEST = "normal", "team", "test"
NAMES_OF_KEY_TYPES = {LIVE: "Live", TEAM: "Team and guest list", TEST: "Test"}


@dataclass(frozen=True, slots=True)
class APIKey:
    """One key; its secret part is told once, when it is made."""

    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def name(self) -> str:
        return self.facts["name"]

    @property
    def key_type(self) -> str:
        return self.facts["key_type"]

    @property
    def name_of_type(self) -> str:
        return NAMES_OF_KEY_TYPES.get(self.key_type, self.key_type)

    @property
    def created_at(self) -> str | None:
        return self.facts["created_at"]

    @property
    def revoked_at(self) -> str | None:
        return self.facts["expiry_date"]


@dataclass(frozen=True, slots=True)
class APIKeys:
    """The keys of a service, those in use by name and the revoked ones by the day they ended."""

    active: list[APIKey]
    revoked: list[APIKey]

    @classmethod
    def of_service(cls, service_id: str) -> Self:
        keys = [APIKey(facts) for facts in api_key_api_client.get_api_keys(service_id)["apiKeys"]]
        active = [key for key in keys if not key.revoked_at]
        revoked = [key for key in keys if key.revoked_at]
        return cls(
            sorted(active, key=lambda key: (key.name.casefold(), key.id)),
            sorted(revoked, key=lambda key: (key.revoked_at or "", key.id), reverse=True),
        )

    def get(self, key_id: str) -> APIKey | None:
        return next((key for key in [*self.active, *self.revoked] if key.id == key_id), None)

    def has_active(self, name: str) -> bool:
        """Names are told apart by people, who do not see capitals."""
        return any(key.name.casefold() == name.casefold() for key in self.active)


def whole_key(name: str, service_id: str, secret: str) -> str:
    """What a program is given: the last 73 characters count, the name is for people."""
    return f"{slugify(name) or 'key'}-{service_id}-{secret}"


class CallbackType(StrEnum):
    """What a service can be told of, by the API's names."""

    DELIVERY_STATUS = "delivery_status"
    INBOUND_SMS = "inbound_sms"
    RETURNED_LETTER = "returned_letter"


def callback_id(service_facts: dict[str, Any], callback_type: CallbackType) -> str | None:
    """The id of the service's callback of this type, if it has one."""
    rows = service_facts["service_callback_api"]
    return next((row["callback_id"] for row in rows if row["callback_type"] == callback_type), None)
