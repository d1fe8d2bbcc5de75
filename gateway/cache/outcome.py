"""Whether a write that raised may still be carried out by the API."""

from collections.abc import Iterator
from http import HTTPStatus

from notifications_python_client.errors import HTTPError
from requests import ConnectTimeout
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from gateway.errors import CacheUnavailable

NEVER_CONNECTED = (ConnectTimeout, ConnectTimeoutError, NewConnectionError)


def is_definite(error: BaseException) -> bool:
    """True when the API said no, or was never asked: whatever it has done, it has finished doing it.

    A time-out, a cut connection, 502, 503, 504, an interrupted process and everything unknown leave it open.
    """
    if isinstance(error, CacheUnavailable):
        return True
    if any(isinstance(cause, NEVER_CONNECTED) for cause in causes(error)):
        return True
    return isinstance(error, HTTPError) and (
        HTTPStatus.BAD_REQUEST <= error.status_code <= HTTPStatus.INTERNAL_SERVER_ERROR
    )


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, through `raise ... from` and through the errors that requests and urllib3 wrap."""
    current: BaseException | None = error
    while current is not None:
        yield current
        current = current.__cause__ or wrapped(current)


def wrapped(error: BaseException) -> BaseException | None:
    if isinstance(error, MaxRetryError):
        return error.reason
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, BaseException) else None
