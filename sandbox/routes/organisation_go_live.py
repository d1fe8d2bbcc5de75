"""The emails by which an organisation's approvers and a service's team hear of a request to go live."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import mail, settings
from sandbox.api import answers, schema
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import OrganisationMember, Service

routes = Routes()

NEXT_STEPS = Body(
    {"to": schema.EMAIL, "service_name": schema.STRING, "body": schema.STRING},
    required=("to", "service_name", "body"),
)
REJECTION_FIELDS = (
    "name",
    "service_name",
    "organisation_name",
    "reason",
    "organisation_team_member_name",
    "organisation_team_member_email",
)
REJECTION = Body(dict.fromkeys(REJECTION_FIELDS, schema.STRING), required=REJECTION_FIELDS)


@routes.post("/organisations/notify-users-of-request-to-go-live/<id:service_id>", answers={204: None})
def notify_approvers(_call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.select_related("go_live_user"), id=service_id)
    asker = service.go_live_user.name if service.go_live_user else "Someone in the team"
    url = f"{settings.ADMIN_BASE_URL}/services/{service.id}/make-service-live"
    body = f"{asker} has asked for {service.name} to be made live. To approve or reject this, open:\n\n{url}"
    members = OrganisationMember.objects.filter(organisation=service.organisation_id, user__state="active")
    for member in members.select_related("user").order_by("created_at"):
        if "can_make_services_live" in member.permissions:
            subject = f"Request to go live: {service.name}"
            mail.email(member.user.email_address, subject, f"Hello {member.user.name},\n\n{body}", url)
    return answers.empty()


@routes.post(
    "/organisations/notify-org-member-about-next-steps-of-go-live-request/<id:service_id>",
    body=NEXT_STEPS,
    answers={204: None},
)
def notify_approver_of_next_steps(call: Call, service_id: UUID) -> HttpResponse:
    one(Service.objects.all(), id=service_id)
    mail.email(call.body["to"], f"What to do next: {call.body['service_name']}", call.body["body"])
    return answers.empty()


@routes.post(
    "/organisations/notify-service-member-of-rejected-go-live-request/<id:service_id>",
    body=REJECTION,
    answers={204: None},
)
def notify_team_of_rejection(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.select_related("go_live_user"), id=service_id)
    said = call.body
    body = (
        f"Hello {said['name']},\n\n{said['organisation_team_member_name']} of {said['organisation_name']} has rejected"
        f" your request to make {said['service_name']} live. They gave this reason:\n\n{said['reason']}\n\n"
        f"You can reply to {said['organisation_team_member_email']}."
    )
    if service.go_live_user:
        subject = f"Your request to go live was rejected: {said['service_name']}"
        mail.email(service.go_live_user.email_address, subject, body)
    return answers.empty()
