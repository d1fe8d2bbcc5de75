"""What the list of uploads shows, asked for at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from django.http import HttpRequest

from gateway import fan_out, job_api_client
from portal_apps.core.pagination import Page, one_page, page_number
from portal_apps.core.panels import Missed, or_missed
from portal_apps.core.permissions import Visit, send_messages
from portal_apps.uploads.models import ContactList, SentFile


@dataclass(frozen=True, slots=True)
class Overview:
    """The sent files are the page itself; what stands above them on its first page is there or named in `missing`."""

    files: Page[SentFile]
    scheduled: list[SentFile] = field(default_factory=list)
    contact_lists: list[ContactList] = field(default_factory=list)
    missing: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest, visit: Visit) -> Self:
        """Contact lists are for those who may send. Raises what the API raises about the files."""
        service_id, number = visit.service.id, page_number(request)
        calls = _above(visit) if number == 1 else {}
        sent, *beside = fan_out(lambda: job_api_client.get_uploads(service_id, page=number), *calls.values())
        answers = dict(zip(calls, beside, strict=True))
        rows = [SentFile.from_json(facts) for facts in sent["data"]]
        return cls(
            one_page(request, rows, sent["total"], sent["page_size"]),
            **{name: answer for name, answer in answers.items() if not isinstance(answer, Missed)},
            missing=tuple(answer.name for answer in beside if isinstance(answer, Missed)),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.files.total or self.scheduled or self.contact_lists or self.missing)


def _above(visit: Visit) -> dict[str, Callable[[], Any]]:
    service_id = visit.service.id
    calls: dict[str, Callable[[], Any]] = {
        "scheduled": or_missed("scheduled files", lambda: _scheduled(service_id))
    }
    if visit.may(send_messages):
        calls["contact_lists"] = or_missed("emergency contact lists", lambda: ContactList.all_of(service_id))
    return calls


def _scheduled(service_id: str) -> list[SentFile]:
    """The one that is sent next comes first."""
    jobs = job_api_client.get_scheduled_jobs(service_id)
    return sorted(map(SentFile.from_json, jobs), key=lambda job: job.scheduled_for or "")
