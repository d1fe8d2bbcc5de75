"""The JSON of the public API, which programs read with an API key."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from sandbox import dates, unsubscribing
from sandbox.billing import SMS_RATE, letter_rate
from sandbox.documents.in_emails import attached_names
from sandbox.letter_addresses import address_lines
from sandbox.links import token_of
from sandbox.message_content import Content
from sandbox.models import InboundSms, Notification, Template, TemplateHistory
from sandbox.personalisation import fill, key_of, placeholders
from sandbox.serialise.templates import reply_to_text

Json = dict[str, Any]

LETTER_STATUSES = {
    "created": "accepted",
    "sending": "accepted",
    "delivered": "received",
    "returned-letter": "received",
}
ADDRESS_LINES = 7


def notifications(request: HttpRequest, rows: Sequence[Notification]) -> list[Json]:
    """With what each said, by the version of its template it was made from."""
    versions = {
        (version.template_id, version.version): version
        for version in TemplateHistory.objects.filter(template__in={row.template_id for row in rows})
    }
    return [notification(request, row, versions[row.template_id, row.template_version]) for row in rows]


def notification(request: HttpRequest, row: Notification, version: TemplateHistory) -> Json:
    is_over = row.ends_as is None and row.status not in {"created", "sending", "pending"}
    return {
        "id": row.id,
        "reference": row.client_reference,
        "email_address": row.to if row.notification_type == "email" else None,
        "phone_number": row.to if row.notification_type == "sms" else None,
        **_address(row),
        "type": row.notification_type,
        "status": LETTER_STATUSES.get(row.status, row.status)
        if row.notification_type == "letter"
        else row.status,
        "template": {
            "id": row.template_id,
            "version": row.template_version,
            "uri": request.build_absolute_uri(
                f"/v2/template/{row.template_id}/version/{row.template_version}"
            ),
        },
        "body": _filled(version.content, row.personalisation),
        "subject": _filled(version.subject, row.personalisation) if version.subject else None,
        "created_at": dates.zulu(row.created_at),
        "created_by_name": row.created_by.name if row.created_by else None,
        "sent_at": dates.zulu_or_null(row.sent_at),
        "completed_at": dates.zulu_or_null(row.updated_at) if is_over else None,
        "scheduled_for": None,
        "postage": row.postage,
        "one_click_unsubscribe_url": _unsubscribe_url(request, row, version),
        **_cost(row),
    }


def _unsubscribe_url(request: HttpRequest, row: Notification, version: TemplateHistory) -> str | None:
    """What a mail program finds among the headers: the program's own address, or one of this API."""
    if row.unsubscribe_link or not version.has_unsubscribe_link:
        return row.unsubscribe_link
    return request.build_absolute_uri(f"/{unsubscribing.path(row)}/{token_of(row.to)}")


def new_notification(request: HttpRequest, row: Notification, content: Content, sender: Json) -> Json:
    """What the API answers to a program that sends; `sender` is the part that differs by channel."""
    template = f"/services/{row.service_id}/templates/{row.template_id}"
    subject = {} if row.notification_type == "sms" else {"subject": content.subject}
    return {
        "id": row.id,
        "reference": row.client_reference,
        "uri": request.build_absolute_uri(f"/v2/notifications/{row.id}"),
        "template": {
            "id": row.template_id,
            "version": row.template_version,
            "uri": request.build_absolute_uri(template),
        },
        "scheduled_for": None,
        "content": {"body": content.body, **subject, **sender},
    }


def template(row: Template, version: Template | TemplateHistory) -> Json:
    attached = {key_of(name) for name in attached_names(row)}
    every = placeholders(f"{version.subject or ''} {version.content}")
    names = [name for name in every if key_of(name) not in attached]
    return {
        "id": row.id,
        "type": version.template_type,
        "name": version.name,
        "body": version.content,
        "subject": version.subject,
        "version": version.version,
        "created_at": dates.zulu(version.created_at),
        "updated_at": dates.zulu_or_null(version.updated_at),
        "created_by": version.created_by.email_address,
        "personalisation": {name: {"required": True} for name in names},
        "postage": version.postage,
        "letter_contact_block": reply_to_text(version) if version.template_type == "letter" else None,
    }


def received_text(row: InboundSms) -> Json:
    return {
        "id": row.id,
        "service_id": row.service_id,
        "user_number": row.user_number,
        "notify_number": row.notify_number,
        "content": row.content,
        "created_at": dates.zulu(row.created_at),
    }


def links(request: HttpRequest, rows: Sequence[Notification | InboundSms]) -> Json:
    """A page that holds anything names the next one, which may turn out to be empty."""
    found = {"current": request.build_absolute_uri()}
    if rows:
        values = request.GET.copy()
        values["older_than"] = str(rows[-1].id)
        found["next"] = request.build_absolute_uri(f"{request.path}?{values.urlencode()}")
    return found


def _address(row: Notification) -> Json:
    lines = address_lines(row.personalisation) if row.notification_type == "letter" else []
    padded = [*lines, *[None] * ADDRESS_LINES][:ADDRESS_LINES]
    return {f"line_{number}": line for number, line in enumerate(padded, start=1)}


def _filled(text: str, values: Mapping[str, Any]) -> str:
    """A value nobody gave shows as nothing: the message went out all the same."""
    return fill(text, dict.fromkeys(placeholders(text), "") | dict(values))


def _cost(row: Notification) -> Json:
    if row.notification_type == "sms":
        multiplier = row.rate_multiplier or 1
        details: Json = {
            "billable_sms_fragments": row.billable_units,
            "international_rate_multiplier": multiplier,
            "sms_rate": SMS_RATE,
        }
        cost = row.billable_units * multiplier * SMS_RATE
    elif row.notification_type == "letter":
        details = {"billable_sheets_of_paper": row.billable_units, "postage": row.postage}
        cost = letter_rate(row.postage or "second", row.billable_units)
    else:
        details, cost = {}, 0
    return {"is_cost_data_ready": True, "cost_in_pounds": round(cost, 4), "cost_details": details}
