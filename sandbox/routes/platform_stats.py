"""What every service sent and owes."""

from datetime import date

from django.http import HttpResponse, QueryDict

from sandbox import dates, platform_billing, platform_reports
from sandbox.api import answers
from sandbox.api.errors import BadRequestError, BrokenError
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.routes.platform_reports import DAY

routes = Routes()

SPAN = Body({"start_date": DAY, "end_date": DAY})
NOT_A_DAY = "Input must be a date in the format: YYYY-MM-DD"
BACKWARDS = "Start date must be before end date"
TWO_YEARS = "Date must be in a single financial year."


@routes.get("/platform-stats")
def get_platform_stats(call: Call) -> HttpResponse:
    """Of today, unless two days are given."""
    given = SPAN.checked(call.query.dict())
    today = dates.now().date().isoformat()
    first, last = (_day(given.get(name, today)) for name in ("start_date", "end_date"))
    return answers.ok(platform_reports.totals(first, last))


@routes.get("/platform-stats/data-for-billing-report")
def get_data_for_billing_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.bills(*_span_in_one_year(call.query)))


@routes.get("/platform-stats/data-for-dvla-billing-report")
def get_data_for_dvla_billing_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.letter_supplier_bills(*_span_in_one_year(call.query)))


@routes.get("/platform-stats/daily-volumes-report")
def get_daily_volumes_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.volumes_by_day(*_span(call.query)))


@routes.get("/platform-stats/daily-sms-provider-volumes-report")
def get_daily_sms_provider_volumes_report(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.texts_by_provider(*_span(call.query)))


@routes.get("/platform-stats/volumes-by-service")
def get_volumes_by_service(call: Call) -> HttpResponse:
    return answers.ok(platform_billing.volumes_by_service(*_span(call.query)))


def _span(query: QueryDict) -> tuple[date, date]:
    return _day(query.get("start_date")), _day(query.get("end_date"))


def _span_in_one_year(query: QueryDict) -> tuple[date, date]:
    first, last = _span(query)
    if last < first:
        raise BadRequestError(BACKWARDS)
    if dates.financial_year(first) != dates.financial_year(last):
        raise BadRequestError(TWO_YEARS)
    return first, last


def _day(text: str | None) -> date:
    if text is None:
        # The real API tries to read a date that nobody gave.
        raise BrokenError
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequestError(NOT_A_DAY) from None
