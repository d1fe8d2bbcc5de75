"""What happened to a message, step by step: when, how long after the step before, and who began it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gateway.times import parse_time
from portal_apps.core.formatting import duration
from portal_apps.core.statuses import UNDER_WAY, status_in_words

HANDED_OVER = {
    "email": "Handed to the email provider",
    "sms": "Handed to the network",
    "letter": "Sent to the printer",
}


@dataclass(frozen=True, slots=True)
class Step:
    """`after` says how long it took since the step before."""

    text: str
    at: str
    after: str = ""


def steps_of(facts: Mapping[str, Any]) -> list[Step]:
    """The oldest first. What the API has no time for is not there."""
    moments = [(_begun(facts), facts["created_at"])]
    if facts["sent_at"]:
        moments.append((HANDED_OVER[facts["notification_type"]], facts["sent_at"]))
    if facts["updated_at"] and facts["status"] not in UNDER_WAY:
        moments.append((status_in_words(facts["status"], facts["notification_type"]), facts["updated_at"]))
    times = [parse_time(at) for _text, at in moments]
    gaps = [duration((later - earlier).total_seconds()) for earlier, later in pairwise(times)]
    return [Step(text, at, gap) for (text, at), gap in zip(moments, ["", *gaps], strict=True)]


def _begun(facts: Mapping[str, Any]) -> str:
    """Who asked for it: a program by its key, or a person, with a file or without."""
    if facts["key_name"]:
        return f"Sent by a program with the API key {facts['key_name']}"
    by = f" by {facts['created_by']['name']}" if facts["created_by"] else ""
    if not facts["job"]:
        return f"Sent{by}"
    row = f", row {facts['job_row_number'] + 1}" if facts["job_row_number"] is not None else ""
    return f"Sent{by} from the file {facts['job']['original_file_name']}{row}"
