"""Lists and numbers of every service."""

from datetime import date, timedelta

from django.http import HttpResponse

from sandbox import dates, platform_reports
from sandbox.api import answers, query, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service, User
from sandbox.serialise.people import users_json

routes = Routes()

DAY = schema.or_null(query.DAY)
USERS_FILTER = Body(
    {
        "created_start": DAY,
        "created_end": DAY,
        "logged_in_start": DAY,
        "logged_in_end": DAY,
        "take_part_in_research": schema.or_null(schema.BOOLEAN),
    },
    additional=False,
)


@routes.get("/service/live-services-data", answers={200: {"data": ["LiveService"]}})
def get_live_services_data(_call: Call) -> HttpResponse:
    return answers.data(platform_reports.live_service_rows())


@routes.get("/service/monthly-data-by-service", query=query.BETWEEN_DAYS, answers={200: ["MonthlyCount"]})
def get_monthly_data_by_service(call: Call) -> HttpResponse:
    first, last = call.query["start_date"], call.query["end_date"]
    return answers.ok(platform_reports.monthly_by_service(first, last))


@routes.get("/performance-dashboard", query=query.BETWEEN_DAYS, answers={200: "PerformanceDashboard"})
def get_performance_dashboard(call: Call) -> HttpResponse:
    first, last = call.query["start_date"], call.query["end_date"]
    return answers.ok(platform_reports.performance(first, last))


@routes.post(
    "/platform-admin/users-list", body=USERS_FILTER, reads=True, answers={200: {"data": ["UserForReport"]}}
)
def get_users_list(call: Call) -> HttpResponse:
    """Active people, their services by name. A filter that is null lets everybody through."""
    if not call.body:
        raise BadRequestError("At least one filter is required")
    users = User.objects.filter(state="active", **_conditions(call)).order_by("created_at", "name")
    names = dict(Service.objects.filter(active=True).values_list("id", "name"))
    return answers.data(
        [
            row | {"services": [{"id": id_, "name": names[id_]} for id_ in row["services"]]}
            for row in users_json(users)
        ]
    )


def _conditions(call: Call) -> dict[str, object]:
    conditions: dict[str, object] = {}
    for word, column in (("created", "created_at"), ("logged_in", "logged_in_at")):
        first, last = call.body.get(f"{word}_start"), call.body.get(f"{word}_end")
        if first:
            conditions[f"{column}__gte"] = dates.london_midnight(date.fromisoformat(first))
        if last:
            after = date.fromisoformat(last) + timedelta(days=1)
            conditions[f"{column}__lt"] = dates.london_midnight(after)
    if call.body.get("take_part_in_research") is not None:
        conditions["take_part_in_research"] = call.body["take_part_in_research"]
    return conditions
