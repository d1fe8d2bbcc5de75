"""The base of every API client: address, credentials, headers, transport and errors. No cache, no user, no state."""

import logging
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

import orjson
from django.conf import settings
from notifications_python_client import __version__
from notifications_python_client.base import BaseAPIClient
from notifications_python_client.errors import InvalidResponse
from requests import RequestException, Response

from gateway.caller import attach_current_user, current_caller
from gateway.errors import NotFound, error_for
from gateway.token import bearer_token
from gateway.transport import transport

Json = Any
Query = Mapping[str, object]

NO_CONTENT = 204
FIRST_ERROR_STATUS = 400

logger = logging.getLogger(__name__)

_attach_current_user = attach_current_user


class NotifyAdminAPIClient(BaseAPIClient):
    """Speaks to the Notify API as the portal. Instances hold nothing and are shared by every thread."""

    def __init__(self) -> None:
        """The settings are read at each call, so that importing the gateway needs none of them."""

    @property
    def base_url(self) -> str:
        return str(settings.API_HOST_NAME)

    @property
    def service_id(self) -> str:
        return str(settings.ADMIN_CLIENT_USER_NAME)

    @property
    def api_key(self) -> str:
        return str(settings.ADMIN_CLIENT_SECRET)

    @property
    def timeout(self) -> tuple[float, float]:
        longest = current_caller().longest_wait
        return settings.API_CONNECT_TIMEOUT, min(settings.API_TIMEOUT, longest or settings.API_TIMEOUT)

    def generate_headers(self, api_token: str) -> dict[str, str]:
        """Headers of one request: the caller's trace and user, then the fixed ones, which win."""
        return {
            **current_caller().headers(),
            "Content-type": "application/json",
            "Authorization": f"Bearer {api_token}",
            "User-agent": f"NOTIFY-API-PYTHON-CLIENT/{__version__}",
        }

    def get(self, url: str, params: Query | None = None) -> Json:
        return self.request("GET", url, params=params)

    def post(self, url: str, data: object) -> Json:
        return self.request("POST", url, data=data)

    def put(self, url: str, data: object) -> Json:
        return self.request("PUT", url, data=data)

    def delete(self, url: str, data: object = None) -> Json:
        return self.request("DELETE", url, data=data)

    def get_or_none(self, url: str, params: Query | None = None) -> Json:
        """As get, but None where the API has no such thing (404)."""
        try:
            return self.get(url, params=params)
        except NotFound:
            return None

    def pages(self, url: str, params: Query | None = None, *, rows: str = "data") -> Iterator[Json]:
        """Every row of a paged route, page after page, for as long as the answer links to a next one."""
        page = 1
        while True:
            answer = self.get(url, params={**(params or {}), "page": page})
            yield from answer[rows]
            if not answer.get("links", {}).get("next"):
                return
            page += 1

    def request(self, method: str, url: str, data: object = None, params: Query | None = None) -> Json:
        """The decoded JSON of the answer, or None for an empty one (204).

        Raises the class of gateway.errors for any other status and for no answer, and InvalidResponse for an answer
        that is not JSON.
        """
        headers = self.generate_headers(bearer_token(self.service_id, self.api_key))
        body = None if data is None else orjson.dumps(data, default=_plain, option=orjson.OPT_NON_STR_KEYS)
        return _decoded(self._perform(method, url, headers, body, params))

    def _perform(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None, params: Query | None
    ) -> Response:
        if pace := current_caller().pace:
            pace()
        started = time.monotonic()
        address = _with_query(urljoin(self.base_url, url), params)
        try:
            response = transport.send(method, address, headers, body, self.timeout)
        except RequestException as cause:
            logger.warning(
                "API request failed", extra=_log_fields(method, url, started, type(cause).__name__)
            )
            raise error_for(cause) from cause
        outcome = response.status_code
        level = logging.DEBUG if outcome < FIRST_ERROR_STATUS else logging.WARNING
        logger.log(level, "API request", extra=_log_fields(method, url, started, outcome))
        if outcome >= FIRST_ERROR_STATUS:
            raise error_for(response)
        return response


def _with_query(address: str, params: Query | None) -> str:
    present = {name: value for name, value in (params or {}).items() if value is not None}
    return f"{address}?{urlencode(present, doseq=True)}" if present else address


def _plain(value: object) -> object:
    """JSON has no sets; the API takes them as lists, and a stable order keeps requests comparable."""
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    raise TypeError(f"{type(value).__name__} cannot be sent to the API")


def _decoded(response: Response) -> Json:
    if response.status_code == NO_CONTENT:
        return None
    try:
        return orjson.loads(response.content)
    except orjson.JSONDecodeError as cause:
        raise InvalidResponse(response, message="No JSON response object could be decoded") from cause


def _log_fields(method: str, url: str, started: float, outcome: object) -> dict[str, object]:
    return {
        "api_method": method,
        "api_path": url,
        "api_outcome": outcome,
        "api_seconds": round(time.monotonic() - started, 4),
    }
