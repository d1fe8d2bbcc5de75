from django.http import HttpResponse

from sandbox import billing, dates
from sandbox.api import answers
from sandbox.api.routing import Call, Routes

routes = Routes(family="v2")


@routes.get("/letter-rates/", answers={200: ["LetterRate"]})
def get_letter_rates(_call: Call) -> HttpResponse:
    since = dates.london_midnight(dates.financial_year_span(dates.this_financial_year())[0])
    return answers.ok(
        [
            {
                "post_class": postage,
                "sheet_count": sheets,
                "rate": str(billing.letter_rate(postage, sheets)),
                "start_date": since.replace(tzinfo=None).isoformat(),
            }
            for sheets in range(1, billing.MOST_SHEETS + 1)
            for postage in billing.LETTER_RATES
        ]
    )
