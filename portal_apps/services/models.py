"""Services, as the API describes them."""

from dataclasses import dataclass
from typing import Any, Self

from gateway import service_api_client


@dataclass(frozen=True, slots=True)
class Service:
    """One service; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, service_id: str) -> Self:
        return cls(service_api_client.get_service(service_id)["data"])

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def name(self) -> str:
        return self.facts["name"]

    @property
    def active(self) -> bool:
        return self.facts["active"]

    @property
    def trial_mode(self) -> bool:
        return self.facts["restricted"]

    @property
    def organisation_id(self) -> str | None:
        return self.facts["organisation"]

    @property
    def prefix_sms(self) -> bool:
        return self.facts["prefix_sms"]

    def has_permission(self, permission: str) -> bool:
        """Whether a channel or feature is switched on for the service."""
        return permission in self.facts["permissions"]
