"""The team of a service: its members, and the people who are invited to it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from gateway import fan_out, invite_api_client, template_folder_api_client, user_api_client
from gateway.errors import NotFound
from gateway.permissions import to_offered
from gateway.times import parse_time
from portal_apps.team.folders import FolderAccess
from portal_apps.users.models import User

# How long the API takes the link in an invitation.
INVITATION_LIFETIME = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation to a service; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, service_id: str, invited_user_id: str) -> Self:
        """One of this service's. Raises NotFound."""
        return cls(invite_api_client.get_invited_user_for_service(service_id, invited_user_id))

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def email_address(self) -> str:
        return self.facts["email_address"]

    @property
    def status(self) -> str:
        return self.facts["status"]

    @property
    def is_pending(self) -> bool:
        return self.status == "pending"

    @property
    def has_expired(self) -> bool:
        """The link in the e-mail does not work any more; the API says nothing about that."""
        return datetime.now(tz=UTC) - parse_time(self.facts["created_at"]) > INVITATION_LIFETIME

    @property
    def auth_type(self) -> str:
        return self.facts["auth_type"]

    @property
    def permissions(self) -> set[str]:
        """By the names the pages offer."""
        return to_offered(filter(None, self.facts["permissions"].split(",")))

    @property
    def folder_ids(self) -> list[str]:
        return self.facts["folder_permissions"] or []


@dataclass(frozen=True, slots=True)
class Team:
    """Who is in, by name, and who is invited and has not answered, by address."""

    members: list[User]
    invitations: list[Invitation]

    @classmethod
    def of(cls, service_id: str) -> Self:
        members, invitations = fan_out(
            lambda: user_api_client.get_users_for_service(service_id),
            lambda: invite_api_client.get_invites_for_service(service_id),
        )
        return cls.from_json(members, invitations)

    @classmethod
    def from_json(cls, members: list[dict[str, Any]], invitations: list[dict[str, Any]]) -> Self:
        pending = [one for one in map(Invitation, invitations) if one.is_pending]
        return cls(by_name(members), sorted(pending, key=lambda one: (one.email_address.casefold(), one.id)))

    def member_with(self, email_address: str) -> User | None:
        wanted = email_address.casefold()
        return next((one for one in self.members if one.email_address.casefold() == wanted), None)

    def invitations_to(self, email_address: str) -> list[Invitation]:
        """The open invitations to this address; some of them may have expired."""
        wanted = email_address.casefold()
        return [one for one in self.invitations if one.email_address.casefold() == wanted]

    def has_good_invitation(self, email_address: str) -> bool:
        """Whether somebody holds a link that works."""
        return any(not one.has_expired for one in self.invitations_to(email_address))


def by_name(people: list[dict[str, Any]]) -> list[User]:
    return sorted(map(User.from_json, people), key=lambda one: (one.name.casefold(), one.id))


def team_and_folders(service_id: str) -> tuple[Team, FolderAccess]:
    """Both at once: three answers, of which the folders are kept."""
    members, invitations, folders = fan_out(
        lambda: user_api_client.get_users_for_service(service_id),
        lambda: invite_api_client.get_invites_for_service(service_id),
        lambda: template_folder_api_client.get_template_folders(service_id),
    )
    return Team.from_json(members, invitations), FolderAccess.from_json(folders)


def member_of(service_id: str, user_id: str) -> User:
    """One member of this team. Raises NotFound for everybody else, whoever they are."""
    return _one_of(user_api_client.get_users_for_service(service_id), user_id)


def member_and_folders(service_id: str, user_id: str) -> tuple[User, FolderAccess]:
    """As member_of, with the folders of the service."""
    members, folders = fan_out(
        lambda: user_api_client.get_users_for_service(service_id),
        lambda: template_folder_api_client.get_template_folders(service_id),
    )
    return _one_of(members, user_id), FolderAccess.from_json(folders)


def _one_of(members: list[dict[str, Any]], user_id: str) -> User:
    person = next((one for one in members if one["id"] == user_id), None)
    if person is None:
        raise NotFound(message="User not found")
    return User.from_json(person)
