"""What is this id? For platform admins."""

from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse

from sandbox import models
from sandbox.api import answers, schema
from sandbox.api.errors import NotFoundError
from sandbox.api.lookups import one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body

routes = Routes()

WANTED = Body({"uuid": schema.UUID}, required=("uuid",))
KINDS: dict[str, type[Model]] = {
    "organisation": models.Organisation,
    "service": models.Service,
    "template": models.Template,
    "notification": models.Notification,
    "email_branding": models.EmailBranding,
    "letter_branding": models.LetterBranding,
    "user": models.User,
    "provider": models.ProviderDetails,
    "reply_to_email": models.ServiceEmailReplyTo,
    "job": models.Job,
    "service_contact_list": models.ServiceContactList,
    "service_data_retention": models.ServiceDataRetention,
    "service_sms_sender": models.ServiceSmsSender,
    "inbound_number": models.InboundNumber,
    "api_key": models.ApiKey,
    "template_folder": models.TemplateFolder,
    "service_callback_api": models.ServiceCallbackApi,
    "complaint": models.Complaint,
    "inbound_sms": models.InboundSms,
}


@routes.post(
    "/platform-admin/find-by-uuid",
    body=WANTED,
    reads=True,
    answers={200: {"type": "str", "context": {"service_id?": "uuid"}}, 404: "Error"},
)
def find_by_uuid(call: Call) -> HttpResponse:
    wanted = UUID(call.body["uuid"])
    for kind, model in KINDS.items():
        row = one_or_none(model._default_manager.all(), id=wanted)  # noqa: SLF001 - Django's documented way from any model class
        if row is not None:
            return answers.ok({"type": kind, "context": _context(row)})
    raise NotFoundError


def _context(row: Model) -> dict[str, UUID]:
    service_id = getattr(row, "service_id", None)
    return {"service_id": service_id} if service_id else {}
