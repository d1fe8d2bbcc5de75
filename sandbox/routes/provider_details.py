"""The companies that carry messages, and which of two gets more of the texts."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.http import HttpResponse

from sandbox import dates, versions
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError, NotFoundError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Notification, ProviderDetails, ProviderVersion, User
from sandbox.serialise.providers import provider, provider_for_list
from sandbox.statistics import real

routes = Routes()

CHANGE = Body(
    {
        "priority": schema.ANYTHING,
        "active": schema.BOOLEAN,
        "reason": schema.or_null(schema.STRING),
        "created_by": schema.UUID,
    },
    family="fields",
)
CHANNELS = ("email", "sms", "letter")


@routes.get("/provider-details", answers={200: {"provider_details": ["ProviderForList"]}})
def get_all_providers(_call: Call) -> HttpResponse:
    rows = sorted(_providers(), key=lambda row: (CHANNELS.index(row.notification_type), row.priority))
    units = _billable_sms()
    return answers.ok(
        {"provider_details": [provider_for_list(row, units.get(row.identifier, 0)) for row in rows]}
    )


@routes.get(
    "/provider-details/<id:provider_details_id>", answers={200: {"provider_details": ("Provider", {})}}
)
def get_provider(_call: Call, provider_details_id: UUID) -> HttpResponse:
    row = _providers().filter(id=provider_details_id).first()
    return answers.ok({"provider_details": provider(row) if row else {}})


@routes.post(
    "/provider-details/<id:provider_details_id>",
    body=CHANGE,
    answers={200: {"provider_details": "Provider"}},
)
def update_provider(call: Call, provider_details_id: UUID) -> HttpResponse:
    row = one(_providers(), id=provider_details_id)
    changes: dict[str, Any] = dict(call.body)
    for name in changes:
        if name not in CHANGE.properties:
            raise BadRequestError({name: ["Not permitted to be updated"]})
    if type(changes.get("priority", row.priority)) is not int:
        # The API leaves this to its database, and calls whatever that refuses not found.
        raise NotFoundError
    if "created_by" in changes:
        changes["created_by"] = one(User.objects.all(), id=changes["created_by"])
    versions.change_provider(row, changes)
    return answers.ok({"provider_details": provider(row)})


@routes.get("/provider-details/<id:provider_details_id>/versions", answers={200: {"data": ["Provider"]}})
def get_provider_versions(_call: Call, provider_details_id: UUID) -> HttpResponse:
    rows = ProviderVersion.objects.filter(provider=provider_details_id).order_by("-version")
    return answers.data([row.snapshot for row in rows])


def _providers() -> QuerySet[ProviderDetails]:
    return ProviderDetails.objects.select_related("created_by")


def _billable_sms() -> dict[str, int]:
    """This month's, as far as single messages are kept: the counts of older days do not say who carried them."""
    start = dates.london_midnight(dates.london_day(dates.now()).replace(day=1))
    texts = Notification.objects.filter(rate_multiplier__isnull=False, sent_by__isnull=False)
    sent = real(texts.filter(created_at__gte=start))
    return dict(sent.order_by().values_list("sent_by").annotate(Sum("billable_units")))
