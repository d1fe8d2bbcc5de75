"""Invitations to services and to organisations, and requests to join a service."""

from gateway import invite_api_client, org_invite_api_client, service_api_client
from tests.gateway.clients.names import BY, LINK, SERVICE

INVITE = f"{SERVICE}/invite"
ORG_INVITE = "/organisation/o1/invite"
JOIN = f"{SERVICE}/service-join-request"

INVITATIONS = [
    (
        lambda: invite_api_client.create_invite(
            "u1", "s1", "a@b", {"manage_service", "send_messages"}, "sms_auth", ["f1"]
        ),
        "POST",
        INVITE,
        {
            "service": "s1",
            "email_address": "a@b",
            "from_user": "u1",
            "permissions": "manage_settings,manage_users,send_emails,send_letters,send_texts",
            "auth_type": "sms_auth",
            "invite_link_host": LINK,
            "folder_permissions": ["f1"],
            **BY,
        },
        {"data": 1},
        1,
    ),
    (
        lambda: invite_api_client.update_invite(service_id="s1", invite_id="i1", auth_type="email_auth"),
        "POST",
        f"{INVITE}/i1",
        {"auth_type": "email_auth"},
        {"data": 1},
        1,
    ),
    (
        lambda: invite_api_client.cancel_invited_user("s1", "i1"),
        "POST",
        f"{INVITE}/i1",
        {"status": "cancelled", **BY},
        {"data": 1},
        None,
    ),
    (
        lambda: invite_api_client.accept_invite("s1", "i1"),
        "POST",
        f"{INVITE}/i1",
        {"status": "accepted"},
        {"data": 1},
        None,
    ),
    (lambda: invite_api_client.get_invites_for_service("s1"), "GET", INVITE, {}, {"data": [1]}, [1]),
    (lambda: invite_api_client.get_invited_user("i1"), "GET", "/invite/service/i1", {}, {"data": 1}, 1),
    (
        lambda: invite_api_client.get_invited_user_for_service("s1", "i1"),
        "GET",
        f"{INVITE}/i1",
        {},
        {"data": 1},
        1,
    ),
    (
        lambda: invite_api_client.get_count_of_invites_with_permission("s1", "view_activity"),
        "GET",
        INVITE,
        {},
        {"data": []},
        0,
    ),
    (
        lambda: invite_api_client.check_token("t.o-k="),
        "GET",
        "/invite/service/check/t.o-k=",
        {},
        {"data": 1},
        1,
    ),
    (
        lambda: org_invite_api_client.create_invite("u1", "o1", "a@b", ["can_make_services_live"]),
        "POST",
        ORG_INVITE,
        {
            "email_address": "a@b",
            "invited_by": "u1",
            "invite_link_host": LINK,
            "permissions": ["can_make_services_live"],
            **BY,
        },
        {"data": 1},
        1,
    ),
    (
        lambda: org_invite_api_client.cancel_invited_user("o1", "i1"),
        "POST",
        f"{ORG_INVITE}/i1",
        {"status": "cancelled", **BY},
        {"data": 1},
        None,
    ),
    (
        lambda: org_invite_api_client.accept_invite("o1", "i1"),
        "POST",
        f"{ORG_INVITE}/i1",
        {"status": "accepted"},
        {"data": 1},
        None,
    ),
    (
        lambda: org_invite_api_client.get_invites_for_organisation("o1"),
        "GET",
        ORG_INVITE,
        {},
        {"data": [1]},
        [1],
    ),
    (
        lambda: org_invite_api_client.get_invited_user_for_org("o1", "i1"),
        "GET",
        f"{ORG_INVITE}/i1",
        {},
        {"data": 1},
        1,
    ),
    (
        lambda: org_invite_api_client.get_invited_user("i1"),
        "GET",
        "/invite/organisation/i1",
        {},
        {"data": 1},
        1,
    ),
    (
        lambda: org_invite_api_client.check_token("t.o-k="),
        "GET",
        "/invite/organisation/check/t.o-k=",
        {},
        {"data": 1},
        1,
    ),
    (
        lambda: service_api_client.create_service_join_request(
            "u1", service_id="s1", service_managers_ids=["u2"], reason="I send the letters"
        ),
        "POST",
        JOIN,
        {
            "requester_id": "u1",
            "contacted_user_ids": ["u2"],
            "invite_link_host": LINK,
            "reason": "I send the letters",
        },
        {"service_join_request_id": "j1"},
        {"service_join_request_id": "j1"},
    ),
    (
        lambda: service_api_client.get_service_join_request("j1", "s1"),
        "GET",
        f"{JOIN}/j1",
        {},
        {"status": "pending"},
        {"status": "pending"},
    ),
    (
        lambda: service_api_client.update_service_join_requests(
            "j1",
            "u1",
            "s1",
            status="approved",
            status_changed_by_id="u2",
            permissions={"view_activity", "manage_users"},
        ),
        "POST",
        f"{JOIN}/j1",
        {
            "status": "approved",
            "status_changed_by_id": "u2",
            "permissions": ["manage_users", "view_activity"],
        },
        {"status": "approved"},
        {"status": "approved"},
    ),
]
