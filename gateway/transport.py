"""One request on the wire: a keep-alive pool per thread, no proxies or .netrc from the environment, redirects only at home."""

import threading
from typing import Any
from urllib.parse import urljoin, urlsplit

from requests import PreparedRequest, RequestException, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import TooManyRedirects
from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri
from urllib3.exceptions import ReadTimeoutError
from urllib3.util import Retry

POOL_SIZE = 4
MAXIMUM_REDIRECTS = 3

Timeout = tuple[float, float]


class RetryUnlessSlow(Retry):
    """One more try covers a connection that the API closed while it lay idle; a slow answer is not asked for twice."""

    def increment(  # type: ignore[override]  # the parent spells out six optional arguments that pass through here
        self, method: str | None = None, url: str | None = None, *args: Any, **kwargs: Any
    ) -> Retry:
        error = kwargs.get("error")
        if isinstance(error, ReadTimeoutError):
            raise error
        return super().increment(method, url, *args, **kwargs)


# Only a GET may be repeated without asking what the first one did.
RETRY_GET = RetryUnlessSlow(
    total=1,
    connect=1,
    read=1,
    status=1,
    other=0,
    redirect=False,
    allowed_methods=frozenset({"GET"}),
    status_forcelist=frozenset({502, 503}),
    backoff_factor=0.1,
    raise_on_status=False,
    respect_retry_after_header=False,
)


class Transport(threading.local):
    """The connections of one thread. Safe to share as a module-level instance: every thread sees its own."""

    def __init__(self) -> None:
        self.adapter = HTTPAdapter(pool_connections=POOL_SIZE, pool_maxsize=POOL_SIZE, max_retries=RETRY_GET)

    def send(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None, timeout: Timeout
    ) -> Response:
        """The final answer, whatever its status. Raises RequestException when there is none."""
        for _ in range(MAXIMUM_REDIRECTS + 1):
            response = whole(self.adapter.send(prepared(method, url, headers, body), timeout=timeout))
            if not response.is_redirect:
                return response
            url = self._redirect_target(response)
        raise TooManyRedirects(f"more than {MAXIMUM_REDIRECTS} redirects", response=response)

    @staticmethod
    def _redirect_target(response: Response) -> str:
        """Where the API sends us; the token goes nowhere else, so another host is refused."""
        source = response.url or ""
        target = urljoin(source, response.headers["location"])
        if urlsplit(target).netloc != urlsplit(source).netloc:
            raise RequestException("redirected away from the API")
        # An API behind TLS termination may write http:// into Location; the scheme stays the one we were given.
        return urlsplit(target)._replace(scheme=urlsplit(source).scheme).geturl()


def prepared(method: str, url: str, headers: dict[str, str], body: bytes | None) -> PreparedRequest:
    """Filled in by hand: the general preparation costs more than the request on a warm connection."""
    request = PreparedRequest()
    request.method = method
    request.url = requote_uri(url)
    request.headers = CaseInsensitiveDict(headers)
    request.body = body
    request.hooks = {"response": []}
    if body is not None:
        request.headers["Content-Length"] = str(len(body))
    elif method not in {"GET", "HEAD"}:
        request.headers["Content-Length"] = "0"
    return request


def whole(response: Response) -> Response:
    """The answer once all of it is there: one that is not read keeps its connection, and one that is cut is none."""
    _ = response.content
    return response


transport = Transport()
