"""What hangs on the services: senders, keys, retention, allowances, a callback and an invitation."""

from sandbox import dates
from sandbox.models import (
    AnnualBilling,
    ApiKey,
    ApiKeyHistory,
    InvitedUser,
    ServiceCallbackApi,
    ServiceDataRetention,
    ServiceEmailReplyTo,
    ServiceLetterContact,
    ServiceSmsSender,
)
from sandbox.serialise.services import api_key_version
from sandbox.world import organisations
from sandbox.world.ids import ago, uid
from sandbox.world.services import BY_NAME, SERVICES

FREE_TEXTS = {
    organisations.RIVERS: 30_000,
    organisations.MEADOWBRIDGE: 10_000,
    organisations.NORTHMOOR: 10_000,
}
API_KEYS = (
    ("boat_licences", "Licensing system", "normal", None),
    ("boat_licences", "Staging", "team", None),
    ("boat_licences", "Automated tests", "test", None),
    ("boat_licences", "Old licensing system", "normal", 40),
    ("council_tax", "Revenues system", "normal", None),
    ("outpatients", "Bookings", "normal", None),
)


def build() -> None:
    _sms_senders()
    _reply_to_addresses()
    _contact_blocks()
    _keys()
    _allowances()
    _retention()
    _callback()
    _invitation()


def _sms_senders() -> None:
    ServiceSmsSender.objects.bulk_create(
        [
            ServiceSmsSender(
                id=uid("sms sender", s.key),
                service_id=s.id,
                sms_sender=s.sms_sender,
                is_default=True,
                created_at=ago(280),
            )
            for s in SERVICES
        ]
    )


def _reply_to_addresses() -> None:
    ServiceEmailReplyTo.objects.bulk_create(
        [
            ServiceEmailReplyTo(
                id=uid("reply to", address),
                service_id=s.id,
                email_address=address,
                is_default=number == 0,
                created_at=ago(250 - number),
            )
            for s in SERVICES
            for number, address in enumerate(s.reply_to)
        ]
    )


def _contact_blocks() -> None:
    ServiceLetterContact.objects.bulk_create(
        [
            ServiceLetterContact(
                id=uid("letter contact", s.key),
                service_id=s.id,
                contact_block=s.contact_block,
                is_default=True,
                created_at=ago(250),
            )
            for s in SERVICES
            if s.contact_block
        ]
    )


def _keys() -> None:
    keys = ApiKey.objects.bulk_create(
        [
            ApiKey(
                id=uid("api key", service, name),
                service_id=BY_NAME[service].id,
                name=name,
                key_type=key_type,
                secret=str(uid("secret", service, name)),
                created_by_id=BY_NAME[service].creator,
                created_at=ago(200),
                expiry_date=ago(revoked) if revoked else None,
                updated_at=ago(revoked) if revoked else None,
                version=2 if revoked else 1,
            )
            for service, name, key_type, revoked in API_KEYS
        ]
    )
    ApiKeyHistory.objects.bulk_create(
        [ApiKeyHistory(service_id=key.service_id, api_key=key, snapshot=api_key_version(key)) for key in keys]
    )


def _retention() -> None:
    boats = BY_NAME["boat_licences"]
    ServiceDataRetention.objects.create(
        id=uid("retention"),
        service_id=boats.id,
        notification_type="letter",
        days_of_retention=30,
        created_at=ago(100),
    )


def _allowances() -> None:
    AnnualBilling.objects.bulk_create(
        [
            AnnualBilling(
                id=uid("allowance", s.key, year),
                service_id=s.id,
                financial_year_start=year,
                free_sms_fragment_limit=FREE_TEXTS[s.organisation],
            )
            for s in SERVICES
            for year in (dates.this_financial_year() - 1, dates.this_financial_year())
        ]
    )


def _callback() -> None:
    taxes = BY_NAME["council_tax"]
    ServiceCallbackApi.objects.create(
        id=uid("callback"),
        service_id=taxes.id,
        callback_type="delivery_status",
        url="https://revenues.meadowbridge.gov.uk/notify/callback",
        bearer_token=str(uid("callback token")),
        updated_by_id=taxes.creator,
        created_at=ago(150),
    )


def _invitation() -> None:
    boats = BY_NAME["boat_licences"]
    InvitedUser.objects.create(
        id=uid("invite"),
        service_id=boats.id,
        from_user_id=boats.creator,
        email_address="lena.kowalska@rivers-harbours.gov.uk",
        permissions="view_activity,send_emails,send_letters,send_texts",
        created_at=ago(1),
    )
