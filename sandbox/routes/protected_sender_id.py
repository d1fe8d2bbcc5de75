from django.http import HttpResponse

from sandbox.api import answers, query
from sandbox.api.routing import Call, Routes
from sandbox.models import ProtectedSenderId

routes = Routes()


@routes.get(
    "/protected-sender-id/check",
    query=query.text("sender_id", "sender_id is required"),
    answers={200: "bool"},
)
def check_sender_id(call: Call) -> HttpResponse:
    sender_id = call.query["sender_id"].replace(" ", "")
    return answers.ok(ProtectedSenderId.objects.filter(sender_id__iexact=sender_id).exists())
