"""Eight services and an archived one, with their teams, senders, keys and settings."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sandbox import dates
from sandbox.models import (
    AnnualBilling,
    ApiKey,
    ApiKeyHistory,
    InvitedUser,
    Organisation,
    Service,
    ServiceCallbackApi,
    ServiceDataRetention,
    ServiceEmailReplyTo,
    ServiceHistory,
    ServiceLetterContact,
    ServiceMember,
    ServiceSmsSender,
)
from sandbox.models.services import CREATOR_PERMISSIONS, DEFAULT_CHANNELS
from sandbox.serialise.services import api_key_version, service_version
from sandbox.world import organisations
from sandbox.world.ids import ago, uid
from sandbox.world.people import BY_KEY

LIVE_LIMITS = {
    "email_message_limit": 250_000,
    "sms_message_limit": 250_000,
    "letter_message_limit": 20_000,
    "international_sms_message_limit": 100,
}
EVERYTHING = tuple(CREATOR_PERMISSIONS)
FREE_TEXTS = {
    organisations.RIVERS: 30_000,
    organisations.MEADOWBRIDGE: 10_000,
    organisations.NORTHMOOR: 10_000,
}


@dataclass(frozen=True)
class SeededService:
    key: str
    name: str
    organisation: UUID
    team: dict[str, tuple[str, ...]]
    live: bool = False
    sms_sender: str = "GOVUK"
    reply_to: tuple[str, ...] = ()
    contact_block: str = ""
    extra_channels: tuple[str, ...] = ()
    without_channels: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return uid("service", self.key)

    @property
    def creator(self) -> UUID:
        return BY_KEY[next(iter(self.team))].id

    @property
    def channels(self) -> list[str]:
        wanted = [channel for channel in DEFAULT_CHANNELS if channel not in self.without_channels]
        return [*wanted, *self.extra_channels]

    def row(self) -> Service:
        details: dict[str, Any] = {
            "created_at": ago(280),
            "permissions": self.channels,
            "created_by_id": self.creator,
        }
        if self.live:
            details |= {
                "restricted": False,
                "go_live_at": ago(240),
                "go_live_user_id": self.creator,
                **LIVE_LIMITS,
            }
        organisation_type = Organisation.objects.get(id=self.organisation).organisation_type
        details |= {"organisation_id": self.organisation, "organisation_type": organisation_type}
        return Service(id=self.id, name=self.name, **(details | self.more))


SERVICES = (
    SeededService(
        "boat_licences",
        "Boat licences",
        organisations.RIVERS,
        {
            "manager": EVERYTHING,
            "second_manager": EVERYTHING,
            "viewer": ("view_activity",),
            "sender": ("send_texts", "send_emails", "send_letters"),
            "template_editor": ("manage_templates",),
        },
        live=True,
        sms_sender="RIVERS",
        reply_to=("licences@rivers-harbours.gov.uk", "payments@rivers-harbours.gov.uk"),
        contact_block="Boat Licence team\nDepartment for Rivers and Harbours\nQuay House\nHarbour Street\nPorthaven\nPH1 2AB",
        extra_channels=("inbound_sms",),
        more={
            "contact_link": "https://www.rivers-harbours.gov.uk/contact",
            "volume_email": 400_000,
            "volume_sms": 60_000,
            "volume_letter": 5_000,
            "consent_to_research": True,
            "confirmed_unique": True,
        },
    ),
    SeededService(
        "harbour_notices",
        "Harbour notices",
        organisations.RIVERS,
        {"manager": EVERYTHING, "second_manager": EVERYTHING},
        live=True,
        sms_sender="HARBOURS",
        reply_to=("notices@rivers-harbours.gov.uk",),
        without_channels=("letter", "international_letters"),
    ),
    SeededService(
        "moorings",
        "Moorings",
        organisations.RIVERS,
        {"manager": EVERYTHING, "second_manager": EVERYTHING},
        reply_to=("moorings@rivers-harbours.gov.uk",),
        more={
            "has_active_go_live_request": True,
            "go_live_user_id": BY_KEY["second_manager"].id,
            "volume_email": 2_000,
            "volume_sms": 500,
            "volume_letter": 0,
            "confirmed_unique": True,
        },
    ),
    SeededService(
        "council_tax",
        "Council Tax",
        organisations.MEADOWBRIDGE,
        {"council_manager": EVERYTHING, "email_link": EVERYTHING},
        live=True,
        sms_sender="MEADOWBRDG",
        reply_to=("counciltax@meadowbridge.gov.uk",),
        contact_block="Revenues team\nMeadowbridge City Council\nTown Hall\nMarket Place\nMeadowbridge\nMB1 1TH",
    ),
    SeededService(
        "bin_collections",
        "Bin collections",
        organisations.MEADOWBRIDGE,
        {"council_manager": EVERYTHING, "email_link": EVERYTHING},
        live=True,
        sms_sender="MBRIDGEBINS",
        reply_to=("recycling@meadowbridge.gov.uk",),
        extra_channels=("email_auth",),
    ),
    SeededService(
        "library_loans",
        "Library loans",
        organisations.MEADOWBRIDGE,
        {"council_manager": EVERYTHING},
        reply_to=("libraries@meadowbridge.gov.uk",),
        more={
            "guest_list_email_addresses": ["volunteers@meadowbridge-friends.org"],
            "guest_list_phone_numbers": ["07700900250"],
        },
    ),
    SeededService(
        "outpatients",
        "Outpatient appointments",
        organisations.NORTHMOOR,
        {
            "hospital_manager": EVERYTHING,
            "developer": ("manage_users", "manage_settings", "manage_api_keys", "view_activity"),
        },
        live=True,
        sms_sender="NORTHMOOR",
        reply_to=("outpatients@northmoor.nhs.uk",),
        contact_block="Outpatient bookings\nNorthmoor Teaching Hospitals\nInfirmary Road\nNorthmoor\nNM3 4QP",
    ),
    SeededService(
        "patient_feedback",
        "Patient feedback",
        organisations.NORTHMOOR,
        {"hospital_manager": EVERYTHING},
        contact_block="Patient Experience team\nNorthmoor Teaching Hospitals\nInfirmary Road\nNorthmoor\nNM3 4QP",
    ),
    SeededService(
        "flood_wardens",
        "_archived_2026-02-02-16:05:00_Flood wardens pilot",
        organisations.RIVERS,
        {"manager": EVERYTHING},
        more={"active": False},
    ),
)
BY_NAME = {service.key: service for service in SERVICES}

API_KEYS = (
    ("boat_licences", "Licensing system", "normal", None),
    ("boat_licences", "Staging", "team", None),
    ("boat_licences", "Automated tests", "test", None),
    ("boat_licences", "Old licensing system", "normal", 40),
    ("council_tax", "Revenues system", "normal", None),
    ("outpatients", "Bookings", "normal", None),
)


def build() -> None:
    services = Service.objects.bulk_create([seeded.row() for seeded in SERVICES])
    ServiceHistory.objects.bulk_create(
        [ServiceHistory(service=row, version=1, snapshot=service_version(row)) for row in services]
    )
    _teams()
    _senders()
    _keys()
    _settings()


def _teams() -> None:
    ServiceMember.objects.bulk_create(
        [
            ServiceMember(
                id=uid("member", seeded.key, person),
                service_id=seeded.id,
                user_id=BY_KEY[person].id,
                permissions=list(permissions),
                created_at=ago(270, minutes=-number),
            )
            for number, seeded in enumerate(SERVICES)
            for person, permissions in seeded.team.items()
        ]
    )


def _senders() -> None:
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


def _settings() -> None:
    boats = BY_NAME["boat_licences"]
    ServiceDataRetention.objects.create(
        id=uid("retention"),
        service_id=boats.id,
        notification_type="letter",
        days_of_retention=30,
        created_at=ago(100),
    )
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
    InvitedUser.objects.create(
        id=uid("invite"),
        service_id=boats.id,
        from_user_id=boats.creator,
        email_address="lena.kowalska@rivers-harbours.gov.uk",
        permissions="view_activity,send_emails,send_letters,send_texts",
        created_at=ago(1),
    )
