"""Logos on letters."""

from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.branding import free_name
from sandbox.models import LetterBranding
from sandbox.serialise.branding import letter_branding_json, users_of_branding

routes = Routes()

NAME_AND_FILE = {"name": schema.STRING, "filename": schema.STRING}
NEW_BRANDING = Body({**NAME_AND_FILE, "created_by_id": schema.UUID}, required=("name", "filename"))
BRANDING_CHANGE = Body({**NAME_AND_FILE, "updated_by_id": schema.UUID}, required=("name", "filename"))
WANTED_NAME = Body({"name": schema.STRING}, required=("name",))


@routes.get("/letter-branding", answers={200: ["LetterBranding"]})
def get_all_letter_branding(_call: Call) -> HttpResponse:
    rows = LetterBranding.objects.order_by("name")
    return answers.ok([letter_branding_json(row) for row in rows])


@routes.post("/letter-branding", body=NEW_BRANDING, answers={201: "LetterBranding"})
def create_letter_branding(call: Call) -> HttpResponse:
    branding = LetterBranding(created_by_id=call.body.get("created_by_id"))
    _fill(branding, call)
    branding.save()
    return answers.created(letter_branding_json(branding))


@routes.get("/letter-branding/<id:letter_branding_id>", answers={200: "LetterBranding"})
def get_letter_branding(_call: Call, letter_branding_id: UUID) -> HttpResponse:
    return answers.ok(letter_branding_json(one(LetterBranding.objects.all(), id=letter_branding_id)))


@routes.post(
    "/letter-branding/<id:letter_branding_id>", body=BRANDING_CHANGE, answers={201: "LetterBranding"}
)
def update_letter_branding(call: Call, letter_branding_id: UUID) -> HttpResponse:
    branding = one(LetterBranding.objects.all(), id=letter_branding_id)
    _fill(branding, call)
    branding.save_change()
    return answers.created(letter_branding_json(branding))


@routes.get(
    "/letter-branding/<id:letter_branding_id>/orgs_and_services", answers={200: {"data": "UsersOfBranding"}}
)
def get_users_of_letter_branding(_call: Call, letter_branding_id: UUID) -> HttpResponse:
    return answers.data(users_of_branding(letter_branding=letter_branding_id))


@routes.post("/letter-branding/get-unique-name/", body=WANTED_NAME, answers={200: {"name": "str"}})
def get_unique_name_for_letter_branding(call: Call) -> HttpResponse:
    return answers.ok({"name": free_name(LetterBranding, call.body["name"])})


def _fill(branding: LetterBranding, call: Call) -> None:
    for column in ("name", "filename"):
        value = call.body[column]
        if LetterBranding.objects.filter(**{column: value}).exclude(id=branding.id).exists():
            raise BadRequestError({column: [f"{column.capitalize()} already in use"]})
        setattr(branding, column, value)
