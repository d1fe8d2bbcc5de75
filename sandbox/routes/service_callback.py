"""Where a service wants to hear about its messages."""

from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service, ServiceCallbackApi, User
from sandbox.serialise.senders import callback_api

routes = Routes()

PROPERTIES: dict[str, schema.Schema] = {
    "url": {"type": "string", "format": "https-url"},
    "bearer_token": {"type": "string", "minLength": 10},
    "updated_by_id": schema.UUID,
    "callback_type": schema.STRING,
}
NEW_CALLBACK = Body(PROPERTIES, required=("url", "bearer_token", "updated_by_id"))
CALLBACK_CHANGE = Body(PROPERTIES, required=("updated_by_id",))
# The id alone finds a callback; callers send its type all the same.
TYPE = Query({"callback_type": schema.STRING})
DEFAULT_TYPE = "delivery_status"


@routes.post(
    "/service/<id:service_id>/callback-api", body=NEW_CALLBACK, answers={201: {"data": "ServiceCallbackApi"}}
)
def create_callback_api(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    callback_type = call.body.get("callback_type", DEFAULT_TYPE)
    if ServiceCallbackApi.objects.filter(service=service, callback_type=callback_type).exists():
        raise BadRequestError({"name": [f"You can only have one {callback_type} callback per service."]})
    row = ServiceCallbackApi.objects.create(
        service=service,
        callback_type=callback_type,
        url=call.body["url"],
        bearer_token=call.body["bearer_token"],
        updated_by=one(User.objects.all(), id=call.body["updated_by_id"]),
    )
    return answers.data(callback_api(row), 201)


@routes.get(
    "/service/<id:service_id>/callback-api/<id:callback_api_id>",
    query=TYPE,
    answers={200: {"data": "ServiceCallbackApi"}},
)
def get_callback_api(_call: Call, service_id: UUID, callback_api_id: UUID) -> HttpResponse:
    return answers.data(
        callback_api(one(ServiceCallbackApi.objects.all(), id=callback_api_id, service=service_id))
    )


@routes.post(
    "/service/<id:service_id>/callback-api/<id:callback_api_id>",
    body=CALLBACK_CHANGE,
    answers={200: {"data": "ServiceCallbackApi"}},
)
def update_callback_api(call: Call, service_id: UUID, callback_api_id: UUID) -> HttpResponse:
    row = one(ServiceCallbackApi.objects.all(), id=callback_api_id, service=service_id)
    row.url = call.body.get("url", row.url)
    row.bearer_token = call.body.get("bearer_token", row.bearer_token)
    row.updated_by = one(User.objects.all(), id=call.body["updated_by_id"])
    row.save_change()
    return answers.data(callback_api(row))


@routes.delete("/service/<id:service_id>/callback-api/<id:callback_api_id>", query=TYPE, answers={204: None})
def delete_callback_api(_call: Call, service_id: UUID, callback_api_id: UUID) -> HttpResponse:
    one(ServiceCallbackApi.objects.all(), id=callback_api_id, service=service_id).delete()
    return answers.empty()
