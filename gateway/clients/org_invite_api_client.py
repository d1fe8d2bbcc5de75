"""Invitations to organisations. Routes under /organisation/{id}/invite and /invite/organisation."""

from collections.abc import Collection
from urllib.parse import quote

from django.conf import settings

from gateway.base import Json, NotifyAdminAPIClient
from gateway.caller import attach_current_user


class OrgInviteApiClient(NotifyAdminAPIClient):
    # Making and changing invitations

    def create_invite(
        self, invite_from_id: str, org_id: str, email_address: str, permissions: Collection[str]
    ) -> Json:
        """The invitation; the API sends it (POST /organisation/{id}/invite). Raises BadRequest for a bad address.

        Permissions are a list here; the only one is can_make_services_live.
        """
        data = {
            "email_address": email_address,
            "invited_by": invite_from_id,
            "invite_link_host": settings.ADMIN_BASE_URL,
            "permissions": list(permissions),
        }
        return self.post(f"/organisation/{org_id}/invite", data=attach_current_user(data))["data"]

    def cancel_invited_user(self, org_id: str, invited_user_id: str) -> None:
        """Take an invitation back (POST /organisation/{id}/invite/{id})."""
        data = attach_current_user({"status": "cancelled"})
        self.post(f"/organisation/{org_id}/invite/{invited_user_id}", data=data)

    def accept_invite(self, org_id: str, invited_user_id: str) -> None:
        """Mark an invitation as accepted (POST /organisation/{id}/invite/{id}).

        Nobody is a member yet: user_api_client.add_user_to_organisation makes them one.
        """
        self.post(f"/organisation/{org_id}/invite/{invited_user_id}", data={"status": "accepted"})

    # Reading invitations

    def get_invites_for_organisation(self, org_id: str) -> Json:
        """List of invitations, cancelled and accepted ones included (GET /organisation/{id}/invite)."""
        return self.get(f"/organisation/{org_id}/invite")["data"]

    def get_invited_user_for_org(self, org_id: str, invited_org_user_id: str) -> Json:
        """One invitation of this organisation (GET /organisation/{id}/invite/{id}). Raises NotFound."""
        return self.get(f"/organisation/{org_id}/invite/{invited_org_user_id}")["data"]

    def get_invited_user(self, invited_user_id: str) -> Json:
        """One invitation (GET /invite/organisation/{id}). Raises NotFound."""
        return self.get(f"/invite/organisation/{invited_user_id}")["data"]

    def check_token(self, token: str) -> Json:
        """The invitation that a link stands for (GET /invite/organisation/check/{token}).

        Raises BadRequest {invitation: text} for a link that is no longer valid or never was.
        """
        return self.get(f"/invite/organisation/check/{quote(token, safe='=')}")["data"]


org_invite_api_client = OrgInviteApiClient()
