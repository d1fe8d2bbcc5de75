"""Calls of the gateway in somebody's name, at the pace and with the patience of the run; and what a refusal says."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TypeVar

from gateway import Trace, acting_as, bypassed
from gateway.errors import HTTPError, field_messages
from portal_apps.bulk.pace import TRANSIENT, Asked, Pace, Patience

Result = TypeVar("Result")
LONGEST_REASON = 300
EMAIL_ADDRESS = re.compile(r"[^\s@\"'<>]+@[^\s@\"'<>]+")
PHONE_NUMBER = re.compile(r"\+?\d[\d\s()-]{7,}\d")


@dataclass(frozen=True, slots=True)
class Calls:
    user_id: str | None
    pace: Pace
    patience: Patience
    # Whether answers are read from the cache and kept, as pages do it.
    keeps: bool = False

    def once(self, call: Callable[[], Result], trace: Trace, asked: Asked = Asked.WRITE) -> Result:
        """Reads within it ask the API and never the cache, unless answers are to be kept."""
        self.patience.before_call()
        past_the_cache = nullcontext() if self.keeps else bypassed()
        with acting_as(self.user_id, trace=trace, pace=self.pace.take), past_the_cache:
            answer = call()
        self.patience.answered(asked)
        return answer

    def until_answered(self, call: Callable[[], Result], trace: Trace | None = None) -> Result:
        """As often as it takes, so it must be one that changes nothing. Raises ApiAway."""
        trace, attempt = trace or Trace(), 0
        while True:
            try:
                return self.once(call, trace, Asked.READ)
            except TRANSIENT as error:
                self.patience.wait_after(error, attempt, Asked.READ)
                attempt += 1


def explained(error: Exception) -> tuple[str, int | None]:
    """What the API says, without whom it says it of; and its status."""
    if not isinstance(error, HTTPError):
        return type(error).__name__, None
    text = "; ".join(
        f"{name}: {', '.join(map(str, messages))}" if name else ", ".join(map(str, messages))
        for name, messages in field_messages(error).items()
    )
    text = PHONE_NUMBER.sub("(number)", EMAIL_ADDRESS.sub("(address)", text))
    return f"{error.status_code} {text}"[:LONGEST_REASON], error.status_code
