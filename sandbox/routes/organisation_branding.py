"""The brands an organisation's services may choose from."""

from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import EmailBranding, LetterBranding, Organisation
from sandbox.serialise.branding import email_branding_json, letter_branding_json

routes = Routes()

BRANDINGS = Body({"branding_ids": schema.list_of(schema.UUID)}, required=("branding_ids",))


@routes.get(
    "/organisations/<id:organisation_id>/email-branding-pool", answers={200: {"data": ["EmailBranding"]}}
)
def get_email_branding_pool(_call: Call, organisation_id: UUID) -> HttpResponse:
    pool = _organisation(organisation_id).email_branding_pool
    return answers.data([email_branding_json(row) for row in pool.order_by("name")])


@routes.post("/organisations/<id:organisation_id>/email-branding-pool", body=BRANDINGS, answers={204: None})
def add_to_email_branding_pool(call: Call, organisation_id: UUID) -> HttpResponse:
    organisation = _organisation(organisation_id)
    for branding_id in call.body["branding_ids"]:
        organisation.email_branding_pool.add(one(EmailBranding.objects.all(), id=branding_id))
    return answers.empty()


@routes.delete(
    "/organisations/<id:organisation_id>/email-branding-pool/<id:email_branding_id>", answers={204: None}
)
def remove_from_email_branding_pool(
    _call: Call, organisation_id: UUID, email_branding_id: UUID
) -> HttpResponse:
    pool = _organisation(organisation_id).email_branding_pool
    pool.remove(one(pool.all(), id=email_branding_id))
    return answers.empty()


@routes.get(
    "/organisations/<id:organisation_id>/letter-branding-pool", answers={200: {"data": ["LetterBranding"]}}
)
def get_letter_branding_pool(_call: Call, organisation_id: UUID) -> HttpResponse:
    pool = _organisation(organisation_id).letter_branding_pool
    return answers.data([letter_branding_json(row) for row in pool.order_by("name")])


@routes.post("/organisations/<id:organisation_id>/letter-branding-pool", body=BRANDINGS, answers={204: None})
def add_to_letter_branding_pool(call: Call, organisation_id: UUID) -> HttpResponse:
    organisation = _organisation(organisation_id)
    for branding_id in call.body["branding_ids"]:
        organisation.letter_branding_pool.add(one(LetterBranding.objects.all(), id=branding_id))
    return answers.empty()


@routes.delete(
    "/organisations/<id:organisation_id>/letter-branding-pool/<id:letter_branding_id>", answers={204: None}
)
def remove_from_letter_branding_pool(
    _call: Call, organisation_id: UUID, letter_branding_id: UUID
) -> HttpResponse:
    pool = _organisation(organisation_id).letter_branding_pool
    pool.remove(one(pool.all(), id=letter_branding_id))
    return answers.empty()


def _organisation(organisation_id: UUID) -> Organisation:
    return one(Organisation.objects.all(), id=organisation_id)
