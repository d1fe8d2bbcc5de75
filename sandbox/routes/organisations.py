"""Organisations, their domains and their services."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from sandbox import billing, dates, domains, versions
from sandbox.api import answers, query, schema
from sandbox.api.errors import BadRequestError, NotFoundError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import InvitedOrganisationUser, Organisation, OrganisationMember, Service
from sandbox.models.organisations import ORGANISATION_TYPES
from sandbox.serialise.organisations import organisation_json, organisations_for_list
from sandbox.serialise.services import service_for_organisation

routes = Routes()

NULLABLE_TEXTS = (
    "agreement_signed_on_behalf_of_name",
    "agreement_signed_on_behalf_of_email_address",
    "request_to_go_live_notes",
    "notes",
    "purchase_order_number",
    "billing_contact_names",
    "billing_contact_email_addresses",
    "billing_reference",
)
WRITABLE: dict[str, schema.Schema] = {
    "name": schema.STRING,
    "active": schema.BOOLEAN,
    "crown": schema.or_null(schema.BOOLEAN),
    "organisation_type": schema.one_of(ORGANISATION_TYPES),
    "domains": schema.list_of(schema.STRING),
    "can_approve_own_go_live_requests": schema.BOOLEAN,
    "email_branding_id": schema.or_null(schema.UUID),
    "letter_branding_id": schema.or_null(schema.UUID),
    "agreement_signed": schema.or_null(schema.BOOLEAN),
    "agreement_signed_at": schema.or_null(schema.DATETIME),
    "agreement_signed_by_id": schema.or_null(schema.UUID),
    "agreement_signed_version": schema.or_null(schema.NUMBER),
    **dict.fromkeys(NULLABLE_TEXTS, schema.or_null(schema.STRING)),
}
NEW_ORGANISATION = Body(
    {**WRITABLE, "crown": schema.BOOLEAN}, required=("name", "crown", "organisation_type")
)
PERMISSIONS = schema.list_of(schema.one_of(("can_ask_to_join_a_service",)))
ORGANISATION_CHANGE = Body({**WRITABLE, "permissions": PERMISSIONS})
SERVICE_OF_ORGANISATION = Body({"service_id": schema.UUID}, required=("service_id",))
DOMAIN = Query(
    {"domain": {"type": "string", "pattern": "^[^@]+$"}},
    required=("domain",),
    complaint="Domain must not be empty and must not contain @",
)
NAME_TAKEN = "Organisation name already exists"
DOMAIN_TAKEN = "Domain already exists"


@routes.get("/organisations", answers={200: ["OrganisationForList"]})
def get_organisations(_call: Call) -> HttpResponse:
    rows = Organisation.objects.order_by("-active", "name")
    return answers.ok(organisations_for_list(rows))


@routes.post("/organisations", body=NEW_ORGANISATION, answers={201: "Organisation"})
def create_organisation(call: Call) -> HttpResponse:
    _check_name(call.body["name"])
    organisation = Organisation.objects.create(**_columns(call.body))
    return answers.created(organisation_json(organisation))


@routes.get("/organisations/by-domain", query=DOMAIN, answers={200: "Organisation", 404: "Error"})
def get_organisation_by_domain(call: Call) -> HttpResponse:
    found = domains.organisation_of(call.query["domain"])
    if found is None:
        raise NotFoundError
    return answers.ok(organisation_json(found))


@routes.get(
    "/organisations/search",
    query=query.text("name", "name is required"),
    answers={200: {"data": ["OrganisationForList"]}},
)
def search_organisations(call: Call) -> HttpResponse:
    rows = Organisation.objects.filter(name__icontains=call.query["name"]).order_by("name")
    return answers.data(organisations_for_list(rows))


@routes.get("/organisations/<id:organisation_id>", answers={200: "Organisation"})
def get_organisation(_call: Call, organisation_id: UUID) -> HttpResponse:
    return answers.ok(organisation_json(one(Organisation.objects.all(), id=organisation_id)))


@routes.post("/organisations/<id:organisation_id>", body=ORGANISATION_CHANGE, answers={204: None})
def update_organisation(call: Call, organisation_id: UUID) -> HttpResponse:
    organisation = one(Organisation.objects.all(), id=organisation_id)
    if "permissions" in call.body:
        # The API looks at nothing else in a request that sets permissions.
        changes = {"permissions": call.body["permissions"]}
    else:
        changes = _columns(call.body)
        _check_name(changes.get("name"), organisation)
        _check_domains(changes.get("domains", []), organisation)
    for name, value in changes.items():
        setattr(organisation, name, value)
    organisation.save_change()
    if organisation.email_branding:
        organisation.email_branding_pool.add(organisation.email_branding)
    if organisation.letter_branding:
        organisation.letter_branding_pool.add(organisation.letter_branding)
    _pass_on(organisation, changes)
    return answers.empty()


@routes.post("/organisations/<id:organisation_id>/archive", answers={204: None, 400: "Error"})
def archive_organisation(_call: Call, organisation_id: UUID) -> HttpResponse:
    organisation = one(Organisation.objects.all(), id=organisation_id)
    if Service.objects.filter(organisation=organisation, active=True).exists():
        raise BadRequestError("Cannot archive an organisation with services")
    invited = InvitedOrganisationUser.objects.filter(organisation=organisation, status="pending")
    if OrganisationMember.objects.filter(organisation=organisation).exists() or invited.exists():
        raise BadRequestError("Cannot archive an organisation with team members or invited team members")
    organisation.name = dates.archived(organisation.name)
    organisation.active = False
    organisation.domains = []
    organisation.save_change()
    return answers.empty()


@routes.get("/organisations/<id:organisation_id>/services", answers={200: ["ServiceOrgDashboard"]})
def get_organisation_services(_call: Call, organisation_id: UUID) -> HttpResponse:
    services = Service.objects.filter(organisation=organisation_id).order_by("-active", "name")
    return answers.ok([service_for_organisation(service) for service in services])


@routes.post("/organisations/<id:organisation_id>/service", body=SERVICE_OF_ORGANISATION, answers={204: None})
def set_service_organisation(call: Call, organisation_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=call.body["service_id"])
    organisation = one(Organisation.objects.all(), id=organisation_id)
    versions.change_service(
        service, {"organisation": organisation, "organisation_type": organisation.organisation_type}
    )
    billing.set_default_allowance(service)
    return answers.empty()


@routes.get("/service/<id:service_id>/organisation", answers={200: ("Organisation", {})})
def get_service_organisation(_call: Call, service_id: UUID) -> HttpResponse:
    organisation = one_or_none(Organisation.objects.all(), service=service_id)
    return answers.ok(organisation_json(organisation) if organisation else {})


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    changes = {name: body[name] for name in WRITABLE if name in body}
    if changes.get("agreement_signed_at"):
        changes["agreement_signed_at"] = dates.parsed(changes["agreement_signed_at"])
    return changes


def _pass_on(organisation: Organisation, changes: dict[str, Any]) -> None:
    """A new type goes to every service, a new brand to those that have none."""
    services = Service.objects.filter(organisation=organisation)
    for brand in ("email_branding_id", "letter_branding_id"):
        if changes.get(brand):
            services.filter(**{brand: None}).update(**{brand: changes[brand]})
    if changes.get("organisation_type"):
        for service in services:
            service.organisation_type = organisation.organisation_type
            service.save()
            billing.set_default_allowance(service)


def _check_name(name: str | None, organisation: Organisation | None = None) -> None:
    namesakes = [] if name is None else Organisation.objects.filter(name__iexact=name)
    if any(namesake != organisation for namesake in namesakes):
        raise BadRequestError(NAME_TAKEN)


def _check_domains(domains: list[str], organisation: Organisation) -> None:
    others = Organisation.objects.exclude(id=organisation.id).values_list("domains", flat=True)
    taken = {domain for owned in others for domain in owned}
    if taken & {domain.lower() for domain in domains}:
        raise BadRequestError(DOMAIN_TAKEN)
