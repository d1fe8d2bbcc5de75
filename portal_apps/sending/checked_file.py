"""A file that has been checked, with everything that decides whether and when it may be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self

from gateway import fan_out, job_api_client
from gateway.errors import APIError, NotFound
from gateway.storage import recipient_files
from portal_apps.message_templates.models import Template
from portal_apps.sending.file_costs import Cost
from portal_apps.sending.file_rules import rules_for
from portal_apps.sending.recipients import RecipientFile, Rules, Verdict
from portal_apps.sending.schedule import Schedule
from portal_apps.sending.senders import text_of_sender
from portal_apps.sending.sendings import Job, Sendings, job_of
from portal_apps.sending.today import Today
from portal_apps.services.limits import INTERNATIONAL
from portal_apps.services.models import Service

SUBJECT = "This file"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """`job` is what was made of it already, `earlier` the job of another upload with the same content. `today` has the
    limits, each None where nobody knows; `cost` is None likewise and for e-mails, `metadata` what the file says of itself."""

    service: Service
    template: Template
    upload_id: str
    file: RecipientFile
    rules: Rules
    metadata: Mapping[str, str]
    job: Job | None = None
    earlier: Job | None = None
    has_namesake: bool = False
    sender: str | None = None
    cost: Cost | None = None
    today: tuple[Today | None, ...] = ()

    @classmethod
    def of(cls, service: Service, template: Template, upload_id: str) -> Self:
        """Asks for everything at once, and for nothing but the job of a file that cannot be sent.

        Raises NotFound for a file that has no verdict, and for one that was meant for another template.
        """
        file = RecipientFile(service.id, upload_id)
        if file.verdict.template_id != template.id:
            raise NotFound(message="File not found")
        metadata = recipient_files.metadata(service.id, upload_id)
        calls: dict[str, Callable[[], Any]] = {
            "job": partial(job_of, service.id, upload_id),
            "rules": partial(rules_for, service, template.facts),
        }
        if file.verdict.can_be_sent:
            calls |= _calls_before_sending(service, template, upload_id, file.verdict, metadata)
        answers = dict(zip(calls, fan_out(*calls.values()), strict=True))
        today = tuple(answers.pop(name) for name in list(answers) if name.startswith("today"))
        return cls(service, template, upload_id, file, metadata=metadata, today=today, **answers)

    @property
    def verdict(self) -> Verdict:
        return self.file.verdict

    @property
    def is_up_to_date(self) -> bool:
        return self.verdict.rules == self.rules.digest

    @property
    def too_much(self) -> list[Today]:
        """The limits that do not leave room for it today."""
        return [today for today in self.today if today and today.is_too_much]

    @property
    def fits_no_day(self) -> bool:
        return any(today.wanted > today.daily.limit for today in self.too_much)

    @property
    def schedule(self) -> Schedule:
        too_much = self.too_much
        earliest = too_much[0].daily.starts_again_at if too_much else None
        return Schedule.of(datetime.now(tz=UTC), earliest)


def _calls_before_sending(
    service: Service, template: Template, upload_id: str, verdict: Verdict, metadata: Mapping[str, str]
) -> dict[str, Callable[[], Any]]:
    kind, totals = template.template_type, verdict.totals
    calls: dict[str, Callable[[], Any]] = {
        "earlier": lambda: Sendings.of(service.id, verdict).recent_job(upload_id),
        "has_namesake": partial(_has_namesake, service.id, verdict),
        "sender": partial(text_of_sender, service.id, template, metadata.get("sender_id")),
        "today": partial(Today.of, service, kind, totals.recipients, SUBJECT),
    }
    if kind != "email":
        calls["cost"] = partial(Cost.of, template, totals)
    if kind == "sms" and totals.international:
        calls["today_abroad"] = partial(Today.of, service, INTERNATIONAL, totals.international, SUBJECT)
    return calls


def _has_namesake(service_id: str, verdict: Verdict) -> bool:
    """Whether a file of this name was sent today; a hint only, so an API that does not say holds nobody up."""
    try:
        return job_api_client.has_sent_previously(
            service_id, verdict.template_id, verdict.template_version, verdict.name
        )
    except APIError:
        return False
