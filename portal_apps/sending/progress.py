"""How far the check of a file has come, beside the file: whichever process is asked can tell."""

import time
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import orjson

from gateway.errors import NotFound
from gateway.storage import recipient_progress
from portal_apps.sending.recipients import Finding, Unreadable

# A check reports every second. Whoever has been silent for so long has died.
PATIENCE_SECONDS = 20
CODE, FACTS = "code", "facts"


@dataclass(frozen=True, slots=True)
class Progress:
    """A check that takes its time, or one that has ended without a verdict. `rules` is the digest of what it held the
    file against, `reason` why the file cannot be read."""

    name: str
    template_id: str
    rules: str
    rows: int = 0
    expected: int = 0
    reason: dict[str, Any] | None = None
    has_failed: bool = False
    reported_at: float = 0.0

    @classmethod
    def of(cls, service_id: str, upload_id: str) -> Self | None:
        """None for a file that nobody checks."""
        try:
            return cls(**orjson.loads(recipient_progress.read(service_id, upload_id)))
        except NotFound:
            return None

    def report(self, service_id: str, upload_id: str, **news: Any) -> None:
        now = replace(self, reported_at=time.time(), **news)
        recipient_progress.store(service_id, upload_id, orjson.dumps(asdict(now)))

    @property
    def is_alive(self) -> bool:
        has_ended = self.reason is not None or self.has_failed
        return not has_ended and time.time() - self.reported_at < PATIENCE_SECONDS

    @property
    def finding(self) -> Finding | None:
        return Finding(self.reason[CODE], self.reason[FACTS]) if self.reason else None


def reason_of(error: Unreadable) -> dict[str, Any]:
    return {CODE: error.finding.code, FACTS: dict(error.finding.facts)}
