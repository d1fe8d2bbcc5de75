"""The last seven days of a service: jobs, single messages, and what programs sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sandbox import dates
from sandbox.crowd import fates, recipients
from sandbox.crowd.bulk import Value, plain_id
from sandbox.crowd.moments import DAY, HOUR, plain
from sandbox.crowd.recipients import Public
from sandbox.crowd.services import CrowdService
from sandbox.message_content import sms_parts
from sandbox.models import Job, ReturnedLetter, Template, UnsubscribeRequest
from sandbox.personalisation import fill, placeholders
from sandbox.world.messages import SENT_BY

OF_TEMPLATE = (
    "service_id",
    "template_id",
    "template_version",
    "notification_type",
    "reply_to_text",
    "postage",
    "billable_units",
)
OF_ORIGIN = ("job_id", "job_row_number", "api_key_id", "key_type", "client_reference", "created_by_id")
OF_ITSELF = (
    "id",
    "personalisation",
    "reference",
    "status",
    "created_at",
    "sent_at",
    "sent_by",
    "updated_at",
)
COLUMNS = (*OF_TEMPLATE, *recipients.COLUMNS, *OF_ORIGIN, *OF_ITSELF)

BILLABLE_UNITS = {"email": 0, "letter": 1}
FEWEST_FOR_A_JOB = 40
IN_JOBS = 0.45
SMALLEST_JOB, LARGEST_JOB = 20, 2_000
ROWS_A_SECOND = 20
# Jobs of which nothing was sent, or not yet; numbered from here on.
WITHOUT_MESSAGES = ("cancelled", "error", "sending limits exceeded", "scheduled")
FIRST_WITHOUT_MESSAGES = 1_000_000
BY_PROGRAMS = 0.75
BY_THE_FIRST_KEY = 0.95
LETTERS = 0.04
ONE_IN_UNSUBSCRIBES = 400
RETURNED_AFTER = DAY
REFERENCE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(frozen=True)
class Used:
    """A template in use: what is the same in all its messages."""

    template: Template
    placeholders: tuple[str, ...]
    columns: tuple[Value, ...]

    @classmethod
    def by(cls, service: CrowdService, template: Template) -> "Used":
        channel = template.template_type
        columns = (
            plain_id(service.id),
            plain_id(template.id),
            template.version,
            channel,
            service.senders[channel],
            template.postage,
            _parts(service, template) if channel == "sms" else BILLABLE_UNITS[channel],
        )
        return cls(template, tuple(placeholders(f"{template.subject or ''} {template.content}")), columns)


class Messages:
    """`values` are notifications, as plain values of COLUMNS; `rows` are of other models."""

    def __init__(self, service: CrowdService, public: Public) -> None:
        self.service, self.public, self.moments = service, public, service.moments
        self.chance = service.plan.dice("messages", service.planned.number)
        self.values: list[tuple[Value, ...]] = []
        self.rows: list[Job | ReturnedLetter | UnsubscribeRequest] = []
        used = [Used.by(service, template) for template in service.templates]
        self.letters = [each for each in used if each.template.template_type == "letter"]
        self.digital = [each for each in used if each.template.template_type != "letter"]
        # Ids of one service begin alike, so that its messages lie side by side in the indexes.
        self.id_prefix = plain_id(service.id)[:8]

    def build(self) -> None:
        total = self.service.planned.notifications
        in_jobs = int(total * IN_JOBS) if total >= FEWEST_FOR_A_JOB else 0
        for number, size in enumerate(self._sizes_of_jobs(in_jobs)):
            self._job_with_messages(number, size)
        if total >= FEWEST_FOR_A_JOB:
            self._jobs_without_messages()
        self._singles(total - in_jobs)

    def _sizes_of_jobs(self, count: int) -> Iterator[int]:
        while count > 0:
            size = min(count, self.chance.randint(SMALLEST_JOB, LARGEST_JOB))
            count -= size
            yield size

    def _job_with_messages(self, number: int, size: int) -> None:
        """A few are not done yet: half of their rows are messages so far."""
        used, is_done = self._pick(), self.chance.random() > 0.01  # noqa: PLR2004 - as few as that
        ago = self.chance.uniform(2 * HOUR, 7 * DAY - HOUR) if is_done else 2 * size / ROWS_A_SECOND
        begun = self.moments.seconds - ago
        job = self._job(number, used, begun, size if is_done else 2 * size)
        job.processing_started = job.updated_at = job.created_at
        job.job_status = "finished" if is_done else "in progress"
        job.processing_finished = _time(begun + size / ROWS_A_SECOND) if is_done else None
        job_id, by = plain_id(job.id), plain_id(job.created_by_id)
        for row in range(size):
            self._add(used, begun + row / ROWS_A_SECOND, (job_id, row, None, "normal", None, by))

    def _jobs_without_messages(self) -> None:
        for number, status in enumerate(WITHOUT_MESSAGES, start=FIRST_WITHOUT_MESSAGES):
            if self.chance.random() < 0.05:  # noqa: PLR2004 - one service in twenty has one
                made = self.moments.seconds - self.chance.uniform(HOUR, 5 * DAY)
                job = self._job(number, self._pick(), made, self.chance.randint(SMALLEST_JOB, LARGEST_JOB))
                job.job_status = status
                if status == "scheduled":
                    job.scheduled_for = _time(self.moments.seconds + self.chance.uniform(DAY, 6 * DAY))
                else:
                    job.updated_at = job.created_at

    def _job(self, number: int, used: Used, at: float, count: int) -> Job:
        job = Job(
            id=self.service.uid("job", number),
            service_id=self.service.id,
            template_id=used.template.id,
            template_version=used.template.version,
            original_file_name=f"{used.template.name.lower().replace(' ', '-')}-{number + 1}.csv",
            notification_count=count,
            created_by_id=self.chance.choice(self.service.members),
            created_at=_time(at),
        )
        self.rows.append(job)
        return job

    def _singles(self, count: int) -> None:
        chance, keys = self.chance, self.service.keys
        members = [plain_id(member) for member in self.service.members]
        for number, at in enumerate(self.moments.of_the_week(chance, count)):
            if keys and chance.random() < BY_PROGRAMS:
                key = keys[0] if chance.random() < BY_THE_FIRST_KEY else chance.choice(keys)
                self._add(
                    self._pick(), at, (None, None, plain_id(key.id), key.key_type, f"ref-{number:07}", None)
                )
            else:
                self._add(self._pick(), at, (None, None, None, "normal", None, chance.choice(members)))

    def _pick(self) -> Used:
        wants_letter = bool(self.letters) and self.chance.random() < LETTERS
        return self.chance.choice(self.letters if wants_letter or not self.digital else self.digital)

    def _add(self, used: Used, at: float, origin: tuple[Value, ...]) -> None:
        chance, channel = self.chance, used.template.template_type
        person = chance.choice(self.public.people)
        answers = self.public.answers(used.placeholders, person, chance)
        is_letter = channel == "letter"
        status = fates.status(channel, self.moments.seconds - at, chance, is_abroad=person.is_abroad)
        left = status not in fates.NEVER_LEFT
        identifier = self._new_id()
        itself = (
            identifier,
            json.dumps(answers | person.address if is_letter else answers),
            "".join(chance.choices(REFERENCE, k=16)) if is_letter else None,
            status,
            plain(at),
            plain(at + 2) if left else None,
            SENT_BY[channel] if left else None,
            None if status in fates.UNFINISHED else plain(at + 9),
        )
        self.values.append((*used.columns, *person.columns[channel], *origin, *itself))
        self._aftermath(used, identifier, at, status, str(person.columns[channel][0]))

    def _aftermath(self, used: Used, identifier: str, at: float, status: str, to: str) -> None:
        common = {"service_id": self.service.id, "notification_id": UUID(identifier)}
        if status == "returned-letter":
            back = _time(min(at + RETURNED_AFTER, self.moments.seconds))
            key = self.service.uid("returned letter", identifier)
            self.rows.append(
                ReturnedLetter(id=key, reported_at=dates.london_day(back), created_at=back, **common)
            )
        elif used.template.has_unsubscribe_link and self.chance.randrange(ONE_IN_UNSUBSCRIBES) == 0:
            key = self.service.uid("unsubscribe request", identifier)
            soon = _time(min(at + 60, self.moments.seconds))
            self.rows.append(UnsubscribeRequest(id=key, email_address=to, created_at=soon, **common))

    def _new_id(self) -> str:
        """As random as a UUID of version 4, but for how it begins."""
        digits = f"{self.chance.getrandbits(88):022x}"
        return f"{self.id_prefix}{digits[:4]}4{digits[4:7]}a{digits[7:]}"


def _parts(service: CrowdService, template: Template) -> int:
    """How many texts a typical message is sent as."""
    typical = fill(template.content, dict.fromkeys(placeholders(template.content), "1 January 2027"))
    return sms_parts(f"{service.row.name}: {typical}" if service.row.prefix_sms else typical)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
