"""One service of the crowd with its team, senders, keys and templates."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Model

from sandbox import billing, dates, versions
from sandbox.crowd import names, people
from sandbox.crowd.moments import Moments
from sandbox.crowd.plan import ARCHIVED, LIVE, Plan, PlannedService
from sandbox.models import (
    AnnualBilling,
    ApiKey,
    ApiKeyHistory,
    InvitedUser,
    Service,
    ServiceDataRetention,
    ServiceEmailReplyTo,
    ServiceHistory,
    ServiceLetterContact,
    ServiceMember,
    ServiceSmsSender,
    Template,
    TemplateFolder,
    TemplateHistory,
)
from sandbox.models.services import CREATOR_PERMISSIONS, DEFAULT_CHANNELS
from sandbox.serialise.services import api_key_version, service_version
from sandbox.world import template_files
from sandbox.world.ids import uid
from sandbox.world.services import LIVE_LIMITS

CONTENT = tuple(template_files.read((Path(__file__).parent / "content.txt").read_text(encoding="utf-8")))
ROLES = (
    tuple(CREATOR_PERMISSIONS),
    ("send_texts", "send_emails", "send_letters", "view_activity"),
    ("manage_templates", "view_activity"),
    ("manage_api_keys", "view_activity"),
    ("view_activity",),
)
MORE_PEOPLE = (0, 1, 1, 2, 2, 3, 4, 6, 10, 20)
KEY_TYPES = ("normal", "normal", "test", "team")
YEARS_OF_BILLS = 4
OLDEST_DAYS = 1400


@dataclass
class CrowdService:
    """What is known of a service while its rows are made. `rows` are of any model, in no order."""

    plan: Plan
    planned: PlannedService
    moments: Moments
    rows: list[Model] = field(default_factory=list)
    members: list[UUID] = field(default_factory=list)
    keys: list[ApiKey] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)
    # What stands as the sender of a message, by channel.
    senders: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = self.plan.dice("service", self.planned.number)
        self.id = self.uid("service")
        self.created_at = self.moments.ago(self.chance.uniform(30, OLDEST_DAYS))
        self.place = names.place(self.planned.organisation, self.plan.size.seed)
        self.number = self.planned.number - self.plan.services_of(self.planned.organisation).start
        self.kind = people.kind_of(self.plan, self.planned.organisation)
        self.domain = people.domain_of(self.plan, self.planned.organisation)
        self.row: Service

    def uid(self, *words: object) -> UUID:
        return uid("crowd", self.plan.size.seed, self.planned.number, *words)

    def happens(self, probability: float) -> bool:
        return self.chance.random() < probability

    def later(self, days: float) -> datetime:
        """Some days after it was made, unless that is yet to come."""
        return min(self.created_at + timedelta(days=days), self.moments.now)

    def build(self) -> None:
        self._team()
        self._service()
        self._senders()
        self._keys()
        self._settings()
        self._templates()

    def _team(self) -> None:
        """Everybody is in one service at least; many are in several of their organisation."""
        users = self.plan.users_of(self.planned.organisation)
        services = self.plan.services_of(self.planned.organisation)
        at_home = users[self.number :: len(services)] or users[:1]
        guests = self.chance.sample(users, min(len(users), self.chance.choice(MORE_PEOPLE)))
        wanted = dict.fromkeys([*at_home, *guests])
        active = [user for user in wanted if people.state_of(self.plan, user) == "active"] or [users[0]]
        self.members = [people.user_id(self.plan.size.seed, user) for user in active]
        for place, member in enumerate(self.members):
            permissions = ROLES[0] if place < 2 else self.chance.choice(ROLES)  # noqa: PLR2004 - two managers
            self.rows.append(
                ServiceMember(
                    id=self.uid("member", place),
                    user_id=member,
                    service_id=self.id,
                    permissions=list(permissions),
                    created_at=self.later(place),
                )
            )

    def _service(self) -> None:
        name = self.kind.service_name(self.place, self.number)
        row = Service(
            id=self.id,
            name=name,
            created_by_id=self.members[0],
            organisation_id=people.organisation_id(self.plan.size.seed, self.planned.organisation),
            organisation_type=self.kind.organisation_type,
            created_at=self.created_at,
            permissions=[*DEFAULT_CHANNELS, *(["email_auth"] if self.happens(0.1) else [])],
            prefix_sms=self.happens(0.7),
        )
        self.row = row
        self._remember()
        if self.planned.state == LIVE:
            self._change(self._as_live(), self.later(20))
        elif self.planned.state == ARCHIVED:
            ended = self.later(self.chance.uniform(20, 200))
            archived_name = f"_archived_{ended:%Y-%m-%d-%H:%M:%S}_{name}"
            self._change({"active": False, "name": archived_name}, ended)
        elif self.happens(0.1):
            self._change({"has_active_go_live_request": True}, self.later(15))
        self.rows.append(row)

    def _as_live(self) -> dict[str, Any]:
        volume = self.planned.notifications * 50
        return {
            "restricted": False,
            "go_live_at": self.later(20),
            "go_live_user_id": self.members[0],
            "consent_to_research": self.happens(0.6),
            "volume_email": volume // 2,
            "volume_sms": volume // 2,
            "volume_letter": volume // 50,
            **LIVE_LIMITS,
        }

    def _change(self, values: dict[str, Any], at: datetime) -> None:
        for name, value in values.items():
            setattr(self.row, name, value)
        self.row.version += 1
        self.row.updated_at = at
        self._remember()

    def _remember(self) -> None:
        snapshot = service_version(self.row)
        self.rows.append(ServiceHistory(service_id=self.id, version=self.row.version, snapshot=snapshot))

    def _senders(self) -> None:
        common: dict[str, Any] = {"service_id": self.id, "is_default": True, "created_at": self.later(1)}
        self.senders = {
            "sms": names.sms_sender(self.place) if self.happens(0.6) else "GOVUK",
            "email": f"{names.slug(self.kind.thing(self.number))}@{self.domain}",
            "letter": f"{self.row.name}\n{self.place} House\n1 High Street\n{self.place}\nZZ1 1ZZ",
        }
        self.rows += [
            ServiceSmsSender(id=self.uid("sms sender"), sms_sender=self.senders["sms"], **common),
            ServiceEmailReplyTo(id=self.uid("reply to"), email_address=self.senders["email"], **common),
            ServiceLetterContact(id=self._contact_id, contact_block=self.senders["letter"], **common),
        ]

    @property
    def _contact_id(self) -> UUID:
        return self.uid("letter contact")

    def _keys(self) -> None:
        """Some have been revoked. The first of a live service is live, and nobody has revoked it."""
        if self.planned.state == ARCHIVED:
            return
        for place, key_type in enumerate(KEY_TYPES[: self.chance.randint(1, len(KEY_TYPES))]):
            revoked = place > 0 and self.happens(0.15)
            key = ApiKey(
                id=self.uid("api key", place),
                service_id=self.id,
                name=f"Key {place + 1}",
                key_type=key_type,
                secret=str(self.uid("secret", place)),
                created_by_id=self.chance.choice(self.members),
                created_at=self.later(place + 2),
            )
            self.rows.append(self._key_version(key))
            if revoked:
                key.expiry_date = key.updated_at = self.later(60)
                key.version = 2
                self.rows.append(self._key_version(key))
            else:
                self.keys.append(key)
            self.rows.append(key)

    def _key_version(self, key: ApiKey) -> ApiKeyHistory:
        return ApiKeyHistory(service_id=self.id, api_key_id=key.id, snapshot=api_key_version(key))

    def _settings(self) -> None:
        year = dates.this_financial_year()
        oldest = dates.financial_year(dates.london_day(self.created_at))
        free = billing.FREE_TEXTS.get(self.kind.organisation_type, billing.FREE_TEXTS_OTHERWISE)
        self.rows += [
            AnnualBilling(
                id=self.uid("allowance", each),
                service_id=self.id,
                financial_year_start=each,
                free_sms_fragment_limit=free,
            )
            for each in range(max(oldest, year - YEARS_OF_BILLS + 1), year + 1)
        ]
        if self.happens(0.05):
            self.rows.append(
                ServiceDataRetention(
                    id=self.uid("retention"),
                    service_id=self.id,
                    notification_type="letter",
                    days_of_retention=self.chance.choice((3, 14, 30, 90)),
                    created_at=self.later(5),
                )
            )
        if self.happens(0.05):
            self.rows.append(
                InvitedUser(
                    id=self.uid("invite"),
                    service_id=self.id,
                    from_user_id=self.members[0],
                    email_address=f"new.colleague.{self.planned.number}@{self.domain}",
                    permissions="view_activity,send_emails,send_letters,send_texts",
                    created_at=self.moments.ago(self.chance.uniform(0, 5)),
                )
            )

    def _templates(self) -> None:
        """The same dozen over and over, about the thing this service is for."""
        folders: dict[str, UUID] = {}
        for number in range(self.planned.templates):
            turn, place = divmod(number, len(CONTENT))
            written = CONTENT[place]
            if written.folder and self.planned.templates > len(CONTENT) // 2:
                folders.setdefault(written.folder, self.uid("folder", written.folder))
            name = written.name + (f" {turn + 1}" if turn else "")
            template = self._template(written, name, number, folders.get(written.folder))
            self.templates.append(template)
            self.rows += [template, *self._versions(template)]
        for name, identifier in folders.items():
            created = {"service_id": self.id, "created_at": self.later(2)}
            self.rows.append(TemplateFolder(id=identifier, name=name, **created))
            self.rows += [_seen_by(identifier, member) for member in self.members]

    def _template(
        self, written: template_files.WrittenTemplate, name: str, number: int, folder: UUID | None
    ) -> Template:
        is_letter = written.template_type == "letter"
        subject = written.headers.get("Subject")
        return Template(
            id=self.uid("template", number),
            service_id=self.id,
            template_type=written.template_type,
            name=name,
            subject=self._about(subject) if subject else None,
            content=self._about(written.content),
            folder_id=folder,
            postage=written.headers.get("Postage") if is_letter else None,
            letter_languages="english" if is_letter else None,
            has_unsubscribe_link="Unsubscribe" in written.headers,
            service_letter_contact_id=self._contact_id if is_letter else None,
            archived=self.planned.state == ARCHIVED,
            created_by_id=self.chance.choice(self.members),
            created_at=self.later(3 + number / 10),
        )

    def _about(self, text: str) -> str:
        organisation = self.kind.name.format(place=self.place)
        return text.replace("{thing}", self.kind.thing(self.number)).replace("{organisation}", organisation)

    def _versions(self, template: Template) -> Iterator[TemplateHistory]:
        """One in three has been written anew: what came before was shorter. Leaves the template at the latest."""
        if self.happens(0.33):
            final = template.content
            template.content = final.rpartition("\n\n")[0] or final.rpartition(". ")[0] or final
            yield versions.template_snapshot(template)
            template.content, template.version = final, 2
            template.updated_at = self.later(30)
            template.created_by_id = self.chance.choice(self.members)
        yield versions.template_snapshot(template)


def _seen_by(folder: UUID, member: UUID) -> Model:
    return TemplateFolder.users.through(templatefolder_id=folder, user_id=member)
