"""Eight services and an archived one, with their teams, senders, keys and settings."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sandbox.models import (
    Organisation,
    Service,
    ServiceHistory,
    ServiceMember,
)
from sandbox.models.services import CREATOR_PERMISSIONS, DEFAULT_CHANNELS
from sandbox.serialise.services import service_version
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


def build() -> None:
    services = Service.objects.bulk_create([seeded.row() for seeded in SERVICES])
    ServiceHistory.objects.bulk_create(
        [ServiceHistory(service=row, version=1, snapshot=service_version(row)) for row in services]
    )
    _teams()


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
