"""Services that somebody may ask to join: live ones of their own organisation, where it allows that."""

from dataclasses import dataclass
from typing import Any

from gateway import fan_out, organisations_client, service_api_client, user_api_client
from portal_apps.core.lacking import Lacking
from portal_apps.core.permissions import Visit
from portal_apps.services.adding import default_organisation
from portal_apps.services.models import Service
from portal_apps.users.models import User

ALLOWS_JOINING = "can_ask_to_join_a_service"
CANNOT_ASK = "You cannot ask to join this service"
ASK_FOR_AN_INVITATION = "Somebody who manages the service can invite you by email."


@dataclass(frozen=True, slots=True)
class Joinable:
    """A service and the people who may let somebody in."""

    service: Service
    managers: list[User]

    @classmethod
    def for_visitor(cls, visit: Visit, service_id: str) -> "Joinable":
        """Raises NotFound, and Lacking for a service that this person may not ask to join."""
        organisation, service, team = fan_out(
            lambda: default_organisation(visit.user),
            lambda: Service.from_id(service_id),
            lambda: user_api_client.get_users_for_service(service_id),
        )
        if not allows_joining(organisation) or service.organisation_id != organisation["id"]:
            raise Lacking(CANNOT_ASK, advice=ASK_FOR_AN_INVITATION)
        if not service.active or service.trial_mode:
            raise Lacking(CANNOT_ASK, advice=ASK_FOR_AN_INVITATION)
        managers = [one for one in map(User.from_json, team) if _may_let_in(one, service_id)]
        return cls(service, sorted(managers, key=lambda one: (one.name.casefold(), one.id)))


def allows_joining(organisation: dict[str, Any] | None) -> bool:
    return bool(organisation) and ALLOWS_JOINING in organisation["permissions"]  # type: ignore[index]  # it is there


def services_to_join(visit: Visit, words: str) -> list[dict[str, Any]]:
    """The live services of the person's organisation by name. Raises Lacking where it allows no joining."""
    organisation = default_organisation(visit.user)
    if organisation is None or not allows_joining(organisation):
        raise Lacking("You cannot look for services to join", advice=ASK_FOR_AN_INVITATION)
    services = organisations_client.get_organisation_services(organisation["id"])
    found = [
        one
        for one in services
        if one["active"] and not one["restricted"] and words.casefold() in one["name"].casefold()
    ]
    return sorted(found, key=lambda one: (one["name"].casefold(), one["id"]))


def ask(visit: Visit, service_id: str, manager_ids: list[str], reason: str) -> None:
    """The API writes to the managers. Raises BadRequest for somebody who is a member by now."""
    service_api_client.create_service_join_request(
        visit.user.id, service_id=service_id, service_managers_ids=manager_ids, reason=reason
    )


def _may_let_in(person: User, service_id: str) -> bool:
    return person.is_active and "manage_service" in person.permissions_in(service_id)
