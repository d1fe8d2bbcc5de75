"""People who ask to join a service: their request, and the answer to it."""

from dataclasses import dataclass
from typing import Any, Self

from gateway import service_api_client
from gateway.errors import NotFound
from gateway.permissions import to_stored
from portal_apps.core.permissions import PortalRequest
from portal_apps.team.events import record_added, record_sign_in_method
from portal_apps.team.inviting import Offer
from portal_apps.users.models import User


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """One request; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, service_id: str, request_id: str) -> Self:
        """Raises NotFound for requests to join other services."""
        facts = service_api_client.get_service_join_request(request_id, service_id)
        if facts["service_id"] != service_id:
            raise NotFound(message="No result found")
        return cls(facts)

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def status(self) -> str:
        return self.facts["status"]

    @property
    def requester(self) -> dict[str, Any]:
        """{id, name, email_address}, as they were when the request was read first."""
        return self.facts["requester"]

    @property
    def contacted_ids(self) -> list[str]:
        """The managers whom the person chose to ask."""
        return self.facts["contacted_service_users"]

    @property
    def decided_by(self) -> str:
        decider = self.facts["status_changed_by"]
        return decider["name"] if decider else ""


def refuse(request: PortalRequest, asked: JoinRequest) -> None:
    """The API tells the person."""
    _decide(request, asked, status="rejected")


def approve(
    request: PortalRequest, asked: JoinRequest, person: User, offer: Offer, auth_type: str | None
) -> None:
    """The person is a member from now on. `person` must have been read before; None leaves their way to sign in alone."""
    answer: dict[str, Any] = {
        "permissions": sorted(to_stored(offer.permissions)),
        "folder_permissions": offer.folder_ids,
    }
    if auth_type:
        answer["auth_type"] = auth_type
    _decide(request, asked, status="approved", **answer)
    service_id, decider_id = request.visit.service.id, request.visit.user.id
    record_added(request, person.id, service_id, offer.permissions, by=decider_id)
    if auth_type and auth_type != person.auth_type:
        record_sign_in_method(request, person.id, person.auth_type, auth_type, by=decider_id)


def _decide(request: PortalRequest, asked: JoinRequest, **answer: Any) -> None:
    service_api_client.update_service_join_requests(
        asked.id,
        asked.requester["id"],
        request.visit.service.id,
        status_changed_by_id=request.visit.user.id,
        **answer,
    )
