from django.urls import path

from portal_apps.team.views import contact, invitations, invite, invite_many, join_requests, member, members

app_name = "team"
TEAM = "services/<uuid:service_id>/users"
JOIN_REQUEST = "services/<uuid:service_id>/join-request/<uuid:request_id>"
MEMBER = f"{TEAM}/<uuid:user_id>"
urlpatterns = [
    path(TEAM, members.manage_users, name="manage_users"),
    path(f"{TEAM}.csv", members.download, name="download"),
    path(f"{TEAM}/invite", invite.invite_user, name="invite_user"),
    path(f"{TEAM}/invite/<uuid:user_id>", invite.invite_known_user, name="invite_known_user"),
    path(f"{TEAM}/invite-many", invite_many.paste, name="invite_many"),
    path(f"{TEAM}/invite-many/check", invite_many.check, name="invite_many_check"),
    path(f"{TEAM}/invite-many/result", invite_many.result, name="invite_many_result"),
    path(MEMBER, member.edit_user_permissions, name="edit_user_permissions"),
    path(f"{MEMBER}/delete", member.remove_user_from_service, name="remove_user_from_service"),
    path(f"{MEMBER}/edit-email", contact.edit_user_email, name="edit_user_email"),
    path(f"{MEMBER}/edit-email/confirm", contact.confirm_edit_user_email, name="confirm_edit_user_email"),
    path(f"{MEMBER}/edit-mobile-number", contact.edit_user_mobile_number, name="edit_user_mobile_number"),
    path(
        f"{MEMBER}/edit-mobile-number/confirm",
        contact.confirm_edit_user_mobile_number,
        name="confirm_edit_user_mobile_number",
    ),
    path(
        "services/<uuid:service_id>/cancel-invited-user/<uuid:invited_user_id>",
        invite.cancel_invited_user,
        name="cancel_invited_user",
    ),
    path(
        "services/<uuid:service_id>/resend-invitation/<uuid:invited_user_id>",
        invite.resend_invitation,
        name="resend_invitation",
    ),
    path(f"{JOIN_REQUEST}/approve", join_requests.approve, name="join_request"),
    path(
        f"{JOIN_REQUEST}/choose-permissions",
        join_requests.choose_permissions,
        name="join_request_permissions",
    ),
    path(f"{JOIN_REQUEST}/refused", join_requests.refused, name="join_request_refused"),
    path("invitation/<token>", invitations.accept_invite, name="accept_invite"),
    path("organisation-invitation/<token>", invitations.accept_org_invite, name="accept_org_invite"),
]
