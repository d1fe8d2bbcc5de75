"""Files of recipients as jobs, one part after the other, each once."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID, uuid5

from gateway import job_api_client
from gateway.errors import NotFound
from gateway.storage import recipient_files
from portal_apps.activity.jobs import CANCELLED, NOT_SENT
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Change, Operation, Row, RowRefused, State, Unchanged, Verdict
from portal_apps.message_templates.models import Template
from portal_apps.sending.file_rules import rules_for
from portal_apps.sending.recipients import RecipientFile, Rules
from portal_apps.sending.senders import KINDS
from portal_apps.sending.sendings import Sendings, job_of
from portal_apps.services.limits import INTERNATIONAL, DailyLimit
from portal_apps.services.models import Service

if TYPE_CHECKING:
    from portal_apps.bulk.operations.part_files import PartFiles


@dataclass(frozen=True, slots=True)
class Sending:
    """What every part is sent with, as the options say it. `scheduled_for` is UTC, without saying so, or nothing."""

    service_id: str
    template_id: str
    sender_id: str = ""
    scheduled_for: str = ""
    allow_repeat: bool = False

    def earlier(self, content_digest: str, upload_id: str = "") -> str:
        """Which job has sent the same a short time ago, or waits to; nothing where that does not matter."""
        if self.allow_repeat:
            return ""
        sendings = Sendings.of_content(self.service_id, self.template_id, content_digest)
        job = sendings.recent_job(upload_id)
        return f"The same was sent as job {job['id']}: --allow-repeat sends it again" if job else ""

    @property
    def is_for_today(self) -> bool:
        """The API counts by days of UTC."""
        today = datetime.now(tz=UTC).date()
        return not self.scheduled_for or datetime.fromisoformat(self.scheduled_for).date() == today


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sending rests on, as the API has it now."""

    service: Service
    template: Template
    rules: Rules

    @classmethod
    def of(cls, sending: Sending) -> Self:
        """Raises BadInput for what nothing can be sent with."""
        try:
            service = Service.from_id(sending.service_id)
            template = Template.from_id(service.id, sending.template_id)
        except NotFound:
            raise BadInput("The service has no such template, or there is no such service") from None
        if not service.active:
            raise BadInput("The service is archived")
        if template.is_deleted:
            raise BadInput("The template is deleted")
        if not service.has_permission(template.template_type):
            raise BadInput(f"The service cannot send with templates of type {template.template_type}")
        return cls(service, template, rules_for(service, template.facts))

    def check_sender(self, sender_id: str) -> None:
        """Raises BadInput for one that the service does not have."""
        kind = KINDS.get(self.template.template_type)
        if kind is None:
            raise BadInput("--sender: a letter carries the address that its template names")
        try:
            kind.one_of(self.service.id, sender_id)
        except NotFound:
            raise BadInput(f"--sender: the service has no {kind.name} with this id") from None

    def lack_of_room(self, sending: Sending, wanted: int, abroad: int) -> str:
        """What the limits of the day say against so many messages; nothing if they leave room."""
        wishes = {self.template.template_type: wanted, INTERNATIONAL: abroad}
        for kind, number in wishes.items():
            if not number:
                continue
            daily = DailyLimit.of(self.service, kind)
            room = daily.left if sending.is_for_today and daily.left is not None else daily.limit
            if number > room:
                when = "are left of today's" if sending.is_for_today else "is the daily"
                return f"{number:,} are to be sent, and {room:,} {when} {daily.name} limit ({daily.limit:,})"
        return ""


class SendParts(Operation):
    """A row is a part of a file. Its upload has an id that follows from what is sent, and the API takes each id once: so no
    part becomes two jobs, whoever tries, and from wherever."""

    in_order = True

    def __init__(self, sending: Sending) -> None:
        self.sending = sending
        # Set by the command that has the file. Whoever goes on without it has what is stored.
        self.files: PartFiles | None = None

    def key(self, row: Row) -> str:
        return str(row["content"])

    def subject(self, row: Row) -> str:
        return f"part {row['part']} of {row['of']}"

    def read(self, row: Row) -> State:
        job = job_of(self.sending.service_id, upload_id_of(row))
        return {"job": job["id"] if job and job["job_status"] != CANCELLED else None}

    def plan(self, row: Row, state: State) -> Verdict:
        return Unchanged() if state["job"] else Change({"job": None}, {"job": upload_id_of(row)})

    def apply(self, row: Row, change: Change) -> None:
        del change
        service_id, upload_id = self.sending.service_id, upload_id_of(row)
        self._check_order(row)
        self._check_ground(row)
        self._store(row)
        Sendings.of_content(service_id, self.sending.template_id, row["content"]).add(upload_id)
        job_api_client.create_job(upload_id, service_id, scheduled_for=self.sending.scheduled_for or None)

    def undo(self, row: Row, change: Change) -> None:
        del change
        try:
            job_api_client.cancel_job(self.sending.service_id, upload_id_of(row))
        except NotFound:
            raise RowRefused("It does not wait for its time any more, so it cannot be cancelled") from None

    def _check_order(self, row: Row) -> None:
        number = row["part"] - 1
        if not number:
            return
        job = job_of(self.sending.service_id, upload_id(row["sending"], number))
        if job is None or job["job_status"] in NOT_SENT:
            became = job["job_status"] if job else "not sent"
            raise RowRefused(f"Part {number} is {became}, so this part waits for it")

    def _check_ground(self, row: Row) -> None:
        """What was looked at before the plan may have changed since."""
        try:
            ground = Ground.of(self.sending)
        except BadInput as bad:
            raise RowRefused(str(bad)) from None
        if ground.rules.digest != row["rules"]:
            raise RowRefused("The template, the service or its team has changed since the file was checked")
        reasons = (
            self.sending.earlier(row["content"], upload_id_of(row)),
            ground.lack_of_room(self.sending, row["remaining"], row["remaining_abroad"]),
        )
        for reason in filter(None, reasons):
            raise RowRefused(reason)

    def _store(self, row: Row) -> None:
        """This part and all after it, so that they can be sent without the file from now on."""
        service_id = self.sending.service_id
        if self.files is not None and not self.files.are_stored:
            metadata = {"sender_id": self.sending.sender_id or None}
            for number in range(row["part"], len(self.files) + 1):
                file = RecipientFile(service_id, upload_id(row["sending"], number))
                file.store(self.files.of(number), metadata)
            self.files.are_stored = True
        if not recipient_files.exists(service_id, upload_id_of(row)):
            raise RowRefused("Its rows are not stored: give the command again, with the file")


def upload_id(sending_id: str, number: int) -> str:
    return str(uuid5(UUID(sending_id), str(number)))


def upload_id_of(row: Row) -> str:
    return upload_id(row["sending"], row["part"])
