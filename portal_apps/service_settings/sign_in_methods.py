"""Who in the team signs in with what, and changing it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from gateway import EventType, fan_out, invite_api_client, user_api_client
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest

BY_TEXT, BY_LINK = "sms_auth", "email_auth"
OF_PEOPLE = {BY_TEXT, BY_LINK}


@dataclass(frozen=True, slots=True)
class Person:
    """A member, or somebody who is invited to be one. People with a security key are nobody's to change."""

    facts: dict[str, Any]
    is_invited: bool = False

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def name(self) -> str:
        return self.facts["email_address"] if self.is_invited else self.facts["name"]

    @property
    def hint(self) -> str:
        return "Invited" if self.is_invited else self.facts["email_address"]

    @property
    def uses_link(self) -> bool:
        return self.facts["auth_type"] == BY_LINK

    @property
    def has_choice(self) -> bool:
        """Somebody without a mobile number cannot be sent a code. People who are invited give theirs later."""
        return self.is_invited or bool(self.facts["mobile_number"])


def team_of(service_id: str) -> list[Person]:
    """Members and people who are invited, by name."""
    members, invited = fan_out(
        lambda: user_api_client.get_users_for_service(service_id),
        lambda: invite_api_client.get_invites_for_service(service_id),
    )
    people = [Person(one) for one in members if not one["platform_admin"] and one["auth_type"] in OF_PEOPLE]
    people += [Person(one, is_invited=True) for one in invited if one["status"] == "pending"]
    return sorted(people, key=lambda person: (person.name.casefold(), person.id))


def let_sign_in_by_link(
    request: PortalRequest, people: Collection[Person], chosen: Collection[str] = ()
) -> None:
    """Those who are chosen sign in with an e-mailed link, everybody else with a texted code."""
    service_id, by = request.visit.service.id, request.visit.user.id
    for person in people:
        wanted = BY_LINK if person.id in chosen else BY_TEXT
        if not person.has_choice or person.facts["auth_type"] == wanted:
            continue
        if person.is_invited:
            invite_api_client.update_invite(service_id=service_id, invite_id=person.id, auth_type=wanted)
            continue
        user_api_client.update_user_attribute(person.id, auth_type=wanted)
        audit.record(
            request,
            EventType.UPDATE_USER_AUTH_TYPE,
            user_id=person.id,
            updated_by_id=by,
            original_auth_type=person.facts["auth_type"],
            new_auth_type=wanted,
        )
