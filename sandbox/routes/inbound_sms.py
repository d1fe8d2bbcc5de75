"""Texts people sent to a service."""

from uuid import UUID

from django.db.models import Max, QuerySet
from django.http import HttpResponse

from sandbox import dates, retention
from sandbox.api import answers, query, recipients, schema
from sandbox.api.lookups import one
from sandbox.api.paging import page_of
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import InboundSms
from sandbox.serialise.messages import inbound_sms

routes = Routes()

# The number is in a body and not in the query, to keep it out of logs.
WANTED = Body({"phone_number": schema.STRING})
PAGE = Query({"page": query.PAGE})


@routes.post(
    "/service/<id:service_id>/inbound-sms", body=WANTED, reads=True, answers={200: {"data": ["InboundSms"]}}
)
def get_inbound_sms(call: Call, service_id: UUID) -> HttpResponse:
    messages = _kept(service_id)
    number = call.body.get("phone_number")
    if number:
        messages = messages.filter(user_number=recipients.normalised_phone_number(number))
    return answers.data([inbound_sms(row) for row in messages])


@routes.get(
    "/service/<id:service_id>/inbound-sms/most-recent",
    query=PAGE,
    answers={200: {"data": ["InboundSms"], "has_next": "bool"}},
)
def get_most_recent_inbound_sms(call: Call, service_id: UUID) -> HttpResponse:
    """The latest message of each person."""
    latest = (
        _kept(service_id).order_by().values("user_number").annotate(latest=Max("created_at")).values("latest")
    )
    page = page_of(_kept(service_id).filter(created_at__in=latest), call.query["page"])
    return answers.ok({"data": [inbound_sms(row) for row in page.rows], "has_next": page.number < page.last})


@routes.get(
    "/service/<id:service_id>/inbound-sms/summary", answers={200: {"count": "int", "most_recent": "iso?"}}
)
def get_inbound_sms_summary(_call: Call, service_id: UUID) -> HttpResponse:
    messages = _kept(service_id)
    latest = messages.first()
    most_recent = latest.created_at.replace(tzinfo=None).isoformat() if latest else None
    return answers.ok({"count": messages.count(), "most_recent": most_recent})


@routes.get("/service/<id:service_id>/inbound-sms/<id:inbound_sms_id>", answers={200: "InboundSms"})
def get_inbound_sms_by_id(_call: Call, service_id: UUID, inbound_sms_id: UUID) -> HttpResponse:
    return answers.ok(inbound_sms(one(InboundSms.objects.all(), id=inbound_sms_id, service=service_id)))


def _kept(service_id: UUID) -> QuerySet[InboundSms]:
    since = dates.midnight_days_ago(retention.days(service_id, "sms"))
    messages = InboundSms.objects.filter(service=service_id, created_at__gte=since)
    return messages.order_by("-created_at")
