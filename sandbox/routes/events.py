from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Event
from sandbox.serialise.people import event

routes = Routes()

NEW_EVENT = Body(
    {"event_type": {"type": "string", "maxLength": 255}, "data": schema.SOMETHING},
    required=("event_type", "data"),
    family="fields",
)


@routes.post("/events", body=NEW_EVENT, answers={201: {"data": "Event"}})
def create_event(call: Call) -> HttpResponse:
    row = Event.objects.create(event_type=call.body["event_type"], data=call.body["data"])
    return answers.data(event(row), 201)
