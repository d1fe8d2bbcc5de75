"""Invitations: links, and who is counted."""

import pytest

from gateway import invite_api_client, org_invite_api_client
from gateway.errors import BadRequest
from tests.builders import an_error

INVITES = "/service/s1/invite"


def an_invite(permissions: str, status: str = "pending") -> dict[str, str]:
    return {"status": status, "permissions": permissions}


class TestGetCountOfInvitesWithPermission:
    def test_only_whole_permissions_count(self, api):
        rows = [
            an_invite("manage_settings,manage_users,view_activity"),
            an_invite("manage_users,view_activity"),
            an_invite("manage_settings,manage_users"),
            an_invite(""),
        ]
        api.answers("GET", INVITES, {"data": rows})

        assert invite_api_client.get_count_of_invites_with_permission("s1", "manage_service") == 2

    @pytest.mark.parametrize(("status", "count"), [("pending", 1), ("cancelled", 0), ("accepted", 0)])
    def test_only_open_ones_count(self, api, status, count):
        api.answers("GET", INVITES, {"data": [an_invite("view_activity", status)]})

        assert invite_api_client.get_count_of_invites_with_permission("s1", "view_activity") == count

    @pytest.mark.parametrize("permission", ["manage_users", "manage_everything"])
    def test_an_unknown_permission_is_refused_without_asking_the_api(self, api, permission):
        with pytest.raises(TypeError, match=permission):
            invite_api_client.get_count_of_invites_with_permission("s1", permission)

        assert api.asked == []


class TestCheckToken:
    @pytest.mark.parametrize(
        ("client", "path"),
        [
            (invite_api_client, "/invite/service/check"),
            (org_invite_api_client, "/invite/organisation/check"),
        ],
    )
    def test_an_expired_link_comes_with_the_reason(self, api, client, path):
        reason = {"invitation": "Your invitation has expired"}
        api.answers("GET", f"{path}/old", an_error(reason), status=400)

        with pytest.raises(BadRequest) as raised:
            client.check_token("old")

        assert raised.value.message == reason

    @pytest.mark.parametrize(
        ("client", "path"),
        [
            (invite_api_client, "/invite/service/check"),
            (org_invite_api_client, "/invite/organisation/check"),
        ],
    )
    def test_a_link_that_somebody_changed_stays_one_part_of_the_path(self, api, client, path):
        api.answers("GET", f"{path}/a%2Fb%3Fc%23d", {"data": 1})

        assert client.check_token("a/b?c#d") == 1
