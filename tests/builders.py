"""Things of the Notify API, complete as it sends them; each test names only what it is about."""

from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

SESSION_ID = "0d7f4ab2-8d55-4f0e-9be2-5a7f0d9d1c11"
EVERY_PERMISSION = [
    "manage_users",
    "manage_templates",
    "manage_settings",
    "send_texts",
    "send_emails",
    "send_letters",
    "manage_api_keys",
    "view_activity",
]


# The same in every process that collects the tests, whose cases may be named after one.
_ids = Random("builders")


def an_id() -> str:
    return str(UUID(int=_ids.getrandbits(128), version=4))


def a_user(**facts: Any) -> dict[str, Any]:
    """A person who signs in by text message; `services` and `permissions` are empty unless given."""
    return {
        "id": an_id(),
        "name": "Ada Okafor",
        "email_address": "ada.okafor@meadowbridge.gov.uk",
        "created_at": "2026-01-05T09:00:00.000000Z",
        "auth_type": "sms_auth",
        "current_session_id": SESSION_ID,
        "failed_login_count": 0,
        "email_access_validated_at": "2999-01-01T09:00:00.000000Z",
        "logged_in_at": "2026-11-01T09:00:00.000000Z",
        "mobile_number": "07700900001",
        "organisations": [],
        "organisation_permissions": {},
        "password_changed_at": "2026-01-05 09:00:00.000000",
        "permissions": {},
        "platform_admin": False,
        "services": [],
        "can_use_webauthn": False,
        "state": "active",
        "take_part_in_research": True,
        "receives_new_features_email": True,
    } | facts


def a_member(service: dict[str, Any], permissions: list[str] | None = None, **facts: Any) -> dict[str, Any]:
    """A person of this service, with every permission unless some are named."""
    held = EVERY_PERMISSION if permissions is None else permissions
    return a_user(services=[service["id"]], permissions={service["id"]: held}, **facts)


def a_service(**facts: Any) -> dict[str, Any]:
    """A live service that sends e-mails, texts and letters."""
    return {
        "id": an_id(),
        "name": "Parking permits",
        "active": True,
        "restricted": False,
        "organisation": None,
        "organisation_type": "local",
        "permissions": ["email", "sms", "letter", "international_sms"],
        "prefix_sms": True,
        "count_as_live": True,
        "created_by": an_id(),
        "email_branding": None,
        "letter_branding": None,
        "email_message_limit": 250_000,
        "sms_message_limit": 250_000,
        "letter_message_limit": 20_000,
        "international_sms_message_limit": 100,
        "rate_limit": 3_000,
        "email_sender_local_part": "parking.permits",
        "custom_email_sender_name": None,
        "contact_link": None,
        "consent_to_research": None,
        "go_live_at": "2026-02-01 10:00:00.000000",
        "go_live_user": None,
        "has_active_go_live_request": False,
        "confirmed_unique": False,
        "confirmed_email_sender_name": False,
        "service_callback_api": [],
        "volume_email": None,
        "volume_sms": None,
        "volume_letter": None,
        "notes": None,
        "purchase_order_number": None,
        "billing_contact_names": None,
        "billing_contact_email_addresses": None,
        "billing_reference": None,
    } | facts


def an_organisation(**facts: Any) -> dict[str, Any]:
    """An organisation, as GET /organisations/{id} has it."""
    return {
        "id": an_id(),
        "name": "Meadowbridge Council",
        "active": True,
        "crown": False,
        "organisation_type": "local",
        "letter_branding_id": None,
        "email_branding_id": None,
        "agreement_signed": True,
        "agreement_signed_at": "Thu, 05 Feb 2026 10:00:00 GMT",
        "agreement_signed_by_id": None,
        "agreement_signed_on_behalf_of_name": None,
        "agreement_signed_on_behalf_of_email_address": None,
        "agreement_signed_version": 3.1,
        "domains": ["meadowbridge.gov.uk"],
        "request_to_go_live_notes": None,
        "count_of_live_services": 2,
        "notes": None,
        "purchase_order_number": None,
        "billing_contact_names": None,
        "billing_contact_email_addresses": None,
        "billing_reference": None,
        "can_approve_own_go_live_requests": False,
        "permissions": [],
    } | facts


def a_template(service: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
    """An e-mail template, as GET /service/{id}/template/{id} has it under data."""
    template_id = facts.get("id", an_id())
    is_email = facts.get("template_type", "email") == "email"
    return {
        "id": template_id,
        "name": "Permit ready",
        "template_type": "email",
        "subject": "Your permit ((reference))" if is_email else None,
        "content": "Dear ((name))\n\nYour permit is ready.",
        "archived": False,
        "created_at": "2026-10-01T09:00:00.000000Z",
        "created_by": {
            "id": an_id(),
            "name": "Ada Okafor",
            "email_address": "ada.okafor@meadowbridge.gov.uk",
        },
        "email_files": [],
        "folder": None,
        "has_unsubscribe_link": False,
        "hidden": False,
        "is_precompiled_letter": False,
        "letter_attachment": None,
        "letter_languages": None,
        "letter_welsh_content": None,
        "letter_welsh_subject": None,
        "postage": None,
        "redact_personalisation": False,
        "reply_to": None,
        "reply_to_text": None,
        "service": service["id"] if service else an_id(),
        "service_letter_contact": None,
        "template_redacted": template_id,
        "updated_at": None,
        "version": 1,
    } | facts


def a_template_row(template: dict[str, Any]) -> dict[str, Any]:
    """The same template as a row of GET /service/{id}/template."""
    return {
        name: template[name] for name in ("folder", "id", "is_precompiled_letter", "name", "template_type")
    }


def an_email_file(template: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A file that recipients of the template get, as GET .../template_email_files/{id} has it under data."""
    author = an_id()
    return {
        "id": an_id(),
        "template": template["id"],
        "template_id": template["id"],
        "template_version": 1,
        "filename": "form.pdf",
        "link_text": None,
        "retention_period": 26,
        "validate_users_email": True,
        "pending": False,
        "version": 1,
        "created_by": author,
        "created_by_id": author,
        "archived_by": None,
        "archived_at": None,
        "created_at": "2026-10-01T09:00:00.000000Z",
        "updated_at": None,
    } | facts


def in_template(file: dict[str, Any]) -> dict[str, Any]:
    """The same file as the template has it."""
    names = ("id", "filename", "link_text", "retention_period", "validate_users_email", "pending")
    return {name: file[name] for name in names}


def a_folder(service: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {
        "id": an_id(),
        "name": "Winter",
        "parent_id": None,
        "service_id": service["id"],
        "users_with_permission": [],
    } | facts


def a_notification(
    service: dict[str, Any], template: dict[str, Any] | None = None, **facts: Any
) -> dict[str, Any]:
    """A message that a person sent and that arrived, as GET /service/{id}/notifications/{id} has it."""
    template = template or a_template(service)
    channel = template["template_type"]
    in_messages = {
        name: template[name]
        for name in (
            *("content", "has_unsubscribe_link", "id", "is_precompiled_letter", "letter_attachment"),
            *("letter_languages", "letter_welsh_content", "letter_welsh_subject", "name"),
            *("redact_personalisation", "reply_to_text", "service", "subject", "template_type", "version"),
        )
    }
    recipients = {
        "email": "lena@example.com",
        "sms": "07700 900123",
        "letter": "Lena Kowalska\n1 Hall Road\nME1 1AA",
    }
    return {
        "id": an_id(),
        "service": service["id"],
        "template": in_messages,
        "notification_type": channel,
        "to": recipients[channel],
        "normalised_to": recipients[channel],
        "status": "delivered",
        "personalisation": {"name": "Lena", "reference": "R 12"},
        "created_at": "2025-11-05T15:07:00.000000Z",
        "sent_at": "2025-11-05T15:07:02.000000Z",
        "updated_at": "2025-11-05T15:07:09.000000Z",
        "created_by": {
            "id": an_id(),
            "name": "Ada Okafor",
            "email_address": "ada.okafor@meadowbridge.gov.uk",
        },
        "api_key": None,
        "key_name": None,
        "key_type": "normal",
        "job": None,
        "job_row_number": None,
        "client_reference": None,
        "reference": None,
        "reply_to_text": None,
        "sent_by": "ses",
        "billable_units": 1,
        "rate_multiplier": None,
        "international": False,
        "phone_prefix": None,
        "postage": "second" if channel == "letter" else None,
        "document_download_count": None,
        "unsubscribe_link": None,
    } | facts


def a_job(service: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A file of three e-mails that all arrived, as GET /service/{id}/job/{id} has it under data."""
    return {
        "id": an_id(),
        "service": service["id"],
        "service_name": {"name": service["name"]},
        "template": an_id(),
        "template_name": "Permit ready",
        "template_type": "email",
        "template_version": 3,
        "original_file_name": "permits.csv",
        "notification_count": 3,
        "job_status": "finished",
        "archived": False,
        "contact_list_id": None,
        "created_by": {"id": an_id(), "name": "Ada Okafor"},
        "created_at": "2025-11-05T15:07:00.000000Z",
        "updated_at": None,
        "scheduled_for": None,
        "processing_started": "2025-11-05T15:07:01.000000Z",
        "processing_finished": "2025-11-05T15:07:04.000000Z",
        "statistics": [{"status": "delivered", "count": 3}],
    } | facts


def an_upload(**facts: Any) -> dict[str, Any]:
    """A file of forty text messages on their way, as a row of GET /service/{id}/upload."""
    return {
        "id": an_id(),
        "original_file_name": "residents.csv",
        "notification_count": 40,
        "created_at": "2025-11-05 15:07:00",
        "upload_type": "job",
        "template_type": "sms",
        "recipient": None,
        "statistics": [
            {"status": "delivered", "count": 27},
            {"status": "sent", "count": 2},
            {"status": "temporary-failure", "count": 4},
            {"status": "sending", "count": 7},
        ],
    } | facts


def a_contact_list(service: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A list that nobody has used, as GET /service/{id}/contact-list/{id} has it."""
    return {
        "id": an_id(),
        "original_file_name": "wardens.csv",
        "row_count": 2,
        "recent_job_count": 0,
        "has_jobs": False,
        "template_type": "email",
        "service_id": service["id"],
        "created_by": "Ada Okafor",
        "created_at": "2025-11-05T15:07:00.000000Z",
    } | facts


def a_page(rows: list[dict[str, Any]], **facts: Any) -> dict[str, Any]:
    """A list of the API that fits on one page."""
    return {"data": rows, "page_size": 50, "total": len(rows), "links": {}} | facts


def a_report_request(service: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A report of all e-mails, made just now, as GET /service/{id}/report-request/{id} has it under data."""
    now = datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {
        "id": an_id(),
        "service_id": service["id"],
        "user_id": an_id(),
        "report_type": "notifications",
        "parameter": {"notification_type": "email", "notification_status": "all"},
        "status": "stored",
        "created_at": now,
        "updated_at": now,
    } | facts


def an_error(message: Any) -> dict[str, Any]:
    """The body of a version 1 error."""
    return {"result": "error", "message": message}


def an_invitation(service: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """An open invitation to a service, sent just now."""
    return {
        "id": an_id(),
        "service": service["id"],
        "email_address": "lena.kowalska@meadowbridge.gov.uk",
        "from_user": an_id(),
        "permissions": "send_emails,send_letters,send_texts,view_activity",
        "folder_permissions": [],
        "auth_type": "sms_auth",
        "status": "pending",
        "created_at": datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    } | facts


def an_organisation_invitation(organisation: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """An open invitation to an organisation, sent just now."""
    return {
        "id": an_id(),
        "organisation": organisation["id"],
        "email_address": "lena.kowalska@meadowbridge.gov.uk",
        "invited_by": an_id(),
        "permissions": ["can_make_services_live"],
        "status": "pending",
        "created_at": datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    } | facts
