"""How much each template is used."""

from uuid import UUID

from django.db.models import Count, Max
from django.http import HttpResponse, QueryDict

from sandbox import dates, statistics
from sandbox.api import answers, query
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.models import DailyUsage, Notification, Service, Template

routes = Routes()

MOST_DAYS = 7


@routes.get("/service/<str:service_id>/template-statistics")
def get_template_statistics(call: Call, service_id: str) -> HttpResponse:
    days = _days(call.query)
    service = one(Service.objects.all(), id=service_id)
    rows = statistics.recent(service, days).order_by("template__name", "status")
    counted = rows.values(
        "template", "template__name", "template__template_type", "template__hidden", "status"
    )
    return answers.data(
        [
            {
                "template_id": row["template"],
                "template_name": row["template__name"],
                "template_type": row["template__template_type"],
                "is_precompiled_letter": row["template__hidden"],
                "status": row["status"],
                "count": row["count"],
            }
            for row in counted.annotate(count=Count("id"))
        ]
    )


@routes.get("/service/<str:service_id>/template-statistics/last-used/<id:template_id>")
def get_last_used(_call: Call, service_id: str, template_id: UUID) -> HttpResponse:
    template = one(Template.objects.all(), id=template_id, service=service_id)
    newest = statistics.real(Notification.objects.filter(template=template)).aggregate(at=Max("created_at"))[
        "at"
    ]
    if newest is None:
        day = DailyUsage.objects.filter(template=template).aggregate(day=Max("day"))["day"]
        newest = dates.london_midnight(day) if day else None
    return answers.ok({"last_date_used": dates.zulu_or_null(newest)})


@routes.get("/service/<id:service_id>/notifications/templates_usage/monthly")
def get_monthly_template_usage(call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok({"stats": statistics.monthly_by_template(service_id, query.year(call.query))})


def _days(values: QueryDict) -> int:
    """whole_days is the older name of limit_days, and the one in the complaints."""
    given = values.get("whole_days", values.get("limit_days", ""))
    try:
        days = int(given)
    except ValueError:
        raise BadRequestError({"whole_days": [f"{given} is not an integer"]}) from None
    if not 0 <= days <= MOST_DAYS:
        raise BadRequestError({"whole_days": [f"whole_days must be between 0 and {MOST_DAYS}"]})
    return days
