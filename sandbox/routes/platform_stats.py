"""What every service sent and owes."""

from datetime import date

from django.http import HttpResponse

from sandbox import dates, platform_billing, platform_reports
from sandbox.api import answers, query
from sandbox.api.errors import BadRequestError
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes

routes = Routes()

NOT_A_DAY = "Input must be a date in the format: YYYY-MM-DD"
BACKWARDS = "Start date must be before end date"
TWO_YEARS = "Date must be in a single financial year."
DAYS = {"start_date": query.DAY, "end_date": query.DAY}
TODAY_OR_SPAN = Query(DAYS, family="json_schema")
SPAN = Query(DAYS, required=("start_date", "end_date"), complaint=NOT_A_DAY)


@routes.get(
    "/platform-stats",
    query=TODAY_OR_SPAN,
    answers={200: {"email": "ChannelTotals", "sms": "ChannelTotals", "letter": "ChannelTotals"}},
)
def get_platform_stats(call: Call) -> HttpResponse:
    """Of today, unless two days are given."""
    today = dates.now().date()
    first, last = (call.query.get(name, today) for name in DAYS)
    return answers.ok(platform_reports.totals(first, last))


@routes.get("/platform-stats/data-for-billing-report", query=SPAN, answers={200: ["ServiceBill"]})
def get_data_for_billing_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.bills(*_span_in_one_year(call)))


@routes.get(
    "/platform-stats/data-for-dvla-billing-report", query=SPAN, answers={200: ["LetterSupplierBillLine"]}
)
def get_data_for_dvla_billing_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.letter_supplier_bills(*_span_in_one_year(call)))


@routes.get("/platform-stats/daily-volumes-report", query=SPAN, answers={200: ["DailyVolumes"]})
def get_daily_volumes_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.volumes_by_day(*_span(call)))


@routes.get(
    "/platform-stats/daily-sms-provider-volumes-report", query=SPAN, answers={200: ["DailyProviderVolumes"]}
)
def get_daily_sms_provider_volumes_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.texts_by_provider(*_span(call)))


@routes.get("/platform-stats/volumes-by-service", query=SPAN, answers={200: ["ServiceVolumes"]})
def get_volumes_by_service(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.volumes_by_service(*_span(call)))


def _span(call: Call) -> tuple[date, date]:
    return call.query["start_date"], call.query["end_date"]


def _span_in_one_year(call: Call) -> tuple[date, date]:
    first, last = _span(call)
    if last < first:
        raise BadRequestError(BACKWARDS)
    if dates.financial_year(first) != dates.financial_year(last):
        raise BadRequestError(TWO_YEARS)
    return first, last
