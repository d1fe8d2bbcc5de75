"""Answers as JSON text. Every answer passes through here, kept or not, so that a hit equals a miss."""

from typing import Any

import orjson


def encode(answer: object) -> bytes:
    """Raises TypeError for what JSON cannot hold."""
    return orjson.dumps(answer, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def decode(text: bytes) -> Any:
    return orjson.loads(text)


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    raise TypeError(f"{type(value).__name__} cannot be kept as JSON")
