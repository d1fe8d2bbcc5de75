"""What becomes of jobs: followed until nothing about them changes any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from portal_apps.activity.jobs import NOT_SENT, Job
from portal_apps.bulk.calls import Calls
from portal_apps.bulk.errors import ALL_DONE, SOME_FAILED
from portal_apps.bulk.pace import Stop

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A job, what it is called here, and how many messages are expected of it."""

    job_id: str
    name: str
    recipients: int


@dataclass(frozen=True, slots=True)
class Follower:
    """Raises Interrupted, and ApiAway."""

    service_id: str
    calls: Calls
    messages: TextIO
    stop: Stop

    def follow(self, all_sent: Iterable[Sent]) -> int:
        """The exit status: whether each job has become as many messages as it has recipients."""
        jobs = [(sent, self._followed(sent)) for sent in all_sent]
        total = sum(job.counts.total for _, job in jobs)
        delivered, failed = (
            sum(job.counts.delivered for _, job in jobs),
            sum(job.counts.failed for _, job in jobs),
        )
        self.messages.write(
            f"{total:,} of {sum(sent.recipients for sent, _ in jobs):,} messages: "
            f"{delivered:,} delivered, {failed:,} failed\n"
        )
        is_whole = all(job.counts.total == sent.recipients for sent, job in jobs)
        return ALL_DONE if is_whole else SOME_FAILED

    def _followed(self, sent: Sent) -> Job:
        pause, last = FIRST_PAUSE, ""
        while True:
            job = self.calls.until_answered(partial(Job.from_id, self.service_id, sent.job_id))
            if (line := _line(sent, job)) != last:
                self.messages.write(line)
                self.messages.flush()
                last = line
            if job.is_over:
                return job
            self.stop.wait(pause)
            pause = min(LONGEST_PAUSE, pause * 1.5)


def _line(sent: Sent, job: Job) -> str:
    start = f"{sent.name}, job {job.id}, {job.status}"
    if job.status in NOT_SENT or not job.has_begun:
        return f"{start}\n"
    counts = job.counts
    return f"{start}: {counts.delivered:,} delivered, {counts.failed:,} failed, {counts.sending:,} on their way\n"
