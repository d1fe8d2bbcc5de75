"""Who in the team signs in with what, and changing it."""

from collections.abc import Collection
from dataclasses import dataclass

from gateway import invite_api_client
from portal_apps.core.permissions import PortalRequest
from portal_apps.team.actions import set_sign_in_method
from portal_apps.team.models import Invitation, Team
from portal_apps.users.models import User

BY_TEXT, BY_LINK = "sms_auth", "email_auth"


@dataclass(frozen=True, slots=True)
class Person:
    """A member, or somebody who is invited to be one."""

    who: User | Invitation

    @property
    def id(self) -> str:
        return self.who.id

    @property
    def name(self) -> str:
        return self.who.name if isinstance(self.who, User) else self.who.email_address

    @property
    def hint(self) -> str:
        return self.who.email_address if isinstance(self.who, User) else "Invited"

    @property
    def uses_link(self) -> bool:
        return self.who.auth_type == BY_LINK

    @property
    def has_choice(self) -> bool:
        """Somebody without a mobile number cannot be sent a code. People who are invited give theirs later."""
        return not isinstance(self.who, User) or bool(self.who.mobile_number)


def people_of(service_id: str) -> list[Person]:
    """Members by name, then people who are invited. Security keys and platform admins are not for a team to change."""
    team = Team.of(service_id)
    members = [one for one in team.members if one.auth_type in {BY_TEXT, BY_LINK} and not one.platform_admin]
    return [*map(Person, members), *map(Person, team.invitations)]


def let_sign_in_by_link(
    request: PortalRequest, people: Collection[Person], chosen: Collection[str] = ()
) -> None:
    """Those who are chosen sign in with an e-mailed link, everybody else with a texted code."""
    visit = request.visit
    for person in people:
        wanted = BY_LINK if person.id in chosen else BY_TEXT
        if not person.has_choice or person.who.auth_type == wanted:
            continue
        if isinstance(person.who, User):
            set_sign_in_method(request, person.who, wanted, updated_by_id=visit.user.id)
        else:
            invite_api_client.update_invite(
                service_id=visit.service.id, invite_id=person.id, auth_type=wanted
            )
