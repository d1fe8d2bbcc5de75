"""Invitations to a service's team."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from sandbox import links, mail
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import InvitedUser, Service, User
from sandbox.serialise.services import invited_user

routes = Routes()

AUTH_TYPES = ("sms_auth", "email_auth")
NEW_INVITE = Body(
    {
        "email_address": schema.EMAIL,
        "from_user": schema.UUID,
        "permissions": schema.STRING,
        "auth_type": schema.one_of(AUTH_TYPES),
        "folder_permissions": schema.list_of(schema.UUID),
        "invite_link_host": schema.STRING,
    },
    required=("email_address", "from_user", "permissions"),
    family="fields",
)
INVITE_CHANGE = Body(
    {"status": schema.one_of(("pending", "accepted", "cancelled")), "auth_type": schema.one_of(AUTH_TYPES)},
    family="fields",
)
LINK_LIFE = timedelta(days=2)
LINK_EXPIRED = "This invitation has ended. Ask the person who invited you to send you another one."
LINK_BROKEN = "This invitation link is not complete. Copy the whole link from the email."


@routes.get("/service/<str:service_id>/invite", answers={200: {"data": ["InvitedUser"]}})
def get_invites(_call: Call, service_id: str) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    return answers.data(
        [invited_user(row) for row in _invites().filter(service=service).order_by("created_at")]
    )


@routes.post("/service/<str:service_id>/invite", body=NEW_INVITE, answers={201: {"data": "InvitedUser"}})
def create_invite(call: Call, service_id: str) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    manager = one(User.objects.all(), id=call.body["from_user"])
    invited = InvitedUser.objects.create(
        service=service,
        from_user=manager,
        email_address=call.body["email_address"],
        permissions=call.body["permissions"],
        folder_permissions=call.body.get("folder_permissions", []),
        auth_type=call.body.get("auth_type", "sms_auth"),
    )
    host = call.body.get("invite_link_host")
    mail.service_invitation(str(invited.id), invited.email_address, manager, service.name, host)
    return answers.data(invited_user(invited), 201)


@routes.get("/service/<str:service_id>/invite/<str:invited_user_id>", answers={200: {"data": "InvitedUser"}})
def get_invite_of_service(_call: Call, service_id: str, invited_user_id: str) -> HttpResponse:
    return answers.data(invited_user(one(_invites(), id=invited_user_id, service=service_id)))


@routes.post(
    "/service/<str:service_id>/invite/<str:invited_user_id>",
    body=INVITE_CHANGE,
    answers={200: {"data": "InvitedUser"}},
)
def update_invite(call: Call, service_id: str, invited_user_id: str) -> HttpResponse:
    invited = one(_invites(), id=invited_user_id, service=service_id)
    invited.status = call.body.get("status", invited.status)
    invited.auth_type = call.body.get("auth_type", invited.auth_type)
    invited.save()
    return answers.data(invited_user(invited))


@routes.get("/invite/service/<id:invited_user_id>", answers={200: {"data": "InvitedUser"}})
def get_invite(_call: Call, invited_user_id: UUID) -> HttpResponse:
    return answers.data(invited_user(one(_invites(), id=invited_user_id)))


@routes.get("/invite/service/check/<str:token>", answers={200: {"data": "InvitedUser"}, 400: "Error"})
def check_invite_token(_call: Call, token: str) -> HttpResponse:
    try:
        invited_user_id = links.payload_of(token, int(LINK_LIFE.total_seconds()))
    except links.LinkExpiredError:
        raise BadRequestError({"invitation": LINK_EXPIRED}) from None
    except links.LinkInvalidError:
        raise BadRequestError({"invitation": LINK_BROKEN}) from None
    return answers.data(invited_user(one(_invites(), id=invited_user_id)))


def _invites() -> QuerySet[InvitedUser]:
    return InvitedUser.objects.all()
