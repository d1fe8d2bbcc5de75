"""Accepting an invitation, to a service or to an organisation.

Whoever opens the link reads the mail of the invited address. People who have an account join at once. Others register first,
and until they have, the session holds the id of the invitation and nothing else of it.
"""

from typing import Self

from django.http import HttpRequest
from django.urls import reverse

from gateway import EventType, acting_as, invite_api_client, org_invite_api_client, user_api_client
from gateway.errors import BadRequest
from portal_apps.core import audit
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.team import actions
from portal_apps.team.events import record_added
from portal_apps.team.folders import FolderAccess
from portal_apps.team.models import Invitation
from portal_apps.team.opened import ORGANISATION_INVITATION, SERVICE_INVITATION, Opened
from portal_apps.team.rules import may_get_another_method
from portal_apps.users.models import User


class ToService(Opened):
    in_session = SERVICE_INVITATION
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
        record_added(request, user.id, self.place_id, invitation.permissions, by=self.inviter_id)

    def _changes_method_of(self, user: User) -> bool:
        """Codes need a number: without one, people keep the way that they have."""
        if self.auth_type == user.auth_type or (self.auth_type == "sms_auth" and not user.mobile_number):
            return False
        return may_get_another_method(self.place, user)

    def mark_accepted(self) -> None:
        invite_api_client.accept_invite(self.place_id, self.facts["id"])


class ToOrganisation(Opened):
    in_session = ORGANISATION_INVITATION
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
