"""A thread that tells services what they want to be told: while requests are answered, and never in their way."""

import logging
import threading
import time
from datetime import datetime, timedelta

from django.db import connection

from sandbox import dates, lifecycle
from sandbox.models import Callback, ServiceCallbackApi
from sandbox.posting import Answer, Poster
from sandbox.writing import patiently

logger = logging.getLogger("sandbox.postman")

PAUSE_SECONDS = 0.5
MOST_A_ROUND = 500
# How long to wait before each further attempt; after the last of them it is over.
WAITS = (timedelta(seconds=2), timedelta(seconds=10), timedelta(seconds=60))
NOBODY = Answer("there is no callback any more", is_final=True)


class Postman(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="postman", daemon=True)
        self.poster = Poster()

    def run(self) -> None:
        while True:
            time.sleep(PAUSE_SECONDS)
            try:
                self.go_round()
            except Exception:
                # Whatever it was, the next round is another chance.
                logger.exception("The postman's round broke off")
                connection.close()

    def go_round(self) -> None:
        """A program that waits to be told asks nothing, so time must move on without requests too."""
        patiently(lambda: lifecycle.advance(dates.now()))
        silent: set[str] = set()
        due = Callback.objects.filter(due_at__lte=dates.now()).order_by("due_at")
        for callback in list(due[:MOST_A_ROUND]):
            self._deliver(callback, silent)

    def _deliver(self, callback: Callback, silent: set[str]) -> None:
        """Whoever was silent is left alone until the next round: others must not wait for each of its messages."""
        wanted = ServiceCallbackApi.objects.filter(
            service=callback.service_id, callback_type=callback.callback_type
        ).first()
        if wanted is None:
            _note(callback, NOBODY, dates.now())
            return
        if wanted.url in silent:
            return
        answer = self.poster.post(wanted.url, wanted.bearer_token, callback.payload)
        if answer.is_silence:
            silent.add(wanted.url)
        _note(callback, answer, dates.now())


def _note(callback: Callback, answer: Answer, now: datetime) -> None:
    is_over = answer.is_final or callback.attempts >= len(WAITS)
    callback.due_at = None if is_over else now + WAITS[callback.attempts]
    callback.attempts += 1
    callback.outcome = answer.outcome
    patiently(callback.save)
    logger.info("%s of service %s: %s", callback.callback_type, callback.service_id, answer.outcome)
