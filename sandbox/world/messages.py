"""Two thousand messages of the last seven days, and the spreadsheets many of them came from."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox import dates
from sandbox.api import recipients
from sandbox.models import (
    InboundSms,
    Job,
    Notification,
    ReturnedLetter,
    Template,
    UnsubscribeRequest,
)
from sandbox.sending import letter_reference
from sandbox.serialise.templates import reply_to_text
from sandbox.world.ids import ago, dice, uid
from sandbox.world.people import BY_KEY
from sandbox.world.services import BY_NAME, SeededService
from sandbox.world.values import Somebody

NOTIFY_NUMBER = "07700900800"
WINDOW_DAYS = 7
# How many single messages each service sent through the API or one at a time.
SINGLES = {
    "boat_licences": 560,
    "council_tax": 290,
    "bin_collections": 160,
    "outpatients": 190,
    "harbour_notices": 130,
}
KEYS = {"boat_licences": "Licensing system", "council_tax": "Revenues system", "outpatients": "Bookings"}
TEST_KEY_MESSAGES = 20
# People write to their councils by day: one weight per hour.
HOURS = (1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 18, 14, 16, 18, 16, 14, 10, 8, 6, 5, 4, 2, 1)
STATUSES = {
    "email": ("delivered",) * 92
    + ("permanent-failure",) * 4
    + ("temporary-failure",) * 3
    + ("technical-failure",),
    "sms": ("delivered",) * 90 + ("temporary-failure",) * 6 + ("permanent-failure",) * 4,
    "letter": ("delivered",) * 60 + ("sending",) * 36 + ("technical-failure",) * 2 + ("returned-letter",) * 2,
}
SENT_BY = {"email": "ses", "sms": "mmg", "letter": "dvla"}
STILL_SENDING = timedelta(minutes=90)
SMS_PART = 153


@dataclass(frozen=True)
class SeededJob:
    service: str
    template: str
    file_name: str
    rows: int
    age_in_hours: float
    by: str
    job_status: str = "finished"
    # How many of the rows have become messages so far.
    done: int | None = None

    @property
    def messages(self) -> int:
        return self.rows if self.done is None else self.done


JOBS = (
    SeededJob("boat_licences", "Licence renewal reminder", "reminders-week-1.csv", 120, 140, "manager"),
    SeededJob("boat_licences", "Renewal reminder text", "texts-week-1.csv", 90, 139, "sender"),
    SeededJob("boat_licences", "Renewal reminder letter", "letters-week-1.csv", 40, 120, "sender"),
    SeededJob("boat_licences", "Final renewal reminder", "final-reminders.csv", 60, 70, "manager"),
    SeededJob("boat_licences", "Payment failed text", "failed-cards.csv", 25, 26, "sender"),
    SeededJob(
        "boat_licences", "Quarterly newsletter", "newsletter.csv", 400, 0.3, "manager", "in progress", 90
    ),
    SeededJob(
        "boat_licences",
        "Licence renewal reminder",
        "reminders-next-week.csv",
        130,
        -48,
        "manager",
        "scheduled",
        0,
    ),
    SeededJob("boat_licences", "Phone line closed", "phone-line.csv", 75, -20, "sender", "scheduled", 0),
    SeededJob(
        "boat_licences", "Phone line closed", "phone-line-wrong-date.csv", 75, 30, "sender", "cancelled", 0
    ),
    SeededJob("council_tax", "Payment due", "instalments.csv", 140, 96, "council_manager"),
    SeededJob("council_tax", "First reminder", "first-reminders.csv", 30, 72, "council_manager"),
    SeededJob("bin_collections", "Collection tomorrow", "north-of-the-river.csv", 75, 50, "email_link"),
)


def build() -> None:
    jobs = [_job(seeded) for seeded in JOBS]
    Job.objects.bulk_create(jobs)
    writer = Writer()
    for seeded, job in zip(JOBS, jobs, strict=True):
        writer.from_job(seeded, job)
    for service, count in SINGLES.items():
        writer.singles(BY_NAME[service], count)
    writer.with_test_key(BY_NAME["boat_licences"])
    Notification.objects.bulk_create(writer.notifications, batch_size=500)
    _inbound_texts()
    _unsubscribe_requests(writer.notifications)
    _returned_letters(writer.notifications)


def _job(seeded: SeededJob) -> Job:
    service, planned = BY_NAME[seeded.service], ago(0, minutes=seeded.age_in_hours * 60)
    is_planned = seeded.job_status in {"scheduled", "cancelled"}
    return Job(
        id=uid("job", seeded.service, seeded.file_name),
        service_id=service.id,
        template_id=uid("template", seeded.service, seeded.template),
        template_version=Template.objects.get(id=uid("template", seeded.service, seeded.template)).version,
        original_file_name=seeded.file_name,
        notification_count=seeded.rows,
        job_status=seeded.job_status,
        created_by_id=BY_KEY[seeded.by].id,
        created_at=ago(1.5) if is_planned else planned,
        scheduled_for=planned if is_planned else None,
        processing_started=None if is_planned else planned,
        processing_finished=planned + timedelta(minutes=4) if seeded.job_status == "finished" else None,
        updated_at=None if seeded.job_status == "scheduled" else planned,
    )


class Writer:
    """Makes notifications. Who and what depends only on the service and a number; when, on the moment of seeding."""

    def __init__(self) -> None:
        self.notifications: list[Notification] = []
        self.templates: dict[object, list[Template]] = {}
        self.senders: dict[object, str | None] = {}
        for template in Template.objects.order_by("name"):
            self.templates.setdefault(template.service_id, []).append(template)
            self.senders[template.id] = reply_to_text(template)

    def from_job(self, seeded: SeededJob, job: Job) -> None:
        template = next(row for row in self.templates[job.service_id] if row.id == job.template_id)
        for row_number in range(seeded.messages):
            chance = dice("job", seeded.file_name, row_number)
            at = job.created_at + timedelta(seconds=row_number)
            self._add(
                template, at, chance, job=job, job_row_number=row_number, created_by_id=BY_KEY[seeded.by].id
            )

    def singles(self, service: SeededService, count: int) -> None:
        for number in range(count):
            chance = dice("single", service.key, number)
            template = chance.choice(self._usable(service, chance))
            if service.key in KEYS and chance.random() < 0.85:  # noqa: PLR2004 - most messages come from a program
                key = uid("api key", service.key, KEYS[service.key])
                origin: dict[str, Any] = {"api_key_id": key, "client_reference": f"ref-{number:05}"}
            else:
                origin = {"created_by_id": service.creator}
            self._add(template, _some_time(chance), chance, **origin)

    def with_test_key(self, service: SeededService) -> None:
        for number in range(TEST_KEY_MESSAGES):
            chance = dice("test", service.key, number)
            template = chance.choice(self._usable(service, chance))
            key = uid("api key", service.key, "Automated tests")
            self._add(template, _some_time(chance), chance, api_key_id=key, key_type="test")

    def _usable(self, service: SeededService, chance: random.Random) -> list[Template]:
        """Letters are rare; otherwise any template will do."""
        wants_letter = chance.random() < 0.04  # noqa: PLR2004 - letters are rare
        templates = self.templates[service.id]
        letters = [row for row in templates if row.template_type == "letter"]
        return (
            letters
            if wants_letter and letters
            else [row for row in templates if row.template_type != "letter"]
        )

    def _add(self, template: Template, at: datetime, chance: random.Random, **origin: Any) -> None:
        somebody = Somebody(chance)
        kind = template.template_type
        to = somebody.recipient(kind)
        values = somebody.answers(f"{template.subject or ''} {template.content}")
        if kind == "letter":
            values |= {f"address line {n}": line for n, line in enumerate(to.splitlines(), start=1)}
        id_ = uid("notification", len(self.notifications))
        self.notifications.append(
            Notification(
                id=id_,
                reference=letter_reference(id_) if kind == "letter" else None,
                service_id=template.service_id,
                template=template,
                template_version=template.version,
                notification_type=kind,
                to=to,
                normalised_to=recipients.normalised(to, kind),
                personalisation=values,
                reply_to_text=self.senders[template.id],
                billable_units=0
                if kind == "email"
                else 1 + (kind == "sms" and len(template.content) > SMS_PART),
                rate_multiplier=1.0 if kind == "sms" else None,
                postage=template.postage,
                **_fate(kind, at, chance),
                **origin,
            )
        )


def _fate(kind: str, at: datetime, chance: random.Random) -> dict[str, Any]:
    """Its status, and the times that go with it."""
    status = _status(kind, at, chance)
    left = status != "created"
    return {
        "status": status,
        "created_at": at,
        "sent_by": SENT_BY[kind] if left else None,
        "sent_at": at + timedelta(seconds=2) if left else None,
        "updated_at": at + timedelta(seconds=9) if left and status != "sending" else None,
    }


def _some_time(chance: random.Random) -> datetime:
    """A moment of the last seven days, likelier by day than by night."""
    now = dates.now()
    for _ in range(50):
        hour = chance.choices(range(24), HOURS)[0]
        day = now - timedelta(days=chance.randrange(WINDOW_DAYS + 1))
        at = day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60))
        if now - timedelta(days=WINDOW_DAYS) < at < now:
            return at
    return now - timedelta(hours=1)


def _status(kind: str, at: datetime, chance: random.Random) -> str:
    if kind != "letter" and dates.now() - at < STILL_SENDING:
        return chance.choice(("created", "sending", "sending", "delivered"))
    return chance.choice(STATUSES[kind])


def _inbound_texts() -> None:
    boats = BY_NAME["boat_licences"]
    InboundSms.objects.bulk_create(
        [
            InboundSms(
                id=uid("inbound", number),
                service_id=boats.id,
                notify_number=NOTIFY_NUMBER,
                user_number=f"44770090040{number}",
                content=text,
                created_at=ago(number * 1.3, minutes=50),
            )
            for number, text in enumerate(
                ("Sold the boat last May", "How do I pay?", "STOP", "Thanks, done it online")
            )
        ]
    )


def _unsubscribe_requests(notifications: list[Notification]) -> None:
    boats = BY_NAME["boat_licences"]
    newsletter = [
        row for row in notifications if row.template_id == uid("template", boats.key, "Quarterly newsletter")
    ]
    UnsubscribeRequest.objects.bulk_create(
        [
            UnsubscribeRequest(
                id=uid("unsubscribe", number),
                service_id=boats.id,
                notification=row,
                email_address=row.to,
                created_at=row.created_at + timedelta(minutes=1),
            )
            for number, row in enumerate(newsletter[:3])
        ]
    )


def _returned_letters(notifications: list[Notification]) -> None:
    ReturnedLetter.objects.bulk_create(
        [
            ReturnedLetter(
                id=uid("returned", row.id),
                service_id=row.service_id,
                notification=row,
                reported_at=dates.london_day(dates.now()),
            )
            for row in notifications
            if row.status == "returned-letter"
        ]
    )
