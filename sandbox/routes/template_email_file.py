"""Files in emails: the facts about them, as the files are in the portal's file store."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import dates, versions
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Template, TemplateEmailFile, User
from sandbox.serialise.templates import email_file_json

routes = Routes()

FILE = Body(
    {
        "id": schema.UUID,
        "service": schema.UUID,
        "filename": schema.STRING,
        "link_text": schema.STRING,
        "retention_period": schema.INTEGER,
        "validate_users_email": schema.BOOLEAN,
        "pending": schema.BOOLEAN,
        "created_by_id": schema.UUID,
    }
)
ARCHIVED_BY = Body({"archived_by_id": schema.UUID}, required=("archived_by_id",))
NAME_TAKEN = "A file with this name is attached to the template already"
EMAILS_ONLY = "Only email templates can have files"
CHANGEABLE = ("link_text", "retention_period", "validate_users_email", "pending")


@routes.get(
    "/service/<id:service_id>/templates/<id:template_id>/template_email_files",
    answers={200: {"data": ["TemplateEmailFileFull"]}},
)
def get_files(_call: Call, service_id: UUID, template_id: UUID) -> HttpResponse:
    files = TemplateEmailFile.objects.filter(
        template=template_id, template__service=service_id, archived_at=None
    )
    return answers.data([email_file_json(file) for file in files.order_by("created_at")])


@routes.post(
    "/service/<id:service_id>/templates/<id:template_id>/template_email_files",
    body=FILE,
    answers={201: {"data": "TemplateEmailFileFull"}},
)
def create_file(call: Call, service_id: UUID, template_id: UUID) -> HttpResponse:
    """A new file is pending: emails do not have it until an update says so."""
    template = one(Template.objects.all(), id=template_id, service=service_id)
    if template.template_type != "email":
        raise BadRequestError(EMAILS_ONLY)
    name = call.body.get("filename", "")
    if TemplateEmailFile.objects.filter(template=template, filename=name, archived_at=None).exists():
        raise BadRequestError(NAME_TAKEN)
    columns = {field: call.body[field] for field in CHANGEABLE if field in call.body}
    file = TemplateEmailFile.objects.create(
        **({"id": call.body["id"]} if "id" in call.body else {}),
        template=template,
        template_version=template.version,
        filename=name,
        created_by=one(User.objects.all(), id=call.body.get("created_by_id")),
        **columns,
    )
    return answers.data(email_file_json(file), 201)


@routes.get(
    "/service/<id:service_id>/templates/<id:template_id>/template_email_files/<id:template_email_file_id>",
    answers={200: {"data": "TemplateEmailFileFull"}},
)
def get_file(_call: Call, service_id: UUID, template_id: UUID, template_email_file_id: UUID) -> HttpResponse:
    files = TemplateEmailFile.objects.filter(template=template_id, template__service=service_id)
    return answers.data(email_file_json(one(files, id=template_email_file_id)))


@routes.post(
    "/service/<id:service_id>/templates/<id:template_id>/template_email_files/<id:template_email_file_id>",
    body=FILE,
    answers={200: {"data": "TemplateEmailFileFull"}},
)
def update_file(
    call: Call, service_id: UUID, template_id: UUID, template_email_file_id: UUID
) -> HttpResponse:
    file = _file(service_id, template_id, template_email_file_id)
    for field in CHANGEABLE:
        setattr(file, field, call.body.get(field, getattr(file, field)))
    return _changed(file)


@routes.post(
    "/service/<id:service_id>/templates/<id:template_id>/template_email_files/<id:template_email_file_id>/archive",
    body=ARCHIVED_BY,
    answers={200: {"data": "TemplateEmailFileFull"}},
)
def archive_file(
    call: Call, service_id: UUID, template_id: UUID, template_email_file_id: UUID
) -> HttpResponse:
    file = _file(service_id, template_id, template_email_file_id)
    file.archived_at = dates.now()
    file.archived_by = one(User.objects.all(), id=call.body["archived_by_id"])
    return _changed(file)


def _changed(file: TemplateEmailFile) -> HttpResponse:
    """A change that emails can show is a new version of the template too."""
    if not file.pending:
        versions.change_template(file.template, {})
    file.template_version = file.template.version
    file.version += 1
    file.save_change()
    return answers.data(email_file_json(file))


def _file(service_id: UUID, template_id: UUID, file_id: UUID) -> TemplateEmailFile:
    files = TemplateEmailFile.objects.filter(template=template_id, template__service=service_id)
    return one(files.select_related("template"), id=file_id)
