"""Twelve people, one for each way of being somebody in Notify. They share one password."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from sandbox.models import OrganisationMember, User
from sandbox.models.people import NOBODY_SIGNED_IN
from sandbox.world import organisations
from sandbox.world.ids import ago, uid

PASSWORD = "harbour-lantern-42"  # noqa: S105 - printed on every start; it opens nothing but invented accounts
ARCHIVED_NAME = "Archived user"


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    email_address: str
    mobile_number: str | None
    can: str
    auth_type: str = "sms_auth"
    state: str = "active"
    platform_admin: bool = False
    # Everybody proves every 90 days that they still read their e-mail.
    email_checked_days_ago: int = 20

    @property
    def id(self) -> UUID:
        return uid("user", self.key)

    def row(self, password: str) -> User:
        joined = ago(300)
        return User(
            id=self.id,
            name=self.name,
            email_address=self.email_address,
            mobile_number=self.mobile_number,
            password=password,
            password_changed_at=joined,
            auth_type=self.auth_type,
            state=self.state,
            platform_admin=self.platform_admin,
            current_session_id=NOBODY_SIGNED_IN if self.state == "inactive" else None,
            email_access_validated_at=ago(self.email_checked_days_ago),
            logged_in_at=ago(2) if self.state == "active" else None,
            created_at=joined,
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "id": self.id,
            "name": self.name,
            "email_address": self.email_address,
            "mobile_number": self.mobile_number,
            "auth_type": self.auth_type,
            "state": self.state,
            "platform_admin": self.platform_admin,
            "can": self.can,
        }


PEOPLE = (
    Person(
        "platform_admin",
        "Priya Raman",
        "priya.raman@notify-support.gov.uk",
        "07700900101",
        "everything, as a platform admin; is in no team",
        platform_admin=True,
    ),
    Person(
        "manager",
        "Morgan Ellis",
        "morgan.ellis@rivers-harbours.gov.uk",
        "07700900102",
        "everything in Boat licences, Harbour notices and Moorings; makes services live for the department",
    ),
    Person(
        "second_manager",
        "Tom Adeyemi",
        "tom.adeyemi@rivers-harbours.gov.uk",
        "07700900103",
        "everything in Boat licences, Harbour notices and Moorings",
    ),
    Person(
        "viewer",
        "Gareth Pugh",
        "gareth.pugh@rivers-harbours.gov.uk",
        "07700900104",
        "only see the dashboard of Boat licences",
    ),
    Person(
        "sender",
        "Amina Hussain",
        "amina.hussain@rivers-harbours.gov.uk",
        "07700900105",
        "only send messages in Boat licences",
    ),
    Person(
        "template_editor",
        "Ben Whitlock",
        "ben.whitlock@rivers-harbours.gov.uk",
        "07700900106",
        "only edit templates of Boat licences, and see only the folder Payments",
    ),
    Person(
        "council_manager",
        "Rosa Delgado",
        "rosa.delgado@meadowbridge.gov.uk",
        "07700900107",
        "everything in Council Tax, Bin collections and Library loans",
    ),
    Person(
        "email_link",
        "Isla Fraser",
        "isla.fraser@meadowbridge.gov.uk",
        None,
        "everything in Council Tax and Bin collections; signs in with an emailed link",
        auth_type="email_auth",
    ),
    Person(
        "hospital_manager",
        "Daniel Okoro",
        "daniel.okoro@northmoor.nhs.uk",
        "07700900109",
        "everything in Outpatient appointments and Patient feedback",
    ),
    Person(
        "developer",
        "Hannah Price",
        "hannah.price@northmoor.nhs.uk",
        "07700900110",
        "API keys and settings of Outpatient appointments; must prove her email address again when she signs in",
        email_checked_days_ago=100,
    ),
    Person(
        "pending",
        "Chloe Nakamura",
        "chloe.nakamura@meadowbridge.gov.uk",
        "07700900111",
        "nothing yet: registered, but never confirmed her account",
        state="pending",
    ),
    Person(
        "archived",
        ARCHIVED_NAME,
        f"_archived_2026-01-12-09:30:00_{uid('user', 'archived')}@notify.tools",
        None,
        "nothing: the account is archived",
        auth_type="email_auth",
        state="inactive",
    ),
)
BY_KEY = {person.key: person for person in PEOPLE}

ORGANISATION_MEMBERS: tuple[tuple[str, UUID, list[str]], ...] = (
    ("manager", organisations.RIVERS, ["can_make_services_live"]),
    ("second_manager", organisations.RIVERS, []),
    ("council_manager", organisations.MEADOWBRIDGE, []),
)


def build() -> None:
    password = make_password(PASSWORD)
    User.objects.bulk_create([person.row(password) for person in PEOPLE])
    OrganisationMember.objects.bulk_create(
        [
            OrganisationMember(
                id=uid("organisation member", key),
                user_id=BY_KEY[key].id,
                organisation_id=organisation,
                permissions=permissions,
                created_at=ago(290),
            )
            for key, organisation, permissions in ORGANISATION_MEMBERS
        ]
    )
