"""The team as its page and its file show it: a row for each member and each invitation."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal_apps.team.folders import FolderAccess
from portal_apps.team.models import Invitation, Team
from portal_apps.team.roles import SIGN_IN_METHODS
from portal_apps.users.models import User


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in the team, or on the way to it."""

    id: str
    name: str
    email_address: str
    permissions: frozenset[str]
    sign_in_method: str
    folder_ids: list[str]
    folders: str
    last_signed_in: str | None = None
    is_invited: bool = False
    has_expired: bool = False
    invited_at: str = ""

    @property
    def called(self) -> str:
        """How links and buttons name them."""
        return self.name or self.email_address


def rows_of(team: Team, service_id: str, access: FolderAccess) -> list[Row]:
    """The members by name, then the invitations by address."""
    members = [_member(user, service_id, access) for user in team.members]
    return members + [_invitation(invitation, access) for invitation in team.invitations]


def matching(rows: Iterable[Row], words: str) -> list[Row]:
    """Those with the words in their name or their address."""
    wanted = words.casefold()
    return [row for row in rows if wanted in row.name.casefold() or wanted in row.email_address.casefold()]


def _member(user: User, service_id: str, access: FolderAccess) -> Row:
    folder_ids = access.seen_by(user.id)
    return Row(
        id=user.id,
        name=user.name,
        email_address=user.email_address,
        permissions=frozenset(user.permissions_in(service_id)),
        sign_in_method=SIGN_IN_METHODS[user.auth_type],
        folder_ids=folder_ids,
        folders=access.summary(folder_ids),
        last_signed_in=user.facts["logged_in_at"],
    )


def _invitation(invitation: Invitation, access: FolderAccess) -> Row:
    return Row(
        id=invitation.id,
        name="",
        email_address=invitation.email_address,
        permissions=frozenset(invitation.permissions),
        sign_in_method=SIGN_IN_METHODS[invitation.auth_type],
        folder_ids=access.still_there(invitation.folder_ids),
        folders=access.summary(invitation.folder_ids),
        is_invited=True,
        has_expired=invitation.has_expired,
        invited_at=invitation.facts["created_at"],
    )
