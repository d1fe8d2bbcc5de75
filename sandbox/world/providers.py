from datetime import timedelta

from sandbox.models import (
    Complaint,
    InboundNumber,
    Notification,
    ProtectedSenderId,
    ProviderDetails,
    ProviderVersion,
)
from sandbox.versions import provider_snapshot
from sandbox.world.ids import ago, uid
from sandbox.world.messages import NOTIFY_NUMBER
from sandbox.world.services import BY_NAME

AVAILABLE = ("07700900801", "07700900802", "07700900803")
NOT_IN_USE = "07700900804"
PROVIDERS = (
    ("ses", "AWS SES", "email", 10, False),
    ("mmg", "MMG", "sms", 60, True),
    ("firetext", "Firetext", "sms", 40, False),
    ("dvla", "DVLA", "letter", 50, False),
)
PROTECTED = ("GOVUK", "HMRC", "NHS")


def build() -> None:
    _numbers()
    _providers()
    _complaint()
    ProtectedSenderId.objects.bulk_create([ProtectedSenderId(sender_id=name) for name in PROTECTED])


def _providers() -> None:
    rows = ProviderDetails.objects.bulk_create(
        [
            ProviderDetails(
                id=uid("provider", identifier),
                identifier=identifier,
                display_name=name,
                notification_type=channel,
                priority=priority,
                supports_international=international,
                created_at=ago(700),
            )
            for identifier, name, channel, priority, international in PROVIDERS
        ]
    )
    ProviderVersion.objects.bulk_create(
        [ProviderVersion(provider=row, version=1, snapshot=provider_snapshot(row)) for row in rows]
    )


def _numbers() -> None:
    numbers = [(NOTIFY_NUMBER, "boat_licences"), *((number, None) for number in (*AVAILABLE, NOT_IN_USE))]
    InboundNumber.objects.bulk_create(
        [
            InboundNumber(
                id=uid("inbound number", number),
                number=number,
                provider="mmg",
                service_id=BY_NAME[service].id if service else None,
                active=number != NOT_IN_USE,
                created_at=ago(300),
            )
            for number, service in numbers
        ]
    )


def _complaint() -> None:
    emails = Notification.objects.filter(notification_type="email", status="delivered")
    row = emails.order_by("created_at", "id")[0]
    Complaint.objects.create(
        id=uid("complaint"),
        service_id=row.service_id,
        notification=row,
        ses_feedback_id=str(uid("complaint", "feedback")),
        complaint_type="abuse",
        complaint_date=row.created_at + timedelta(hours=1),
        created_at=row.created_at + timedelta(hours=1),
    )
