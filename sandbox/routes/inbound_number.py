"""Numbers people can text, and which service has which."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from sandbox import dates
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError, NotFoundError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import InboundNumber, InboundSms, Service, ServiceSmsSender
from sandbox.serialise.providers import inbound_number
from sandbox.serialise.senders import sms_sender

routes = Routes()

CHOSEN_NUMBER = Body({"inbound_number_id": schema.UUID})
REMOVAL = Body({"archive": schema.BOOLEAN}, required=("archive",), additional=False)
NONE_AVAILABLE = "No inbound number is available"
NO_NUMBER = "inbound not found"


@routes.get("/inbound-number", answers={200: {"data": ["InboundNumber"]}})
def get_all_inbound_numbers(_call: Call) -> HttpResponse:
    return answers.data([inbound_number(row) for row in _numbers()])


@routes.get("/inbound-number/available", answers={200: {"data": ["InboundNumber"]}})
def get_available_inbound_numbers(_call: Call) -> HttpResponse:
    return answers.data([inbound_number(row) for row in _available()])


@routes.get("/inbound-number/service/<id:service_id>", answers={200: {"data": ("InboundNumber", {})}})
def get_inbound_number_of_service(_call: Call, service_id: UUID) -> HttpResponse:
    number = _numbers().filter(service=service_id).first()
    return answers.data(inbound_number(number) if number else {})


@routes.post("/inbound-number/service/<id:service_id>", body=CHOSEN_NUMBER, answers={201: "ServiceSmsSender"})
def add_inbound_number_to_service(call: Call, service_id: UUID) -> HttpResponse:
    """The chosen number or the first there is. It becomes the service's default sender."""
    service = one(Service.objects.all(), id=service_id)
    available = _available()
    if "inbound_number_id" in call.body:
        available = available.filter(id=call.body["inbound_number_id"])
    number = available.first()
    if number is None:
        raise BadRequestError(NONE_AVAILABLE)
    number.service = service
    number.save_change()
    ServiceSmsSender.objects.filter(service=service, is_default=True).update(is_default=False)
    sender = ServiceSmsSender.objects.create(
        service=service, sms_sender=number.number, inbound_number_id=number.id, is_default=True
    )
    return answers.created(sms_sender(sender))


@routes.post("/inbound-number/service/<id:service_id>/off", answers={204: None})
def turn_inbound_number_off(_call: Call, service_id: UUID) -> HttpResponse:
    for number in _numbers().filter(service=service_id):
        number.active = False
        number.save_change()
    return answers.empty()


@routes.get(
    "/service/<id:service_id>/inbound-sms/most-recent-usage",
    answers={200: {"most_recent_date": "http-date?"}},
)
def get_most_recent_inbound_usage(_call: Call, service_id: UUID) -> HttpResponse:
    number = _numbers().filter(service=service_id).first()
    if number is None:
        raise NotFoundError(NO_NUMBER)
    latest = InboundSms.objects.filter(notify_number=number.number).order_by("-created_at").first()
    return answers.ok({"most_recent_date": dates.http_date_or_null(latest.created_at if latest else None)})


@routes.post("/service/<id:service_id>/inbound-sms/remove", body=REMOVAL, answers={200: {}})
def remove_inbound_sms(call: Call, service_id: UUID) -> HttpResponse:
    """No more texts to this service. Its number is free for others, or nobody's when archived."""
    service = one(Service.objects.all(), id=service_id)
    number = _numbers().filter(service=service).first()
    if number is None:
        raise BadRequestError(NO_NUMBER)
    number.service = None
    number.active = not call.body["archive"]
    number.save_change()
    service.permissions = [channel for channel in service.permissions if channel != "inbound_sms"]
    service.save()
    _archive_sender(number)
    return answers.ok({})


def _archive_sender(number: InboundNumber) -> None:
    """If texts were sent from the number by default, they are sent from the service's oldest other sender now."""
    sender = ServiceSmsSender.objects.filter(inbound_number_id=number.id, archived=False).first()
    if sender is None:
        return
    others = ServiceSmsSender.objects.filter(service=sender.service, archived=False).exclude(id=sender.id)
    heir = others.order_by("created_at").first()
    if sender.is_default and heir:
        heir.is_default = True
        heir.save_change()
    sender.is_default = False
    sender.archived = True
    sender.save_change()


def _numbers() -> QuerySet[InboundNumber]:
    return InboundNumber.objects.select_related("service").order_by("service__name", "number")


def _available() -> QuerySet[InboundNumber]:
    return _numbers().filter(active=True, service=None)
