"""Organisations, as the API describes them."""

from dataclasses import dataclass
from typing import Any, Self

from gateway import organisations_client

NAMES_OF_TYPES = {
    "central": "Central government",
    "local": "Local government",
    "nhs_central": "NHS, central agency or public body",
    "nhs_local": "NHS trust or integrated care board",
    "nhs_gp": "GP surgery",
    "emergency_service": "Emergency service",
    "school_or_college": "School or college",
    "other": "Other",
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, org_id: str) -> Self:
        return cls(organisations_client.get_organisation(org_id))

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
    def name_of_type(self) -> str:
        organisation_type = self.facts["organisation_type"]
        return NAMES_OF_TYPES.get(organisation_type, organisation_type or "Not set")

    @property
    def can_approve_own_go_live_requests(self) -> bool:
        return self.facts["can_approve_own_go_live_requests"]

    def has_permission(self, permission: str) -> bool:
        """Whether a feature is switched on for the organisation: `can_ask_to_join_a_service` is the only one."""
        return permission in self.facts["permissions"]
