"""Free allowances and bills."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import billing, dates
from sandbox.api import answers, query, schema
from sandbox.api.lookups import one
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service

routes = Routes()

FINANCIAL_YEAR = Query({"financial_year_start": query.YEAR})
ALLOWANCE = Body(
    {"free_sms_fragment_limit": {**schema.INTEGER, "minimum": 0}}, required=("free_sms_fragment_limit",)
)


@routes.get(
    "/service/<id:service_id>/billing/free-sms-fragment-limit",
    query=FINANCIAL_YEAR,
    answers={200: "FreeSmsItems"},
)
def get_free_sms_fragment_limit(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    year = call.query.get("financial_year_start") or dates.this_financial_year()
    return answers.ok(
        {"free_sms_fragment_limit": billing.allowance(service, year), "financial_year_start": year}
    )


@routes.post(
    "/service/<id:service_id>/billing/free-sms-fragment-limit",
    body=ALLOWANCE,
    answers={201: {"free_sms_fragment_limit": "int"}},
)
def set_free_sms_fragment_limit(call: Call, service_id: UUID) -> HttpResponse:
    limit = call.body["free_sms_fragment_limit"]
    billing.set_allowance(one(Service.objects.all(), id=service_id), dates.this_financial_year(), limit)
    return answers.created({"free_sms_fragment_limit": limit})


@routes.get(
    "/service/<id:service_id>/billing/yearly-usage-summary",
    query=query.IN_A_YEAR,
    answers={200: ["BillLine"]},
)
def get_yearly_usage_summary(call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok(billing.yearly(one(Service.objects.all(), id=service_id), call.query["year"]))


@routes.get(
    "/service/<id:service_id>/billing/monthly-usage",
    query=query.IN_A_YEAR,
    answers={200: ["MonthlyBillLine"]},
)
def get_monthly_usage(call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok(billing.monthly(one(Service.objects.all(), id=service_id), call.query["year"]))
