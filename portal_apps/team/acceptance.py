"""Accepting an invitation, to a service or to an organisation.

Whoever opens the link reads the mail of the invited address. People who have an account join at once. Others register first,
and until they have, the session holds the id of the invitation and nothing else of it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.http import HttpRequest
from django.urls import reverse

from gateway import EventType, acting_as, invite_api_client, org_invite_api_client, user_api_client
from gateway.errors import BadRequest, NotFound
from portal_apps.core import audit
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.team import actions
from portal_apps.team.folders import FolderAccess
from portal_apps.team.models import Invitation
from portal_apps.team.roles import in_order
from portal_apps.team.rules import may_get_another_method
from portal_apps.users.models import User


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


class ToService(Opened):
    in_session = "invited_user_id"
    register_page = "users:register_from_invite"
    place_field = "service"
    inviter_field = "from_user"

    @classmethod
    def from_token(cls, token: str) -> Self:
        return cls(invite_api_client.check_token(token))

    @classmethod
    def from_id(cls, invited_user_id: str) -> Self:
        return cls(invite_api_client.get_invited_user(invited_user_id))

    @property
    def place(self) -> Service:
        return Service.from_id(self.place_id)

    @property
    def home(self) -> str:
        return reverse("services:home", kwargs={"service_id": self.place_id})

    def has_member(self, user: User) -> bool:
        return self.place_id in user.service_ids

    def admit(self, request: HttpRequest, user: User) -> None:
        invitation = Invitation(self.facts)
        if self._changes_method_of(user):
            actions.set_sign_in_method(request, user, self.auth_type, updated_by_id=self.inviter_id)
        # The API does not take folders that somebody has deleted since.
        folder_ids = FolderAccess.of(self.place_id).still_there(invitation.folder_ids)
        user_api_client.add_user_to_service(self.place_id, user.id, invitation.permissions, folder_ids)
        audit.record(
            request,
            EventType.ADD_USER_TO_SERVICE,
            user_id=user.id,
            invited_by_id=self.inviter_id,
            service_id=self.place_id,
            ui_permissions=in_order(invitation.permissions),
        )

    def _changes_method_of(self, user: User) -> bool:
        """Codes need a number: without one, people keep the way that they have."""
        if self.auth_type == user.auth_type or (self.auth_type == "sms_auth" and not user.mobile_number):
            return False
        return may_get_another_method(self.place, user)

    def mark_accepted(self) -> None:
        invite_api_client.accept_invite(self.place_id, self.facts["id"])


class ToOrganisation(Opened):
    in_session = "invited_org_user_id"
    register_page = "users:register_from_org_invite"
    place_field = "organisation"
    inviter_field = "invited_by"

    @classmethod
    def from_token(cls, token: str) -> Self:
        return cls(org_invite_api_client.check_token(token))

    @classmethod
    def from_id(cls, invited_user_id: str) -> Self:
        return cls(org_invite_api_client.get_invited_user(invited_user_id))

    @property
    def place(self) -> Organisation:
        return Organisation.from_id(self.place_id)

    @property
    def home(self) -> str:
        return reverse("orgs:dashboard", kwargs={"org_id": self.place_id})

    def has_member(self, user: User) -> bool:
        return self.place_id in user.organisation_ids

    def admit(self, request: HttpRequest, user: User) -> None:
        permissions = self.facts["permissions"]
        user_api_client.add_user_to_organisation(self.place_id, user.id, permissions)
        audit.record(
            request,
            EventType.ADD_USER_TO_ORGANISATION,
            user_id=user.id,
            invited_by_id=self.inviter_id,
            organisation_id=self.place_id,
            permissions=permissions,
        )

    def mark_accepted(self) -> None:
        org_invite_api_client.accept_invite(self.place_id, self.facts["id"])


KINDS: tuple[type[Opened], ...] = (ToService, ToOrganisation)


def forget(request: HttpRequest) -> None:
    for kind in KINDS:
        request.session.pop(kind.in_session, None)


def accept(request: HttpRequest, invitation: Opened, user: User) -> None:
    """Membership first: if the second step fails, the link still works, and joining twice is no fault."""
    with acting_as(user.id):
        if not invitation.has_member(user):
            _admit(request, invitation, user)
        invitation.mark_accepted()


def _admit(request: HttpRequest, invitation: Opened, user: User) -> None:
    try:
        invitation.admit(request, user)
    except BadRequest:
        # Pressing the button twice is no fault either.
        if not invitation.has_member(User.from_id(user.id)):
            raise
