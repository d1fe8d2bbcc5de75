"""Programs read the texts people sent to their service."""

from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.public_lookups import older_than
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.models import InboundSms
from sandbox.serialise import public

routes = Routes(family="v2", api_keys=True)

OLDER_THAN = Query({"older_than": schema.UUID}, family="json_schema")


@routes.get(
    "/v2/received-text-messages",
    query=OLDER_THAN,
    answers={200: {"received_text_messages": ["InboundSms"], "links": "PublicLinks"}},
)
def get_received_texts(call: Call) -> HttpResponse:
    rows = InboundSms.objects.filter(service=call.api_key.service)
    page = list(older_than(rows, call.query.get("older_than")))
    texts = [public.received_text(row) for row in page]
    return answers.ok({"received_text_messages": texts, "links": public.links(call.request, page)})
