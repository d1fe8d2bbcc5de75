"""An invitation whose link somebody has opened: what is the same for services and organisations."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.http import HttpRequest

from gateway import user_api_client
from gateway.errors import NotFound
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.users.models import User

SERVICE_INVITATION, ORGANISATION_INVITATION = "invited_user_id", "invited_org_user_id"


def forget(request: HttpRequest) -> None:
    for name in (SERVICE_INVITATION, ORGANISATION_INVITATION):
        request.session.pop(name, None)


@dataclass(frozen=True, slots=True)
class Opened(ABC):
    """An invitation that somebody has opened the link of."""

    facts: dict[str, Any]

    in_session: ClassVar[str]
    register_page: ClassVar[str]
    place_field: ClassVar[str]  # the API's name of what the invitation is to
    inviter_field: ClassVar[str]

    @classmethod
    @abstractmethod
    def from_token(cls, token: str) -> Self:
        """Raises BadRequest for a link that has expired or is not complete."""

    @classmethod
    @abstractmethod
    def from_id(cls, invited_user_id: str) -> Self:
        """Raises NotFound."""

    @classmethod
    def of_session(cls, request: HttpRequest) -> Self | None:
        """The one that was opened in this browser last, as it is now."""
        invited_user_id = request.session.get(cls.in_session)
        try:
            return cls.from_id(invited_user_id) if invited_user_id else None
        except NotFound:
            return None

    def keep_in(self, request: HttpRequest) -> None:
        forget(request)
        request.session[self.in_session] = self.facts["id"]

    @property
    def email_address(self) -> str:
        return self.facts["email_address"]

    @property
    def status(self) -> str:
        return self.facts["status"]

    @property
    def place_id(self) -> str:
        return self.facts[self.place_field]

    @property
    def inviter_id(self) -> str:
        return self.facts[self.inviter_field]

    @property
    def auth_type(self) -> str:
        """How somebody who registers with it signs in."""
        return self.facts.get("auth_type", "sms_auth")

    @property
    def inviter_name(self) -> str:
        return user_api_client.get_user(self.inviter_id)["name"]

    def is_for(self, user: User) -> bool:
        return user.email_address.casefold() == self.email_address.casefold()

    @property
    @abstractmethod
    def place(self) -> Service | Organisation:
        """What the invitation is to."""

    @property
    @abstractmethod
    def home(self) -> str:
        """Where people go who have joined."""

    @abstractmethod
    def has_member(self, user: User) -> bool:
        """Whether they have joined already."""

    @abstractmethod
    def admit(self, request: HttpRequest, user: User) -> None:
        """Make them a member, as the invitation says."""

    @abstractmethod
    def mark_accepted(self) -> None:
        """The link has done its work."""
