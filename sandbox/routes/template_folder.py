"""Folders of templates, and moving things between them."""

from typing import Any
from uuid import UUID

from django.db.models.functions import Lower
from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service, Template, TemplateFolder, User
from sandbox.serialise.templates import template_folder, template_folders

routes = Routes()

NEW_FOLDER = Body(
    {"name": schema.FILLED_STRING, "parent_id": schema.or_null(schema.UUID)}, required=("name", "parent_id")
)
FOLDER_CHANGE = Body(
    {"name": schema.FILLED_STRING, "users_with_permission": schema.list_of(schema.UUID)}, required=("name",)
)
CONTENTS = Body(
    {"templates": schema.list_of(schema.UUID), "folders": schema.list_of(schema.UUID)},
    required=("templates", "folders"),
)


@routes.get(
    "/service/<id:service_id>/template-folder", answers={200: {"template_folders": ["TemplateFolder"]}}
)
def get_template_folders(_call: Call, service_id: UUID) -> HttpResponse:
    folders = (
        TemplateFolder.objects.filter(service=service_id).prefetch_related("users").order_by(Lower("name"))
    )
    return answers.ok({"template_folders": template_folders(folders)})


@routes.post(
    "/service/<id:service_id>/template-folder", body=NEW_FOLDER, answers={201: {"data": "TemplateFolder"}}
)
def create_template_folder(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    users = User.objects.filter(servicemember__service=service, state="active")
    parent = None
    if call.body["parent_id"] is not None:
        parent = one_or_none(TemplateFolder.objects.all(), id=call.body["parent_id"], service=service)
        if parent is None:
            raise BadRequestError("parent_id not found")
        users = parent.users.all()
    folder = TemplateFolder.objects.create(service=service, name=call.body["name"].strip(), parent=parent)
    folder.users.set(users)
    return answers.data(template_folder(folder), 201)


@routes.post(
    "/service/<id:service_id>/template-folder/<id:template_folder_id>",
    body=FOLDER_CHANGE,
    answers={200: {"data": "TemplateFolder"}},
)
def update_template_folder(call: Call, service_id: UUID, template_folder_id: UUID) -> HttpResponse:
    folder = one(TemplateFolder.objects.all(), id=template_folder_id, service=service_id)
    folder.name = call.body["name"]
    folder.save()
    if "users_with_permission" in call.body:
        members = User.objects.filter(servicemember__service=service_id)
        folder.users.set(members.filter(id__in=call.body["users_with_permission"]))
    return answers.data(template_folder(folder))


@routes.delete(
    "/service/<id:service_id>/template-folder/<id:template_folder_id>", answers={204: None, 400: "Error"}
)
def delete_template_folder(_call: Call, service_id: UUID, template_folder_id: UUID) -> HttpResponse:
    folder = one(TemplateFolder.objects.all(), id=template_folder_id, service=service_id)
    has_folders = TemplateFolder.objects.filter(parent=folder).exists()
    if has_folders or Template.objects.filter(folder=folder, archived=False).exists():
        raise BadRequestError("Folder is not empty")
    folder.delete()
    return answers.empty()


@routes.post("/service/<id:service_id>/template-folder/contents", body=CONTENTS, answers={204: None})
def move_to_root(call: Call, service_id: UUID) -> HttpResponse:
    return _move(call.body, service_id, None)


@routes.post(
    "/service/<id:service_id>/template-folder/<id:target_template_folder_id>/contents",
    body=CONTENTS,
    answers={204: None},
)
def move_to_folder(call: Call, service_id: UUID, target_template_folder_id: UUID) -> HttpResponse:
    return _move(
        call.body,
        service_id,
        one(TemplateFolder.objects.all(), id=target_template_folder_id, service=service_id),
    )


def _move(body: dict[str, Any], service_id: UUID, target: TemplateFolder | None) -> HttpResponse:
    folders = [_known_folder(folder_id, service_id) for folder_id in body["folders"]]
    templates = [_known_template(template_id, service_id) for template_id in body["templates"]]
    for folder in folders:
        _check_not_into_itself(folder, target)
    TemplateFolder.objects.filter(id__in=[folder.id for folder in folders]).update(parent=target)
    Template.objects.filter(id__in=[row.id for row in templates if not row.archived]).update(folder=target)
    return answers.empty()


def _known_folder(folder_id: str, service_id: UUID) -> TemplateFolder:
    folder = one_or_none(TemplateFolder.objects.all(), id=folder_id, service=service_id)
    if folder is None:
        raise BadRequestError(f"No folder found with id {folder_id} for service {service_id}")
    return folder


def _known_template(template_id: str, service_id: UUID) -> Template:
    template = one_or_none(Template.objects.all(), id=template_id, service=service_id)
    if template is None:
        raise BadRequestError(
            f"Could not move to folder: No template found with id {template_id} for service {service_id}"
        )
    return template


def _check_not_into_itself(folder: TemplateFolder, target: TemplateFolder | None) -> None:
    if folder == target:
        raise BadRequestError("You cannot move a folder to itself")
    above = target
    while above is not None:
        if above == folder:
            raise BadRequestError("You cannot move a folder to one of its subfolders")
        above = above.parent
