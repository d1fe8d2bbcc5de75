from django.http import HttpResponse

from sandbox.api import answers
from sandbox.api.errors import BadRequestError
from sandbox.api.routing import Call, Routes
from sandbox.models import ProtectedSenderId

routes = Routes()


@routes.get("/protected-sender-id/check")
def check_sender_id(call: Call) -> HttpResponse:
    sender_id = call.query.get("sender_id")
    if not sender_id:
        raise BadRequestError("sender_id is required")
    return answers.ok(ProtectedSenderId.objects.filter(sender_id__iexact=sender_id.replace(" ", "")).exists())
