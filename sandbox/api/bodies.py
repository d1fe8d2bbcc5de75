"""JSON from a request, as far as it can be read and kept."""

import json
import re
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from sandbox.api.errors import INVALID_JSON, NOT_JSON, TOO_LARGE, UNREADABLE_BODY, BadRequestError

# In a text that json.dumps has written: a backslash that is not itself escaped, and the number of NUL.
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def read_json(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise BadRequestError(NOT_JSON, 415)
    try:
        return parsed(body_of(request))
    except ValueError:
        raise BadRequestError(UNREADABLE_BODY) from None


def read_public_json(request: HttpRequest) -> Any:
    """Programs need not name the content type, and may send nothing at all."""
    try:
        return parsed(body_of(request) or b"{}") or {}
    except ValueError:
        raise BadRequestError(INVALID_JSON) from None


def body_of(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise BadRequestError(TOO_LARGE, 413) from None


def parsed(text: bytes) -> Any:
    """Raises ValueError also for what Python reads and no database keeps: NaN, half a character, NUL, endless nesting."""
    try:
        value = json.loads(text)
        written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except RecursionError as error:
        raise ValueError("Nested too deeply") from error
    written.encode()
    if NUL.search(written):
        raise ValueError("NUL in a text")
    return value
