"""How long messages are kept, and who a trial service may write to."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers, query, recipients, schema
from sandbox.api.errors import BadRequestError, NotFoundError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service, ServiceDataRetention
from sandbox.serialise import senders

routes = Routes()

CHANNELS = ("sms", "letter", "email")
NEW_RETENTION = Body(
    {"days_of_retention": query.DAYS, "notification_type": schema.one_of(CHANNELS)},
    required=("days_of_retention", "notification_type"),
)
RETENTION_CHANGE = Body({"days_of_retention": query.DAYS}, required=("days_of_retention",))
GUEST_LIST = Body(
    {"email_addresses": schema.list_of(schema.STRING), "phone_numbers": schema.list_of(schema.STRING)},
    required=("email_addresses", "phone_numbers"),
)


@routes.get("/service/<id:service_id>/data-retention", answers={200: ["ServiceDataRetention"]})
def get_data_retention(_call: Call, service_id: UUID) -> HttpResponse:
    rows = (
        ServiceDataRetention.objects.filter(service=service_id)
        .select_related("service")
        .order_by("notification_type")
    )
    return answers.ok([senders.data_retention(row) for row in rows])


@routes.get(
    "/service/<id:service_id>/data-retention/notification-type/<str:notification_type>",
    answers={200: ("ServiceDataRetention", {})},
)
def get_data_retention_of_type(_call: Call, service_id: UUID, notification_type: str) -> HttpResponse:
    rows = ServiceDataRetention.objects.filter(service=service_id).select_related("service")
    row = one_or_none(rows, notification_type=notification_type)
    return answers.ok(senders.data_retention(row) if row else {})


@routes.post(
    "/service/<id:service_id>/data-retention",
    body=NEW_RETENTION,
    answers={201: {"result": "ServiceDataRetention"}},
)
def create_data_retention(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    channel = call.body["notification_type"]
    if ServiceDataRetention.objects.filter(service=service, notification_type=channel).exists():
        raise BadRequestError(f"Service already has data retention for {channel} notification type")
    row = ServiceDataRetention.objects.create(
        service=service, notification_type=channel, days_of_retention=call.body["days_of_retention"]
    )
    return answers.created({"result": senders.data_retention(row)})


@routes.post(
    "/service/<id:service_id>/data-retention/<id:data_retention_id>",
    body=RETENTION_CHANGE,
    answers={204: None},
)
def update_data_retention(call: Call, service_id: UUID, data_retention_id: UUID) -> HttpResponse:
    row = one_or_none(ServiceDataRetention.objects.all(), id=data_retention_id, service=service_id)
    if row is None:
        raise NotFoundError(
            f"The service data retention for id: {data_retention_id} was not found for service: {service_id}"
        )
    row.days_of_retention = call.body["days_of_retention"]
    row.save_change()
    return answers.empty()


@routes.get(
    "/service/<id:service_id>/guest-list",
    answers={200: {"email_addresses": ["str"], "phone_numbers": ["str"]}},
)
def get_guest_list(_call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    return answers.ok(
        {
            "email_addresses": service.guest_list_email_addresses,
            "phone_numbers": service.guest_list_phone_numbers,
        }
    )


@routes.put("/service/<id:service_id>/guest-list", body=GUEST_LIST, answers={204: None})
def update_guest_list(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    _check_guests(call.body)
    service.guest_list_email_addresses = call.body["email_addresses"]
    service.guest_list_phone_numbers = call.body["phone_numbers"]
    service.save()
    return answers.empty()


def _check_guests(body: dict[str, Any]) -> None:
    for guests, complaint in (
        (body["email_addresses"], recipients.email_address_complaint),
        (body["phone_numbers"], recipients.phone_number_complaint),
    ):
        for guest in guests:
            if complaint(guest):
                raise BadRequestError(
                    f'Invalid guest list: "{guest}" is not a valid email address or phone number'
                )
