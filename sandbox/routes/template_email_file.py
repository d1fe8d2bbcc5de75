from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.models import TemplateEmailFile
from sandbox.serialise.templates import email_file_json

routes = Routes()


@routes.get("/service/<id:service_id>/templates/<id:template_id>/template_email_files")
def get_files(_call: Call, service_id: UUID, template_id: UUID) -> HttpResponse:
    files = TemplateEmailFile.objects.filter(
        template=template_id, template__service=service_id, archived_at=None
    )
    return answers.data([email_file_json(file) for file in files.order_by("created_at")])


@routes.get(
    "/service/<id:service_id>/templates/<id:template_id>/template_email_files/<id:template_email_file_id>"
)
def get_file(_call: Call, service_id: UUID, template_id: UUID, template_email_file_id: UUID) -> HttpResponse:
    files = TemplateEmailFile.objects.filter(template=template_id, template__service=service_id)
    return answers.data(email_file_json(one(files, id=template_email_file_id)))
