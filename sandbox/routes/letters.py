"""What the printer tells about letters."""

from django.http import HttpResponse

from sandbox import dates
from sandbox.api import answers, schema
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Notification, ReturnedLetter

routes = Routes(family="v2")

REFERENCE: schema.Schema = {"type": "string", "pattern": "^[0-9A-Z]{16}$"}
REFERENCES = Body({"references": schema.list_of(REFERENCE, minItems=1)}, required=("references",))


@routes.post("/letters/returned", body=REFERENCES, answers={200: {"references": ["str"]}})
def submit_returned_letters(call: Call) -> HttpResponse:
    references = call.body["references"]
    letters = Notification.objects.filter(reference__in=references, notification_type="letter")
    for letter in letters:
        letter.status = "returned-letter"
        letter.ends_as = None
        letter.save_change("status", "ends_as")
        today = {"service_id": letter.service_id, "reported_at": dates.london_day(dates.now())}
        ReturnedLetter.objects.get_or_create(today, notification=letter)
    return answers.ok({"references": references})
