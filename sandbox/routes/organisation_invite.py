"""Invitations to an organisation's team."""

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
from sandbox.models import InvitedOrganisationUser, Organisation, User
from sandbox.serialise.organisations import invited_organisation_user

routes = Routes()

NEW_INVITE = Body(
    {
        "email_address": schema.EMAIL,
        "invited_by": schema.UUID,
        "invite_link_host": schema.STRING,
        "permissions": schema.list_of(schema.one_of(("can_make_services_live",))),
    },
    required=("email_address", "invited_by"),
)
INVITE_CHANGE = Body({"status": schema.one_of(("pending", "accepted", "cancelled"))}, required=("status",))
LINK_LIFE = timedelta(days=2)
LINK_EXPIRED = "This invitation has ended. Ask the person who invited you to send you another one."
LINK_BROKEN = "This invitation link is not complete. Copy the whole link from the email."


@routes.get("/organisation/<id:organisation_id>/invite", answers={200: {"data": ["InvitedOrganisationUser"]}})
def get_invites(_call: Call, organisation_id: UUID) -> HttpResponse:
    rows = _invites().filter(organisation=organisation_id).order_by("created_at")
    return answers.data([invited_organisation_user(row) for row in rows])


@routes.post(
    "/organisation/<id:organisation_id>/invite",
    body=NEW_INVITE,
    answers={201: {"data": "InvitedOrganisationUser"}},
)
def create_invite(call: Call, organisation_id: UUID) -> HttpResponse:
    organisation = one(Organisation.objects.all(), id=organisation_id)
    inviter = one(User.objects.all(), id=call.body["invited_by"])
    invited = InvitedOrganisationUser.objects.create(
        organisation=organisation,
        invited_by=inviter,
        email_address=call.body["email_address"],
        permissions=call.body.get("permissions", []),
    )
    host = call.body.get("invite_link_host")
    mail.organisation_invitation(str(invited.id), invited.email_address, inviter, organisation.name, host)
    return answers.data(invited_organisation_user(invited), 201)


@routes.get(
    "/organisation/<id:organisation_id>/invite/<str:invited_org_user_id>",
    answers={200: {"data": "InvitedOrganisationUser"}},
)
def get_invite_of_organisation(_call: Call, organisation_id: UUID, invited_org_user_id: str) -> HttpResponse:
    invited = one(_invites(), id=invited_org_user_id, organisation=organisation_id)
    return answers.data(invited_organisation_user(invited))


@routes.post(
    "/organisation/<id:organisation_id>/invite/<str:invited_org_user_id>",
    body=INVITE_CHANGE,
    answers={200: {"data": "InvitedOrganisationUser"}},
)
def update_invite(call: Call, organisation_id: UUID, invited_org_user_id: str) -> HttpResponse:
    invited = one(_invites(), id=invited_org_user_id, organisation=organisation_id)
    invited.status = call.body["status"]
    invited.save()
    return answers.data(invited_organisation_user(invited))


@routes.get(
    "/invite/organisation/<id:invited_org_user_id>", answers={200: {"data": "InvitedOrganisationUser"}}
)
def get_invite(_call: Call, invited_org_user_id: UUID) -> HttpResponse:
    return answers.data(invited_organisation_user(one(_invites(), id=invited_org_user_id)))


@routes.get(
    "/invite/organisation/check/<str:token>", answers={200: {"data": "InvitedOrganisationUser"}, 400: "Error"}
)
def check_invite_token(_call: Call, token: str) -> HttpResponse:
    try:
        invited_id = links.payload_of(token, int(LINK_LIFE.total_seconds()))
    except links.LinkExpiredError:
        raise BadRequestError({"invitation": LINK_EXPIRED}) from None
    except links.LinkInvalidError:
        raise BadRequestError({"invitation": LINK_BROKEN}) from None
    return answers.data(invited_organisation_user(one(_invites(), id=invited_id)))


def _invites() -> QuerySet[InvitedOrganisationUser]:
    return InvitedOrganisationUser.objects.all()
