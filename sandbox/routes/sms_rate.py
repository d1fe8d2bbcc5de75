from django.http import HttpResponse

from sandbox import billing, dates
from sandbox.api import answers
from sandbox.api.routing import Call, Routes

routes = Routes(family="v2")


@routes.get("/sms-rate/", answers={200: {"rate": "number", "valid_from": "zulu"}})
def get_sms_rate(_call: Call) -> HttpResponse:
    since = dates.financial_year_span(dates.this_financial_year())[0]
    return answers.ok({"rate": billing.SMS_RATE, "valid_from": dates.zulu(dates.london_midnight(since))})
