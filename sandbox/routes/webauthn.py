"""Security keys. The portal checks the signature; the API keeps the keys and counts the attempts."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import accounts, dates
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError, ForbiddenError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import User, WebauthnCredential
from sandbox.serialise.people import webauthn_credential

routes = Routes()

NEW_KEY = Body(
    {
        "name": schema.FILLED_STRING,
        "credential_data": schema.FILLED_STRING,
        "registration_response": schema.FILLED_STRING,
    },
    required=("name", "credential_data", "registration_response"),
    additional=False,
)
NEW_NAME = Body({"name": schema.FILLED_STRING}, required=("name",), additional=False)
ATTEMPT = Body(
    {"successful": schema.BOOLEAN, "webauthn_credential_id": schema.or_null(schema.UUID)},
    required=("successful",),
    additional=False,
)


@routes.get("/user/<id:user_id>/webauthn", answers={200: {"data": ["WebauthnCredential"]}})
def get_webauthn_credentials(_call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    credentials = WebauthnCredential.objects.filter(user=user).order_by("created_at")
    return answers.data([webauthn_credential(credential) for credential in credentials])


@routes.post("/user/<id:user_id>/webauthn", body=NEW_KEY, answers={201: {"data": "WebauthnCredential"}})
def create_webauthn_credential(call: Call, user_id: UUID) -> HttpResponse:
    credential = WebauthnCredential.objects.create(
        user=one(User.objects.all(), id=user_id),
        name=call.body["name"],
        credential_data=call.body["credential_data"],
    )
    return answers.data(webauthn_credential(credential), 201)


@routes.post(
    "/user/<id:user_id>/webauthn/<id:webauthn_credential_id>",
    body=NEW_NAME,
    answers={200: {"data": "WebauthnCredential"}},
)
def rename_webauthn_credential(call: Call, user_id: UUID, webauthn_credential_id: UUID) -> HttpResponse:
    credential = one(WebauthnCredential.objects.all(), id=webauthn_credential_id, user=user_id)
    credential.name = call.body["name"]
    credential.save_change()
    return answers.data(webauthn_credential(credential))


@routes.delete("/user/<id:user_id>/webauthn/<id:webauthn_credential_id>", answers={204: None, 400: "Error"})
def delete_webauthn_credential(_call: Call, user_id: UUID, webauthn_credential_id: UUID) -> HttpResponse:
    credential = one(WebauthnCredential.objects.all(), id=webauthn_credential_id, user=user_id)
    if not WebauthnCredential.objects.filter(user=user_id).exclude(id=credential.id).exists():
        raise BadRequestError("Cannot delete last remaining webauthn credential for user")
    credential.delete()
    return answers.empty()


@routes.post("/user/<id:user_id>/complete/webauthn-login", body=ATTEMPT, answers={204: None})
def complete_webauthn_login(call: Call, user_id: UUID) -> HttpResponse:
    user = one(User.objects.all(), id=user_id)
    if accounts.has_failed_too_often_for_a_key(user):
        raise ForbiddenError("Maximum login count exceeded")
    if not call.body["successful"]:
        accounts.count_failure(user)
        return answers.empty()
    credential_id = call.body.get("webauthn_credential_id")
    WebauthnCredential.objects.filter(user=user, id=credential_id).update(logged_in_at=dates.now())
    accounts.start_session(user)
    return answers.empty()
