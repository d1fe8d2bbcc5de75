"""Logos at the top of emails."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from sandbox import dates
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.branding import free_name
from sandbox.models import EmailBranding, Organisation, Service
from sandbox.serialise.branding import email_branding_json, users_of_branding

routes = Routes()

CHANGE: dict[str, schema.Schema] = {
    "name": schema.STRING,
    "colour": schema.or_null(schema.STRING),
    "text": schema.or_null(schema.STRING),
    "alt_text": schema.or_null(schema.STRING),
    "logo": schema.or_null(schema.STRING),
    "brand_type": schema.one_of(("org", "both", "org_banner")),
}
NEW_BRANDING = Body({**CHANGE, "created_by": schema.or_null(schema.UUID)}, required=("name",))
BRANDING_CHANGE = Body({**CHANGE, "updated_by": schema.or_null(schema.UUID)})
ALT_TEXT = Body({"alt_text": schema.STRING}, required=("alt_text",))
NAME_TAKEN = "An email branding with that name already exists."
ONE_OF_TWO = "Email branding must have exactly one of alt_text and text."
IN_USE = "Email branding cannot be archived while an organisation or a service uses it"


@routes.get("/email-branding", answers={200: {"email_branding": ["EmailBranding"]}})
def get_all_email_branding(_call: Call) -> HttpResponse:
    rows = EmailBranding.objects.filter(active=True).order_by("name")
    return answers.ok({"email_branding": [email_branding_json(row) for row in rows]})


@routes.post("/email-branding", body=NEW_BRANDING, answers={201: {"data": "EmailBranding"}})
def create_email_branding(call: Call) -> HttpResponse:
    columns = _columns(call.body)
    _check(columns, EmailBranding())
    branding = EmailBranding.objects.create(created_by_id=call.body.get("created_by"), **columns)
    return answers.data(email_branding_json(branding), 201)


@routes.get("/email-branding/<id:email_branding_id>", answers={200: {"email_branding": "EmailBranding"}})
def get_email_branding(_call: Call, email_branding_id: UUID) -> HttpResponse:
    branding = one(EmailBranding.objects.all(), id=email_branding_id)
    return answers.ok({"email_branding": email_branding_json(branding)})


@routes.post(
    "/email-branding/<id:email_branding_id>", body=BRANDING_CHANGE, answers={200: {"data": "EmailBranding"}}
)
def update_email_branding(call: Call, email_branding_id: UUID) -> HttpResponse:
    branding = one(EmailBranding.objects.all(), id=email_branding_id)
    columns = _columns(call.body)
    _check(columns, branding)
    for name, value in columns.items():
        setattr(branding, name, value)
    branding.save_change()
    return answers.data(email_branding_json(branding))


@routes.post("/email-branding/<id:email_branding_id>/archive", answers={204: None, 400: "Error"})
def archive_email_branding(_call: Call, email_branding_id: UUID) -> HttpResponse:
    branding = one(EmailBranding.objects.all(), id=email_branding_id)
    used_by = {"email_branding": branding, "active": True}
    if Organisation.objects.filter(**used_by).exists() or Service.objects.filter(**used_by).exists():
        raise BadRequestError(IN_USE)
    branding.name = dates.archived(branding.name)
    branding.active = False
    branding.save_change()
    for organisation in Organisation.objects.filter(email_branding_pool=branding):
        organisation.email_branding_pool.remove(branding)
    return answers.empty()


@routes.get(
    "/email-branding/<id:email_branding_id>/orgs_and_services", answers={200: {"data": "UsersOfBranding"}}
)
def get_users_of_email_branding(_call: Call, email_branding_id: UUID) -> HttpResponse:
    return answers.data(users_of_branding(email_branding=email_branding_id))


@routes.post(
    "/email-branding/get-name-for-alt-text/", body=ALT_TEXT, reads=True, answers={200: {"name": "str"}}
)
def get_email_branding_name_for_alt_text(call: Call) -> HttpResponse:
    return answers.ok({"name": free_name(EmailBranding, call.body["alt_text"])})


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in CHANGE if name in body}


def _check(columns: dict[str, Any], branding: EmailBranding) -> None:
    namesakes = EmailBranding.objects.filter(name=columns.get("name")).exclude(id=branding.id)
    if namesakes.exists():
        raise BadRequestError({"name": [NAME_TAKEN]})
    text, alt_text = (columns.get(name, getattr(branding, name)) for name in ("text", "alt_text"))
    if bool(text) == bool(alt_text):
        raise BadRequestError(ONE_OF_TWO)
