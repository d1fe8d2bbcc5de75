"""What a call through the gateway can raise, by cause.

Every class is still the `HTTPError` of notifications-python-client, so `status_code` and `message` read as they do there:
`message` is text, a dictionary of lists by field, or the list of a version 2 error body.
"""

from http import HTTPStatus
from typing import ClassVar

from notifications_python_client.errors import APIError, HTTPError, InvalidResponse
from requests import RequestException, Response

__all__ = [
    "APIError",
    "BadRequest",
    "CacheUnavailable",
    "Conflict",
    "Forbidden",
    "Gone",
    "HTTPError",
    "InvalidResponse",
    "NotFound",
    "ServerError",
    "TooManyRequests",
    "Unauthorized",
    "Unavailable",
    "error_for",
    "field_messages",
]


class CausedError(HTTPError):
    """An HTTPError that knows its status also where the gateway itself found the cause, without an answer."""

    status: ClassVar[int] = HTTPStatus.SERVICE_UNAVAILABLE

    @property
    def status_code(self) -> int:
        return self.status if self.response is None else self.response.status_code


class BadRequest(CausedError):
    """400: the API read the request and refused what it says."""

    status = HTTPStatus.BAD_REQUEST


class Unauthorized(CausedError):
    """401: the API does not know this client."""

    status = HTTPStatus.UNAUTHORIZED


class Forbidden(CausedError):
    """403: the API knows the client and refuses the action."""

    status = HTTPStatus.FORBIDDEN


class NotFound(CausedError):
    """404: no such thing, or not in this service."""

    status = HTTPStatus.NOT_FOUND


class Conflict(CausedError):
    """409: the thing exists already or is in use."""

    status = HTTPStatus.CONFLICT


class Gone(CausedError):
    """410: the thing was there once."""

    status = HTTPStatus.GONE


class TooManyRequests(CausedError):
    """429: a limit of the service or of the platform is reached."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class ServerError(CausedError):
    """Any other answer that is not a success."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR


class Unavailable(CausedError):
    """No usable answer in time: 502, 503, 504, no connection, or no answer before the time-out."""


class CacheUnavailable(Exception):
    """A write was refused before the API was called, because the old copies could not be fenced. Nothing was changed."""


BY_STATUS: dict[int, type[HTTPError]] = {
    HTTPStatus.BAD_REQUEST: BadRequest,
    HTTPStatus.UNAUTHORIZED: Unauthorized,
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.CONFLICT: Conflict,
    HTTPStatus.GONE: Gone,
    HTTPStatus.TOO_MANY_REQUESTS: TooManyRequests,
    HTTPStatus.BAD_GATEWAY: Unavailable,
    HTTPStatus.SERVICE_UNAVAILABLE: Unavailable,
    HTTPStatus.GATEWAY_TIMEOUT: Unavailable,
}


def error_for(cause: Response | RequestException) -> HTTPError:
    """The error for an unsuccessful answer, or for a request that got none."""
    response = cause if isinstance(cause, Response) else cause.response
    if response is None:
        return Unavailable(None)
    return BY_STATUS.get(response.status_code, ServerError)(response)


def field_messages(error: HTTPError) -> dict[str, list[str]]:
    """The messages of an error body by field name; what belongs to no field is under the empty name."""
    message: object = error.message
    if isinstance(message, dict):
        return {field: texts if isinstance(texts, list) else [str(texts)] for field, texts in message.items()}
    if isinstance(message, list):
        return {
            "": [str(item.get("message", item)) if isinstance(item, dict) else str(item) for item in message]
        }
    return {"": [str(message)]}
