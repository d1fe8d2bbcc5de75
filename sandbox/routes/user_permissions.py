"""Who is in which team, and what they may do there."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from sandbox import membership
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError, NotFoundError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Organisation, OrganisationMember, Service, ServiceMember, User
from sandbox.models.services import CREATOR_PERMISSIONS
from sandbox.serialise.people import user_json, users_json
from sandbox.serialise.services import service_json

routes = Routes()

PERMISSION = {"type": "object"}
SERVICE_PERMISSIONS = Body(
    {"permissions": schema.list_of(PERMISSION), "folder_permissions": schema.list_of(schema.UUID)},
    required=("permissions",),
    additional=False,
)
ORGANISATION_PERMISSIONS = Body(
    {"permissions": schema.list_of(PERMISSION)}, required=("permissions",), additional=False
)
SERVICE_NAMES = (*CREATOR_PERMISSIONS, "platform_admin")
ORGANISATION_NAMES = ("can_make_services_live",)

TOO_FEW_MANAGERS = "Cannot change user permissions - service would have too few users with manage_settings"
ONLY_USER = "You cannot remove the only user for a service"
CANNOT_REMOVE = "User cannot be removed from the service"
NO_SUCH_USER = "User not found"


@routes.get("/service/<id:service_id>/users", answers={200: {"data": ["User"]}})
def get_service_users(_call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    users = User.objects.filter(servicemember__service=service, state="active").order_by("name")
    return answers.data(users_json(users))


@routes.post(
    "/service/<id:service_id>/users/<str:user_id>",
    body=SERVICE_PERMISSIONS,
    answers={201: {"data": "Service"}},
)
def add_user_to_service(call: Call, service_id: UUID, user_id: str) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    service = one(Service.objects.all(), id=service_id)
    if ServiceMember.objects.filter(service=service, user=user).exists():
        raise BadRequestError(f"User id: {user.id} already part of service id: {service.id}")
    folders = call.body.get("folder_permissions", [])
    membership.add(service, user, _names(call.body["permissions"], SERVICE_NAMES), folders)
    return answers.data(service_json(service), 201)


@routes.delete("/service/<id:service_id>/users/<str:user_id>", answers={204: None, 400: "Error"})
def remove_user_from_service(_call: Call, service_id: UUID, user_id: str) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    members = ServiceMember.objects.filter(service=service).select_related("service", "user")
    member = one_or_none(members, user=user_id)
    if member is None:
        raise NotFoundError(NO_SUCH_USER)
    if membership.is_last_active_member(service, member.user):
        raise BadRequestError(ONLY_USER)
    if membership.would_have_too_few_managers(service, member.user):
        raise BadRequestError(CANNOT_REMOVE)
    membership.remove(member)
    return answers.empty()


@routes.post(
    "/user/<id:user_id>/service/<id:service_id>/permission", body=SERVICE_PERMISSIONS, answers={204: None}
)
def set_service_permissions(call: Call, user_id: UUID, service_id: UUID) -> HttpResponse:
    members = ServiceMember.objects.select_related("user", "service")
    member = one(members, user=user_id, service=service_id)
    permissions = _names(call.body["permissions"], SERVICE_NAMES)
    loses_settings = "manage_settings" not in permissions
    if loses_settings and membership.would_have_too_few_managers(member.service, member.user):
        raise BadRequestError(TOO_FEW_MANAGERS)
    member.permissions = permissions
    member.save()
    if "folder_permissions" in call.body:
        membership.set_folders(member.service, member.user, call.body["folder_permissions"])
    return answers.empty()


@routes.get("/organisations/<id:organisation_id>/users", answers={200: {"data": ["User"]}})
def get_organisation_users(_call: Call, organisation_id: UUID) -> HttpResponse:
    users = User.objects.filter(organisationmember__organisation=organisation_id, state="active").order_by(
        "created_at"
    )
    return answers.data(users_json(users))


@routes.post(
    "/organisations/<id:organisation_id>/users/<id:user_id>",
    body=ORGANISATION_PERMISSIONS,
    answers={200: {"data": "User"}},
)
def add_user_to_organisation(call: Call, organisation_id: UUID, user_id: UUID) -> HttpResponse:
    organisation = one(Organisation.objects.all(), id=organisation_id)
    user = one(User.objects.all(), id=user_id)
    permissions = {"permissions": _names(call.body["permissions"], ORGANISATION_NAMES)}
    OrganisationMember.objects.update_or_create(permissions, organisation=organisation, user=user)
    return answers.data(user_json(user))


@routes.delete("/organisations/<id:organisation_id>/users/<id:user_id>", answers={204: None})
def remove_user_from_organisation(_call: Call, organisation_id: UUID, user_id: UUID) -> HttpResponse:
    member = one_or_none(OrganisationMember.objects.filter(organisation=organisation_id), user=user_id)
    if member is None:
        raise NotFoundError(NO_SUCH_USER)
    member.delete()
    return answers.empty()


@routes.post(
    "/user/<id:user_id>/organisation/<id:organisation_id>/permissions",
    body=ORGANISATION_PERMISSIONS,
    answers={204: None},
)
def set_organisation_permissions(call: Call, user_id: UUID, organisation_id: UUID) -> HttpResponse:
    member = one(OrganisationMember.objects.all(), user=user_id, organisation=organisation_id)
    member.permissions = _names(call.body["permissions"], ORGANISATION_NAMES)
    member.save()
    return answers.empty()


def _names(permissions: Iterable[dict[str, Any]], known: Collection[str]) -> list[str]:
    """A name the API does not know is refused by its database alone, which it calls not found."""
    names = [permission["permission"] for permission in permissions if "permission" in permission]
    if any(name not in known for name in names):
        raise NotFoundError
    return names
