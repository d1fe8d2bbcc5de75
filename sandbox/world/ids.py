"""Ids that are the same in every sandbox, so that a bookmark, a test or a document can name one."""

import random
import uuid
from datetime import datetime, timedelta

from sandbox import dates

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "sandbox.notify-portal")


def uid(*words: object) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, "/".join(map(str, words)))


def dice(*words: object) -> random.Random:
    """Chance that always falls the same way."""
    return random.Random("/".join(map(str, words)))  # noqa: S311 - a story, not a secret


def ago(days: float, minutes: float = 0) -> datetime:
    return dates.now() - timedelta(days=days, minutes=minutes)
