import uuid
from uuid import UUID

from django.http import HttpResponse

from sandbox import dates, versions
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import ApiKey, Service, User
from sandbox.serialise.services import api_key

routes = Routes()

KEY_TYPES = ("normal", "team", "test")
NEW_KEY = Body(
    {
        "name": {"type": "string", "maxLength": 255},
        "key_type": schema.one_of(KEY_TYPES),
        "created_by": schema.UUID,
    },
    required=("name", "key_type", "created_by"),
    family="fields",
)
NAME_TAKEN = "A key with this name already exists"
REVOCATION = Body({"created_by": schema.UUID}, additional=False)


@routes.get("/service/<id:service_id>/api-keys", answers={200: {"apiKeys": ["ApiKey"]}})
def get_api_keys(_call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    keys = ApiKey.objects.filter(service=service).order_by("expiry_date", "created_at")
    return answers.ok({"apiKeys": [api_key(key) for key in keys]})


@routes.post("/service/<id:service_id>/api-key", body=NEW_KEY, answers={201: {"data": "str"}})
def create_api_key(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    if ApiKey.objects.filter(service=service, name=call.body["name"], expiry_date=None).exists():
        raise BadRequestError({"name": [NAME_TAKEN]})
    key = ApiKey.objects.create(
        service=service,
        name=call.body["name"],
        key_type=call.body["key_type"],
        created_by=one(User.objects.all(), id=call.body["created_by"]),
        secret=str(uuid.uuid4()),
    )
    versions.remember_api_key(key)
    return answers.data(key.secret, 201)


@routes.post("/service/<id:service_id>/api-key/revoke/<id:api_key_id>", body=REVOCATION, answers={202: {}})
def revoke_api_key(_call: Call, service_id: UUID, api_key_id: UUID) -> HttpResponse:
    key = one(ApiKey.objects.select_related("service"), id=api_key_id, service=service_id)
    key.expiry_date = dates.now()
    key.version += 1
    key.save_change()
    versions.remember_api_key(key)
    return answers.ok({}, 202)
