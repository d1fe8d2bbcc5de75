"""Who belongs to an organisation, and who is invited."""

from dataclasses import dataclass
from typing import Any, Self

from gateway import fan_out, org_invite_api_client, user_api_client
from gateway.errors import NotFound
from portal_apps.orgs.models import Organisation
from portal_apps.users.models import User

MAKES_SERVICES_LIVE = "can_make_services_live"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in the organisation, or on the way to it."""

    id: str
    name: str
    email_address: str
    makes_services_live: bool
    is_invited: bool = False

    @property
    def called(self) -> str:
        """How links and buttons name them."""
        return self.name or self.email_address


@dataclass(frozen=True, slots=True)
class Members:
    """The members by name, then the invitations by address."""

    rows: list[Row]

    @classmethod
    def of_organisation(cls, org_id: str) -> Self:
        people, invitations = fan_out(
            lambda: user_api_client.get_users_for_organisation(org_id),
            lambda: org_invite_api_client.get_invites_for_organisation(org_id),
        )
        members = [_member(User.from_json(facts), org_id) for facts in people]
        invited = [_invitation(facts) for facts in invitations if facts["status"] == "pending"]
        members.sort(key=lambda row: (row.name.casefold(), row.id))
        invited.sort(key=lambda row: (row.email_address.casefold(), row.id))
        return cls(members + invited)

    def matching(self, words: str) -> list[Row]:
        wanted = words.casefold()
        return [
            row
            for row in self.rows
            if wanted in row.name.casefold() or wanted in row.email_address.casefold()
        ]

    def reasons_not_to_invite(self) -> dict[str, str]:
        """Why these addresses need no invitation, by address without capitals."""
        return {
            row.email_address.casefold(): (
                f"{row.email_address} has an invitation already"
                if row.is_invited
                else f"{row.email_address} is a member already"
            )
            for row in self.rows
        }


def member_of(organisation: Organisation, user_id: str) -> User:
    """One member. Raises NotFound for somebody who is none."""
    for facts in user_api_client.get_users_for_organisation(organisation.id):
        if facts["id"] == user_id:
            return User.from_json(facts)
    raise NotFound(message="Not a member of the organisation")


def _member(user: User, org_id: str) -> Row:
    may = MAKES_SERVICES_LIVE in user.permissions_in_organisation(org_id)
    return Row(user.id, user.name, user.email_address, may)


def _invitation(facts: dict[str, Any]) -> Row:
    may = MAKES_SERVICES_LIVE in facts["permissions"]
    return Row(facts["id"], "", facts["email_address"], may, is_invited=True)
