"""Which files were sent with which template: the same recipients and values again are noticed, whatever the file is called.

What was sent is kept beside the files, under an id made of the template and the content of the file, so that it is found
in one look. It is written before the API is asked for a job; whether there is one, the API says.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid5

import orjson

from gateway import job_api_client
from gateway.errors import NotFound
from gateway.storage import recipient_sendings
from gateway.times import parse_time
from portal_apps.sending.recipients import Verdict

# Who sends the same every week does not mean to be asked each time; a mistake shows itself sooner.
RECENT = timedelta(days=3)
REMEMBERED = 5
CANCELLED, WAITING = "cancelled", "scheduled"

Job = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sendings:
    """The latest uploads with this content that were sent with this template, the last one at the end."""

    service_id: str
    id: str
    upload_ids: tuple[str, ...]

    @classmethod
    def of(cls, service_id: str, verdict: Verdict) -> Self:
        return cls.of_content(service_id, verdict.template_id, verdict.content_digest)

    @classmethod
    def of_content(cls, service_id: str, template_id: str, content_digest: str) -> Self:
        sending_id = str(uuid5(UUID(template_id), content_digest))
        try:
            upload_ids = orjson.loads(recipient_sendings.read(service_id, sending_id))
        except NotFound:
            upload_ids = []
        return cls(service_id, sending_id, tuple(upload_ids))

    def add(self, upload_id: str) -> None:
        others = [one for one in self.upload_ids if one != upload_id]
        latest = [*others, upload_id][-REMEMBERED:]
        recipient_sendings.store(self.service_id, self.id, orjson.dumps(latest))

    def recent_job(self, upload_id: str) -> Job | None:
        """The last job of another upload that counts: one that waits, or began a few days ago. Asks the API about each."""
        for other in reversed(self.upload_ids):
            if other != upload_id and (job := job_of(self.service_id, other)) and _counts(job):
                return job
        return None


def job_of(service_id: str, upload_id: str) -> Job | None:
    """The job that was made of an upload, which has the same id."""
    try:
        job: Job = job_api_client.get_job(service_id, upload_id)["data"]
    except NotFound:
        return None
    return job


def _counts(job: Job) -> bool:
    if job["job_status"] == CANCELLED:
        return False
    age = datetime.now(tz=UTC) - parse_time(job["created_at"])
    return job["job_status"] == WAITING or age < RECENT
