"""Asking to join a team of one's own organisation, and the team's answer."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from sandbox import dates, mail, membership
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service, ServiceJoinRequest, ServiceMember, User
from sandbox.models.services import CREATOR_PERMISSIONS
from sandbox.serialise.requests import service_join_request

routes = Routes()

NEW_REQUEST = Body(
    {
        "requester_id": schema.UUID,
        "contacted_user_ids": schema.list_of(schema.UUID, minItems=1),
        "invite_link_host": schema.STRING,
        "reason": schema.or_null(schema.STRING),
    },
    required=("requester_id", "contacted_user_ids", "invite_link_host"),
    additional=False,
)
DECISION = Body(
    {
        "status": schema.one_of(("pending", "approved", "rejected", "cancelled")),
        "status_changed_by_id": schema.UUID,
        "reason": schema.or_null(schema.STRING),
        "permissions": schema.list_of(schema.one_of(tuple(CREATOR_PERMISSIONS))),
        "folder_permissions": schema.list_of(schema.UUID),
        "auth_type": schema.one_of(("email_auth", "sms_auth")),
    },
    required=("status_changed_by_id", "status"),
    additional=False,
)
ALREADY_A_MEMBER = "user-already-in-service"
NOBODY_TO_DECIDE = "no-valid-service-managers-ids"


@routes.post(
    "/service/<id:service_id>/service-join-request",
    body=NEW_REQUEST,
    answers={201: {"service_join_request_id": "uuid"}},
)
def create_service_join_request(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    requester = one(User.objects.all(), id=call.body["requester_id"])
    if ServiceMember.objects.filter(service=service, user=requester).exists():
        raise BadRequestError(ALREADY_A_MEMBER)
    managers = membership.managers_among(service, call.body["contacted_user_ids"])
    if not managers:
        raise BadRequestError(NOBODY_TO_DECIDE)
    request = ServiceJoinRequest.objects.create(
        service=service, requester=requester, reason=call.body.get("reason")
    )
    request.contacted_service_users.set(managers)
    host = call.body["invite_link_host"].rstrip("/")
    url = f"{host}/services/{service.id}/join-request/{request.id}/approve"
    for manager in managers:
        mail.join_request(manager, requester, service.name, request.reason, url)
    mail.join_request_received(requester, service.name)
    return answers.created({"service_join_request_id": request.id})


@routes.get(
    "/service/<id:service_id>/service-join-request/<id:request_id>", answers={200: "ServiceJoinRequest"}
)
def get_service_join_request(_call: Call, service_id: UUID, request_id: UUID) -> HttpResponse:
    return answers.ok(service_join_request(one(_requests(service_id), id=request_id)))


@routes.post(
    "/service/<id:service_id>/service-join-request/<id:request_id>",
    body=DECISION,
    answers={200: "ServiceJoinRequest"},
)
def update_service_join_request(call: Call, service_id: UUID, request_id: UUID) -> HttpResponse:
    request = one(_requests(service_id), id=request_id)
    decider = one(User.objects.all(), id=call.body["status_changed_by_id"])
    _decide([request], call.body["status"], decider)
    request.reason = call.body.get("reason", request.reason)
    request.save()
    if request.status == "approved":
        _welcome(request, call.body)
    elif request.status == "rejected":
        mail.join_request_refused(request.requester, request.service.name, decider)
    return answers.ok(service_join_request(request))


def _welcome(request: ServiceJoinRequest, decision: dict[str, Any]) -> None:
    """Into the team, unless already there; the person's other requests to it have become pointless."""
    service, requester = request.service, request.requester
    if not ServiceMember.objects.filter(service=service, user=requester).exists():
        permissions = decision.get("permissions", [])
        membership.add(service, requester, permissions, decision.get("folder_permissions"))
    if "auth_type" in decision and requester.auth_type != "webauthn_auth":
        requester.auth_type = decision["auth_type"]
        requester.save_change()
    siblings = _requests(service.id).filter(requester=requester, status="pending").exclude(id=request.id)
    _decide(siblings, "cancelled", request.status_changed_by)
    mail.join_request_approved(requester, service.name, str(service.id))


def _decide(requests: Any, status: str, decider: User | None) -> None:
    for request in requests:
        request.status = status
        request.status_changed_by = decider
        request.status_changed_at = dates.now()
        request.save()


def _requests(service_id: UUID) -> QuerySet[ServiceJoinRequest]:
    related = ServiceJoinRequest.objects.select_related("service", "requester", "status_changed_by")
    return related.filter(service=service_id)
