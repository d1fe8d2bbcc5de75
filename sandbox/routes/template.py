"""Templates and their versions."""

from typing import Any
from uuid import UUID

from django.db.models.functions import Lower
from django.http import HttpResponse

from sandbox import dates, uploaded_letters, versions
from sandbox.api import answers
from sandbox.api.errors import BadRequestError, ForbiddenError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.letters.content import has_unreadable_qr_code
from sandbox.models import (
    Service,
    ServiceLetterContact,
    Template,
    TemplateEmailFile,
    TemplateFolder,
    TemplateHistory,
    User,
)
from sandbox.personalisation import fill
from sandbox.routes.template_bodies import NEW_TEMPLATE, TEMPLATE_CHANGE
from sandbox.serialise.templates import template_for_list, template_json, template_version
from sandbox.writing import writing

routes = Routes()

# What a version consists of: a request that changes none of these makes no version.
CHANGEABLE = (
    "name",
    "subject",
    "content",
    "archived",
    "postage",
    "has_unsubscribe_link",
    "letter_languages",
    "letter_welsh_subject",
    "letter_welsh_content",
)
CHANNEL_WORDS = {"sms": "text message", "email": "email", "letter": "letter"}
SMS_CHARACTER_LIMIT = 918


@routes.get("/service/<id:service_id>/template", answers={200: {"data": ["TemplateNoDetail"]}})
def get_templates(_call: Call, service_id: UUID) -> HttpResponse:
    templates = Template.objects.filter(service=service_id, archived=False, hidden=False)
    return answers.data(
        [template_for_list(row) for row in templates.order_by("template_type", Lower("name"))]
    )


@routes.post("/service/<id:service_id>/template", body=NEW_TEMPLATE, answers={201: {"data": "Template"}})
def create_template(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    template_type = call.body["template_type"]
    _check_channel(service, template_type, "Creating")
    _check_length(template_type, call.body["content"])
    _check_qr_codes(template_type, call.body)
    template = Template(
        service=service,
        template_type=template_type,
        created_by=one(User.objects.all(), id=call.body["created_by"]),
        folder=_parent_folder(service, call.body.get("parent_folder_id")),
        **_content(call.body),
    )
    if template_type == "letter":
        template.postage = template.postage or "second"
        template.letter_languages = template.letter_languages or "english"
    versions.create_template(template)
    return answers.data(template_json(template), 201)


@routes.get("/service/<id:service_id>/template/<id:template_id>", answers={200: {"data": "Template"}})
def get_template(_call: Call, service_id: UUID, template_id: UUID) -> HttpResponse:
    return answers.data(template_json(one(Template.objects.all(), id=template_id, service=service_id)))


@routes.post(
    "/service/<id:service_id>/template/<id:template_id>",
    body=TEMPLATE_CHANGE,
    answers={200: ({"data": "Template"}, "null")},
)
def update_template(call: Call, service_id: UUID, template_id: UUID) -> HttpResponse:
    template = one(Template.objects.select_related("service"), id=template_id, service=service_id)
    _check_channel(template.service, template.template_type, "Updating")
    if call.body.get("redact_personalisation") is True:
        return _redact(template, call.body)
    if "reply_to" in call.body:
        changes = _new_letter_contact(template, call.body["reply_to"])
    else:
        changes = _content(call.body)
        _check_length(template.template_type, changes.get("content", ""))
        _check_qr_codes(template.template_type, changes)
    changes = {name: value for name, value in changes.items() if getattr(template, name) != value}
    archived = _archive_files(template, call.body)
    if changes or archived:
        if changes.get("archived"):
            changes["folder"] = None
        _set_author(template, call.body)
        versions.change_template(template, changes)
    return answers.data(template_json(template))


@routes.get(
    "/service/<id:service_id>/template/<id:template_id>/versions",
    answers={200: {"data": ["TemplateVersion"]}},
)
def get_template_versions(_call: Call, service_id: UUID, template_id: UUID) -> HttpResponse:
    rows = TemplateHistory.objects.filter(template=template_id, service=service_id)
    rows = rows.select_related("template", "created_by").order_by("-version")
    return answers.data([template_version(row) for row in rows])


@routes.get(
    "/service/<id:service_id>/template/<id:template_id>/version/<number:version>",
    answers={200: {"data": "TemplateVersion"}},
)
def get_template_version(_call: Call, service_id: UUID, template_id: UUID, version: int) -> HttpResponse:
    rows = TemplateHistory.objects.select_related("template", "created_by")
    return answers.data(
        template_version(one(rows, template=template_id, service=service_id, version=version))
    )


@routes.get("/service/<id:service_id>/template/precompiled", answers={200: "Template"})
def get_precompiled_template(_call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    # Asking is what makes it, but only once.
    with writing():
        template = uploaded_letters.template_of(service)
    return answers.ok(template_json(template))


@routes.get(
    "/service/<id:service_id>/template/<id:template_id>/preview",
    query=Query(free=True),
    answers={200: "Template", 400: "Error"},
)
def preview_template(call: Call, service_id: UUID, template_id: UUID) -> HttpResponse:
    template = one(Template.objects.all(), id=template_id, service=service_id)
    preview = template_json(template)
    preview["content"] = fill(template.content, call.query)
    preview["subject"] = fill(template.subject, call.query) if template.subject else template.subject
    return answers.ok(preview)


def _archive_files(template: Template, body: dict[str, Any]) -> int:
    """Take files out of an email: how many there were. Their places in the message are the caller's business."""
    there = TemplateEmailFile.objects.filter(template=template, archived_at=None)
    return there.filter(id__in=body.get("archive_email_file_ids", ())).update(
        archived_at=dates.now(), archived_by=body.get("created_by")
    )


def _content(body: dict[str, Any]) -> dict[str, Any]:
    given = {name: body[name] for name in CHANGEABLE if name in body}
    if "has_unsubscribe_link" in given:
        given["has_unsubscribe_link"] = bool(given["has_unsubscribe_link"])
    return given


def _check_channel(service: Service, template_type: str, verb: str) -> None:
    if template_type not in service.permissions:
        raise ForbiddenError(
            {"template_type": [f"{verb} {CHANNEL_WORDS[template_type]} templates is not allowed"]}
        )


def _check_length(template_type: str, content: str) -> None:
    if template_type == "sms" and len(content) > SMS_CHARACTER_LIMIT:
        text = f"Content has a character count greater than the limit of {SMS_CHARACTER_LIMIT}"
        raise BadRequestError({"content": [text]})


def _check_qr_codes(template_type: str, given: dict[str, Any]) -> None:
    texts = [given.get(name) or "" for name in ("content", "letter_welsh_content")]
    if template_type == "letter" and any(has_unreadable_qr_code(text, None) for text in texts):
        raise BadRequestError({"content": ["qr-code-too-long"]})


def _parent_folder(service: Service, folder_id: str | None) -> TemplateFolder | None:
    if folder_id is None:
        return None
    folder = one_or_none(TemplateFolder.objects.all(), id=folder_id, service=service)
    if folder is None:
        raise BadRequestError("parent_folder_id not found")
    return folder


def _new_letter_contact(template: Template, contact_id: str | None) -> dict[str, Any]:
    if contact_id is None:
        return {"service_letter_contact_id": None}
    contacts = ServiceLetterContact.objects.filter(archived=False, service=template.service_id)
    contact = one_or_none(contacts, id=contact_id)
    if contact is None:
        raise BadRequestError(
            f"letter_contact_id {contact_id} does not exist in database for service id {template.service_id}"
        )
    return {"service_letter_contact_id": contact.id}


def _redact(template: Template, body: dict[str, Any]) -> HttpResponse:
    if not body.get("created_by"):
        raise BadRequestError({"created_by": ["Field is required"]})
    template.redact_personalisation = True
    template.save()
    return answers.null()


def _set_author(template: Template, body: dict[str, Any]) -> None:
    author = body.get("created_by") or body.get("current_user")
    if author:
        template.created_by = one(User.objects.all(), id=author)
