"""Making messages. The portal's single messages, programs with an API key and jobs all come through here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sandbox import dates, unsubscribing
from sandbox.addressees import Recipient
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one, one_or_none
from sandbox.letters.sheets import MOST_SHEETS
from sandbox.lifecycle import ending
from sandbox.message_content import Content
from sandbox.models import (
    ApiKey,
    Job,
    Notification,
    OutboxMessage,
    Service,
    ServiceEmailReplyTo,
    ServiceLetterContact,
    ServiceMember,
    ServiceSmsSender,
    Template,
    User,
)
from sandbox.serialise.templates import reply_to_text

CHANNEL_WORDS = {"sms": "text messages", "email": "emails", "letter": "letters"}
SENDER_NAMES = {"sms": "sms_sender_id", "email": "email_reply_to_id", "letter": "letter_contact_id"}
SUBJECT_LENGTH = 255
TOO_LONG = "validation-failed"
BATCH = 500


@dataclass(frozen=True)
class Origin:
    """Who sent a message, and how."""

    key_type: str = "normal"
    api_key: ApiKey | None = None
    job: Job | None = None
    created_by_id: UUID | None = None
    client_reference: str | None = None


@dataclass(frozen=True)
class Draft:
    """A message that has passed every check."""

    service: Service
    template: Template
    recipient: Recipient
    content: Content
    origin: Origin
    values: Mapping[str, Any] = field(default_factory=dict)
    sender: str | None = None
    job_row_number: int | None = None
    one_click_unsubscribe_url: str | None = None
    document_download_count: int | None = None
    id: UUID = field(default_factory=uuid4)


def send(draft: Draft) -> Notification:
    return send_all([draft])[0]


def send_all(drafts: Sequence[Draft]) -> list[Notification]:
    """The messages as "created". E-mails and texts that are meant to arrive are in the outbox."""
    rows = Notification.objects.bulk_create([_notification(draft) for draft in drafts], batch_size=BATCH)
    posted = [
        _outbox_message(draft, row)
        for draft, row in zip(drafts, rows, strict=True)
        if draft.origin.key_type != "test" and _is_digital(draft)
    ]
    OutboxMessage.objects.bulk_create(posted, batch_size=BATCH)
    return rows


def unsent(draft: Draft) -> Notification:
    """What would have been sent: in no list, no count and no outbox."""
    return _notification(draft)


def check_channel(service: Service, channel: str) -> None:
    if channel not in service.permissions:
        raise BadRequestError(f"Service is not allowed to send {CHANNEL_WORDS[channel]}")


def check_template(template: Template, channel: str) -> None:
    if template.template_type != channel:
        raise BadRequestError(f"{template.template_type} template is not suitable for {channel} notification")
    if template.archived:
        raise BadRequestError("Template has been deleted")


def author_of(service: Service, user_id: str) -> UUID:
    """Raises BadRequestError for somebody who is not in the team."""
    user = one(User.objects.all(), id=user_id)
    if not user.platform_admin and not ServiceMember.objects.filter(service=service, user=user).exists():
        raise BadRequestError(
            f'Can’t create notification - {user.name} is not part of the "{service.name}" service'  # noqa: RUF001 - the API's apostrophe
        )
    return user.id


def sender_of(template: Template, sender_id: str | None) -> str | None:
    """The text of the chosen sender, or of the usual one. Raises BadRequestError for one the service has not got."""
    if not sender_id:
        return reply_to_text(template)
    ours = {"id": sender_id, "service": template.service_id, "archived": False}
    match template.template_type:
        case "email":
            address = one_or_none(ServiceEmailReplyTo.objects.all(), **ours)
            found = address.email_address if address else None
        case "sms":
            name = one_or_none(ServiceSmsSender.objects.all(), **ours)
            found = name.sms_sender if name else None
        case _:
            block = one_or_none(ServiceLetterContact.objects.all(), **ours)
            found = block.contact_block if block else None
    if found is None:
        name_of_id = SENDER_NAMES[template.template_type]
        raise BadRequestError(
            f"{name_of_id} {sender_id} does not exist in database for service id {template.service_id}"
        )
    return found


def _notification(draft: Draft) -> Notification:
    template, recipient, origin = draft.template, draft.recipient, draft.origin
    channel = template.template_type
    international = recipient.international
    return Notification(
        id=draft.id,
        service=draft.service,
        template=template,
        template_version=template.version,
        notification_type=channel,
        to=recipient.to,
        normalised_to=recipient.normalised,
        personalisation=dict(draft.values),
        reply_to_text=draft.sender,
        rate_multiplier=1.0 if channel == "sms" else None,
        international=international,
        phone_prefix=recipient.phone_prefix,
        postage=recipient.postage or template.postage if channel == "letter" else None,
        **_beginning(draft),
        key_type=origin.key_type,
        api_key=origin.api_key,
        job=origin.job,
        job_row_number=draft.job_row_number,
        created_by_id=origin.created_by_id,
        client_reference=origin.client_reference,
        reference=letter_reference(uuid4()) if channel == "letter" else None,
        unsubscribe_link=draft.one_click_unsubscribe_url,
        document_download_count=draft.document_download_count,
    )


def _beginning(draft: Draft) -> dict[str, Any]:
    """What it costs, and how its life begins. A letter may be over as soon as it is made."""
    channel, recipient, key_type = draft.template.template_type, draft.recipient, draft.origin.key_type
    if draft.content.sheets > MOST_SHEETS:
        return {"status": TOO_LONG, "billable_units": 0, "updated_at": dates.now()}
    units = {"billable_units": draft.content.sheets or draft.content.sms_parts}
    ends_as = ending(channel, recipient.normalised, key_type, international=recipient.international)
    if ends_as is None:
        return {**units, "status": "delivered", "updated_at": dates.now()}
    return {**units, "ends_as": ends_as}


def letter_reference(seed: UUID) -> str:
    """Sixteen capitals and digits, by which the printer knows a letter."""
    return seed.hex[:16].upper()


def _is_digital(draft: Draft) -> bool:
    return draft.template.template_type != "letter"


def _outbox_message(draft: Draft, row: Notification) -> OutboxMessage:
    body, link = draft.content.whole, draft.one_click_unsubscribe_url or ""
    if draft.content.has_unsubscribe_link:
        link = unsubscribing.link(row)
        body = f"{body}\n\nUnsubscribe from these emails:\n\n{link}"
    return OutboxMessage(
        message_type=draft.template.template_type,
        to=draft.recipient.to,
        subject=(draft.content.subject or "")[:SUBJECT_LENGTH],
        body=body,
        link=link,
        template=draft.template,
    )
