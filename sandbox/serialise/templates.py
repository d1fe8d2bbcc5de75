from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sandbox import dates
from sandbox.models import (
    LetterAttachment,
    ServiceEmailReplyTo,
    ServiceLetterContact,
    ServiceSmsSender,
    Template,
    TemplateEmailFile,
    TemplateFolder,
    TemplateHistory,
)
from sandbox.serialise.people import author

Json = dict[str, Any]
AnyTemplate = Template | TemplateHistory

# Columns that come out under their own name, as they are.
PLAIN_FIELDS = (
    "name",
    "template_type",
    "subject",
    "content",
    "archived",
    "hidden",
    "is_precompiled_letter",
    "postage",
    "has_unsubscribe_link",
    "letter_languages",
    "letter_welsh_subject",
    "letter_welsh_content",
    "version",
)
FIELDS_IN_NOTIFICATIONS = (
    "name",
    "template_type",
    "subject",
    "content",
    "is_precompiled_letter",
    "has_unsubscribe_link",
    "letter_languages",
    "letter_welsh_subject",
    "letter_welsh_content",
    "version",
)


def template_json(template: Template) -> Json:
    return _content(template, template) | {
        "created_by": template.created_by_id,
        "folder": template.folder_id,
        "redact_personalisation": template.redact_personalisation,
    }


def template_version(version: TemplateHistory) -> Json:
    return _content(version.template, version) | {"created_by": author(version.created_by)}


def _content(template: Template, version: AnyTemplate) -> Json:
    return {name: getattr(version, name) for name in PLAIN_FIELDS} | {
        "id": template.id,
        "service": template.service_id,
        "email_files": email_files(template),
        "letter_attachment": attached_pages(template),
        "reply_to": version.service_letter_contact_id,
        "reply_to_text": reply_to_text(version),
        "service_letter_contact": version.service_letter_contact_id,
        "template_redacted": template.id,
        "created_at": dates.zulu(version.created_at),
        "updated_at": dates.zulu_or_null(version.updated_at),
    }


def template_for_list(template: Template) -> Json:
    return {
        "id": template.id,
        "name": template.name,
        "template_type": template.template_type,
        "folder": template.folder_id,
        "is_precompiled_letter": template.is_precompiled_letter,
    }


def template_in_notification(
    template: Template, version: TemplateHistory, sender: str | None, attachment: Json | None
) -> Json:
    return {name: getattr(version, name) for name in FIELDS_IN_NOTIFICATIONS} | {
        "id": template.id,
        "service": template.service_id,
        "letter_attachment": attachment,
        "redact_personalisation": template.redact_personalisation,
        "reply_to_text": sender,
    }


def reply_to_text(template: AnyTemplate) -> str | None:
    """The sender a message of this template gets when nobody chooses one."""
    defaults = {"service": template.service_id, "is_default": True, "archived": False}
    match template.template_type:
        case "email":
            address = ServiceEmailReplyTo.objects.filter(**defaults).first()
            return address.email_address if address else None
        case "sms":
            sender = ServiceSmsSender.objects.filter(**defaults).first()
            return sender.sms_sender if sender else None
        case _ if template.service_letter_contact_id:
            block = ServiceLetterContact.objects.filter(id=template.service_letter_contact_id).first()
            return block.contact_block if block else None
        case _:
            return None


def email_files(template: Template) -> list[Json]:
    if template.template_type != "email" or template.archived:
        return []
    files = TemplateEmailFile.objects.filter(template=template, pending=False, archived_at=None)
    return [
        {
            "id": file.id,
            "filename": file.filename,
            "link_text": file.link_text,
            "retention_period": file.retention_period,
            "validate_users_email": file.validate_users_email,
            "pending": file.pending,
        }
        for file in files.order_by("created_at")
    ]


def email_file_json(file: TemplateEmailFile) -> Json:
    return {
        "id": file.id,
        "template": file.template_id,
        "template_id": file.template_id,
        "template_version": file.template_version,
        "filename": file.filename,
        "link_text": file.link_text,
        "retention_period": file.retention_period,
        "validate_users_email": file.validate_users_email,
        "pending": file.pending,
        "version": file.version,
        "created_by": file.created_by_id,
        "created_by_id": file.created_by_id,
        "archived_by": file.archived_by_id,
        "archived_at": dates.zulu_or_null(file.archived_at),
        "created_at": dates.zulu(file.created_at),
        "updated_at": dates.zulu_or_null(file.updated_at),
    }


def attached_pages(template: Template) -> Json | None:
    return attachments([template]).get(template.id)


def attachments(templates: Iterable[Template]) -> dict[UUID, Json]:
    """The pages that are attached to letters among these templates; in one query, however many they are."""
    letters = {template.id for template in templates if template.template_type == "letter"}
    rows = LetterAttachment.objects.filter(template__in=letters, archived_at=None) if letters else ()
    return {row.template_id: letter_attachment(row) for row in rows}


def letter_attachment(attachment: LetterAttachment) -> Json:
    return {
        "id": attachment.id,
        "original_filename": attachment.original_filename,
        "page_count": attachment.page_count,
        "created_by_id": attachment.created_by_id,
        "created_at": dates.zulu(attachment.created_at),
        "archived_by_id": attachment.archived_by_id,
        "archived_at": dates.zulu_or_null(attachment.archived_at),
    }


def template_folder(folder: TemplateFolder) -> Json:
    return template_folders([folder])[0]


def template_folders(folders: Iterable[TemplateFolder]) -> list[Json]:
    return [
        {
            "id": folder.id,
            "name": folder.name,
            "parent_id": folder.parent_id,
            "service_id": folder.service_id,
            "users_with_permission": [user.id for user in folder.users.all()],
        }
        for folder in folders
    ]
