"""Services themselves: listing, creating, changing, archiving, history."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from sandbox import dates, domains, membership, versions
from sandbox.api import answers, query, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import (
    ApiKey,
    ApiKeyHistory,
    Service,
    ServiceHistory,
    ServiceSmsSender,
    Template,
    User,
)
from sandbox.models.organisations import ORGANISATION_TYPES
from sandbox.models.services import CREATOR_PERMISSIONS
from sandbox.serialise.services import service_for_organisation, service_json, services_json
from sandbox.statistics import service_with_statistics, services_with_statistics

routes = Routes()

SERVICE_PERMISSIONS = (
    "email",
    "sms",
    "letter",
    "international_sms",
    "inbound_sms",
    "email_auth",
    "edit_folder_permissions",
    "international_letters",
    "sms_to_uk_landlines",
)
LIMITS = (
    "email_message_limit",
    "sms_message_limit",
    "letter_message_limit",
    "international_sms_message_limit",
)
# Foreign keys are written by id, under the name the JSON uses.
REFERENCES = ("created_by", "go_live_user", "email_branding", "letter_branding", "organisation")
NULLABLE_TEXTS = (
    "billing_contact_email_addresses",
    "billing_contact_names",
    "billing_reference",
    "contact_link",
    "custom_email_sender_name",
    "notes",
    "organisation_type",
    "purchase_order_number",
)
FLAGS = (
    "active",
    "confirmed_unique",
    "count_as_live",
    "has_active_go_live_request",
    "prefix_sms",
    "restricted",
)
NULLABLE_FLAGS = ("confirmed_email_sender_name", "consent_to_research")
VOLUMES = ("volume_email", "volume_letter", "volume_sms")
WRITABLE: dict[str, schema.Schema] = {
    "name": schema.STRING,
    "permissions": schema.list_of(schema.STRING),
    "rate_limit": schema.INTEGER,
    "go_live_at": schema.or_null(schema.DATETIME),
    **dict.fromkeys(LIMITS, schema.INTEGER),
    **dict.fromkeys(FLAGS, schema.BOOLEAN),
    **dict.fromkeys(NULLABLE_TEXTS, schema.or_null(schema.STRING)),
    **dict.fromkeys(NULLABLE_FLAGS, schema.or_null(schema.BOOLEAN)),
    **dict.fromkeys(VOLUMES, schema.or_null(schema.INTEGER)),
    **dict.fromkeys(REFERENCES, schema.or_null(schema.UUID)),
}
SERVICE_CHANGE = Body(WRITABLE, family="fields")
CREATOR = Body({"user_id": schema.UUID}, required=("user_id",), family="fields")
NEW_SERVICE = Body(
    WRITABLE,
    required=(
        "name",
        "created_by",
        "restricted",
        "email_message_limit",
        "sms_message_limit",
        "letter_message_limit",
    ),
    family="fields",
    ahead=CREATOR,
)
LIST_FILTERS = Query(
    {
        "only_active": query.LITERAL_TRUE,
        "user_id": schema.UUID,
        "detailed": query.LITERAL_TRUE,
        "start_date": query.DAY,
        "end_date": query.DAY,
        "include_from_test_key": query.flag(default=True),
    }
)
DETAILS = Query({"detailed": query.LITERAL_TRUE, "today_only": query.LITERAL_TRUE})
WANTED_NAME = query.text("service_name", "service_name is required")
DEFAULT_SMS_SENDER = "GOVUK"


@routes.get(
    "/service",
    query=LIST_FILTERS,
    answers={200: {"data": (["Service"], ["ServiceWithCounts"])}, 404: "Error"},
)
def get_services(call: Call) -> HttpResponse:
    services = Service.objects.order_by("created_at")
    if call.query["only_active"]:
        services = services.filter(active=True)
    if "user_id" in call.query:
        services = services.filter(servicemember__user=call.query["user_id"])
    if call.query["detailed"]:
        return answers.data(_with_statistics(call, services))
    return answers.data(services_json(services))


@routes.post("/service", body=NEW_SERVICE, answers={201: {"data": "Service"}, 404: "Error"})
def create_service(call: Call) -> HttpResponse:
    user = one(User.objects.all(), id=call.body["user_id"])
    wanted = _columns(call.body)
    _check_name_is_free(wanted["name"])
    service = Service(**{"active": True, "prefix_sms": False, **wanted})
    organisation = domains.organisation_of(domains.domain_of(user.email_address))
    if organisation:
        service.organisation = organisation
        service.organisation_type = organisation.organisation_type
        service.email_branding = organisation.email_branding
        service.letter_branding = organisation.letter_branding
    _check_organisation_type(service.organisation_type)
    service.save()
    versions.remember_service(service)
    membership.add(service, user, list(CREATOR_PERMISSIONS))
    ServiceSmsSender.objects.create(service=service, sms_sender=DEFAULT_SMS_SENDER, is_default=True)
    return answers.data(service_json(service), 201)


@routes.get(
    "/service/find-services-by-name", query=WANTED_NAME, answers={200: {"data": ["ServiceOrgDashboard"]}}
)
def find_services_by_name(call: Call) -> HttpResponse:
    services = Service.objects.filter(name__icontains=call.query["service_name"]).order_by("name")
    return answers.data([service_for_organisation(service) for service in services])


@routes.get(
    "/service/<id:service_id>", query=DETAILS, answers={200: {"data": ("Service", "ServiceWithStatistics")}}
)
def get_service(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    if call.query["detailed"]:
        return answers.data(service_with_statistics(service, today_only=call.query["today_only"]))
    return answers.data(service_json(service))


@routes.post("/service/<id:service_id>", body=SERVICE_CHANGE, answers={200: {"data": "Service"}})
def update_service(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    changes = _columns(call.body)
    if "name" in changes:
        _check_name_is_free(changes["name"], service)
    if "permissions" in changes:
        _check_permissions(changes["permissions"])
    _check_organisation_type(changes.get("organisation_type"))
    if changes.get("go_live_at"):
        changes["go_live_at"] = dates.parsed(changes["go_live_at"])
    versions.change_service(service, changes)
    return answers.data(service_json(one(Service.objects.all(), id=service_id)))


@routes.post("/service/<id:service_id>/archive", answers={204: None})
def archive_service(_call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    if not service.active:
        return answers.empty()
    archived_name = dates.archived(service.name)
    for template in Template.objects.filter(service=service, archived=False):
        versions.change_template(template, {"archived": True, "folder": None})
    ApiKey.objects.filter(service=service, expiry_date=None).update(
        expiry_date=dates.now(), updated_at=dates.now()
    )
    versions.change_service(service, {"active": False, "name": archived_name})
    return answers.empty()


@routes.get(
    "/service/<id:service_id>/history",
    answers={200: {"data": {"service_history": ["ServiceHistory"], "api_key_history": ["ApiKeyHistory"]}}},
)
def get_service_history(_call: Call, service_id: UUID) -> HttpResponse:
    services = ServiceHistory.objects.filter(service=service_id).order_by("version")
    keys = ApiKeyHistory.objects.filter(service=service_id).order_by("id")
    return answers.data(
        {
            "service_history": [row.snapshot for row in services],
            "api_key_history": [row.snapshot for row in keys],
        }
    )


def _with_statistics(call: Call, services: QuerySet[Service]) -> list[dict[str, Any]]:
    """Today's counts, when no days are given."""
    today = dates.london_day(dates.now())
    first, last = call.query.get("start_date", today), call.query.get("end_date", today)
    with_test_keys = call.query["include_from_test_key"]
    return services_with_statistics(services, first, last, with_test_keys=with_test_keys)


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    """The writable part of a body, unknown keys dropped, references under their column names."""
    return {f"{name}_id" if name in REFERENCES else name: body[name] for name in WRITABLE if name in body}


def _check_name_is_free(name: str, service: Service | None = None) -> None:
    others = Service.objects.filter(name__iexact=name)
    if service:
        others = others.exclude(id=service.id)
    if others.exists():
        raise BadRequestError({"name": [f"Duplicate service name '{name}'"]})


def _check_organisation_type(organisation_type: str | None) -> None:
    """Only once the organisation of the creator has had its say."""
    if organisation_type is not None and organisation_type not in ORGANISATION_TYPES:
        raise BadRequestError({"organisation_type": [f"Must be one of: {', '.join(ORGANISATION_TYPES)}."]})


def _check_permissions(permissions: list[str]) -> None:
    for permission in permissions:
        if permission not in SERVICE_PERMISSIONS:
            raise BadRequestError({"permissions": [f"Invalid Service Permission: '{permission}'"]})
    repeated = sorted({permission for permission in permissions if permissions.count(permission) > 1})
    if repeated:
        raise BadRequestError({"permissions": [f"Duplicate Service Permission: {repeated}"]})
