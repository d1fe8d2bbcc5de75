"""How much each template is used."""

from uuid import UUID

from django.db.models import Count, Max
from django.http import HttpResponse

from sandbox import dates, statistics
from sandbox.api import answers, query
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.problems import Problem
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Schema
from sandbox.models import DailyUsage, Notification, Service, Template

routes = Routes()

MOST_DAYS = 7
FEW_DAYS: Schema = {"type": "integer", "minimum": 0, "maximum": MOST_DAYS}


def _complaint(problem: Problem) -> dict[str, list[str]]:
    if problem.rule in {"minimum", "maximum"}:
        return {"whole_days": [f"whole_days must be between 0 and {MOST_DAYS}"]}
    return {"whole_days": [f"{problem.value} is not an integer"]}


SPAN = Query({"whole_days": FEW_DAYS, "limit_days": FEW_DAYS}, complaint=_complaint)


@routes.get(
    "/service/<str:service_id>/template-statistics", query=SPAN, answers={200: {"data": ["TemplateCount"]}}
)
def get_template_statistics(call: Call, service_id: str) -> HttpResponse:
    days = _days(call)
    service = one(Service.objects.all(), id=service_id)
    counted = statistics.recent(service, days).order_by().values_list("template", "status")
    templates = Template.objects.filter(service=service).in_bulk()
    rows = [(templates[id_], status, count) for id_, status, count in counted.annotate(Count("id"))]
    return answers.data(
        [
            {
                "template_id": template.id,
                "template_name": template.name,
                "template_type": template.template_type,
                "is_precompiled_letter": template.hidden,
                "status": status,
                "count": count,
            }
            for template, status, count in sorted(rows, key=lambda row: (row[0].name, row[1]))
        ]
    )


@routes.get(
    "/service/<str:service_id>/template-statistics/last-used/<id:template_id>",
    answers={200: {"last_date_used": "zulu?"}},
)
def get_last_used(_call: Call, service_id: str, template_id: UUID) -> HttpResponse:
    template = one(Template.objects.all(), id=template_id, service=service_id)
    sent = statistics.real(Notification.objects.filter(template=template)).order_by("-created_at")
    newest = sent.values_list("created_at", flat=True).first()
    if newest is None:
        day = DailyUsage.objects.filter(template=template).aggregate(day=Max("day"))["day"]
        newest = dates.london_midnight(day) if day else None
    return answers.ok({"last_date_used": dates.zulu_or_null(newest)})


@routes.get(
    "/service/<id:service_id>/notifications/templates_usage/monthly",
    query=query.IN_A_YEAR,
    answers={200: {"stats": ["MonthlyTemplateUsage"]}},
)
def get_monthly_template_usage(call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok({"stats": statistics.monthly_by_template(service_id, call.query["year"])})


def _days(call: Call) -> int:
    """whole_days is the older name of limit_days, and the one in the complaints. One of them is needed."""
    for name in SPAN.properties:
        if name in call.query:
            return int(call.query[name])
    raise BadRequestError(_complaint(Problem("whole_days", "required", "")))
