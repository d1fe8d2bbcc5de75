"""Numbers for the dashboard."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import dates, statistics
from sandbox.api import answers, query
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.models import ReturnedLetter, UnsubscribeRequest

routes = Routes()

SPAN = Query(
    {"limit_days": query.otherwise(query.DAYS, statistics.DEFAULT_DAYS), "today_only": query.LITERAL_TRUE}
)


@routes.get("/service/<id:service_id>/statistics", query=SPAN, answers={200: {"data": "Statistics"}})
def get_service_statistics(call: Call, service_id: UUID) -> HttpResponse:
    days = 0 if call.query["today_only"] else call.query["limit_days"]
    return answers.data(statistics.statistics(statistics.recent(service_id, days)))


@routes.get(
    "/service/<id:service_id>/notifications/monthly",
    query=query.IN_A_YEAR,
    answers={200: {"data": "MonthlyCounts"}},
)
def get_monthly_notification_stats(call: Call, service_id: UUID) -> HttpResponse:
    return answers.data(statistics.monthly(service_id, call.query["year"]))


@routes.get(
    "/service/<id:service_id>/unsubscribe-request-statistics", answers={200: ("UnsubscribeStatistics", {})}
)
def get_unsubscribe_request_statistics(_call: Call, service_id: UUID) -> HttpResponse:
    requests = UnsubscribeRequest.objects.filter(service=service_id).order_by("-created_at")
    latest = requests.first()
    if latest is None:
        return answers.ok({})
    return answers.ok(
        {
            "unsubscribe_requests_count": requests.count(),
            "datetime_of_latest_unsubscribe_request": dates.http_date_or_null(latest.created_at),
        }
    )


@routes.get(
    "/service/<id:service_id>/returned-letter-statistics",
    answers={200: {"returned_letter_count": "int", "most_recent_report": "plain?"}},
)
def get_returned_letter_statistics(_call: Call, service_id: UUID) -> HttpResponse:
    letters = ReturnedLetter.objects.filter(service=service_id).order_by("-reported_at")
    latest = letters.first()
    week = letters.filter(reported_at__gte=dates.london_day(dates.midnight_days_ago(statistics.DEFAULT_DAYS)))
    return answers.ok(
        {
            "returned_letter_count": week.count(),
            "most_recent_report": f"{latest.reported_at} 00:00:00.000000" if latest else None,
        }
    )
