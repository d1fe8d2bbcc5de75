"""Invitations to services. Routes under /service/{id}/invite and /invite/service."""

from collections.abc import Collection, Iterable
from urllib.parse import quote

from django.conf import settings

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys
from gateway.caller import attach_current_user
from gateway.permissions import STORED_BY_OFFERED, to_offered, to_stored


class InviteApiClient(NotifyAdminAPIClient):
    # Making and changing invitations

    def create_invite(
        self,
        invite_from_id: str,
        service_id: str,
        email_address: str,
        permissions: Iterable[str],
        auth_type: str,
        folder_permissions: Collection[str],
    ) -> Json:
        """The invitation; the API sends it (POST /service/{id}/invite). Permissions are as pages offer them.

        In the answer they are as the API stores them, in one text with commas. Raises BadRequest for a bad address.
        """
        data = {
            "service": service_id,
            "email_address": email_address,
            "from_user": invite_from_id,
            "permissions": ",".join(sorted(to_stored(permissions))),
            "auth_type": auth_type,
            "invite_link_host": settings.ADMIN_BASE_URL,
            "folder_permissions": list(folder_permissions),
        }
        return self.post(f"/service/{service_id}/invite", data=attach_current_user(data))["data"]

    def update_invite(self, *, service_id: str, invite_id: str, auth_type: str) -> Json:
        """The invitation, for another way of signing in (POST /service/{id}/invite/{id})."""
        return self.post(f"/service/{service_id}/invite/{invite_id}", data={"auth_type": auth_type})["data"]

    def cancel_invited_user(self, service_id: str, invited_user_id: str) -> None:
        """Take an invitation back (POST /service/{id}/invite/{id})."""
        data = attach_current_user({"status": "cancelled"})
        self.post(f"/service/{service_id}/invite/{invited_user_id}", data=data)

    @cache.delete(keys.SERVICE)
    def accept_invite(self, service_id: str, invited_user_id: str) -> None:
        """Mark an invitation as accepted (POST /service/{id}/invite/{id}).

        Nobody is a member yet: user_api_client.add_user_to_service makes them one.
        """
        self.post(f"/service/{service_id}/invite/{invited_user_id}", data={"status": "accepted"})

    # Reading invitations

    def get_invites_for_service(self, service_id: str) -> Json:
        """List of invitations, cancelled and accepted ones included (GET /service/{id}/invite)."""
        return self.get(f"/service/{service_id}/invite")["data"]

    def get_invited_user(self, invited_user_id: str) -> Json:
        """One invitation (GET /invite/service/{id}). Raises NotFound."""
        return self.get(f"/invite/service/{invited_user_id}")["data"]

    def get_invited_user_for_service(self, service_id: str, invited_user_id: str) -> Json:
        """One invitation of this service (GET /service/{id}/invite/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/invite/{invited_user_id}")["data"]

    def get_count_of_invites_with_permission(self, service_id: str, permission: str) -> int:
        """How many open invitations give this permission, named as pages offer it (GET /service/{id}/invite).

        Raises TypeError for an unknown permission. Whoever accepted is counted among the members instead.
        """
        if permission not in STORED_BY_OFFERED:
            raise TypeError(f"{permission} is not a permission that pages offer")
        return sum(
            invite["status"] == "pending" and permission in to_offered(invite["permissions"].split(","))
            for invite in self.get_invites_for_service(service_id)
        )

    def check_token(self, token: str) -> Json:
        """The invitation that a link stands for (GET /invite/service/check/{token}).

        Raises BadRequest {invitation: text} for a link that is no longer valid or never was.
        """
        return self.get(f"/invite/service/check/{quote(token, safe='=')}")["data"]


invite_api_client = InviteApiClient()
