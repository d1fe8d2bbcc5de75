"""Posting to the address of a service: to this machine alone unless told otherwise, and to nowhere else from there."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests

from sandbox import settings
from sandbox.production import is_loopback

TIMEOUT_SECONDS = 5


@dataclass(frozen=True)
class Answer:
    outcome: str
    is_final: bool = False
    is_silence: bool = False


ELSEWHERE = Answer("not sent, as it is not on this machine", is_final=True)
NO_ANSWER = Answer("no answer", is_silence=True)


class Poster:
    def __init__(self) -> None:
        self.session = requests.Session()
        # Neither proxies nor passwords of the environment have anything to do with it.
        self.session.trust_env = False

    def post(self, url: str, bearer_token: str, payload: dict[str, Any]) -> Answer:
        address = destination(url)
        if not settings.SANDBOX_CALLBACKS_ANYWHERE and not is_loopback(urlsplit(address).hostname or ""):
            return ELSEWHERE
        try:
            # The answer is not read: its status says it all.
            with self.session.post(
                address,
                json=payload,
                headers={"Authorization": f"Bearer {bearer_token}"},
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as response:
                return _answer(response.status_code)
        except requests.RequestException:
            return NO_ANSWER


def destination(url: str) -> str:
    """Where a callback really goes: its own path, on the machine that SANDBOX_CALLBACKS_TO names, if it names one."""
    if not settings.SANDBOX_CALLBACKS_TO:
        return url
    given, instead = urlsplit(url), urlsplit(settings.SANDBOX_CALLBACKS_TO)
    return urlunsplit((instead.scheme, instead.netloc, given.path, given.query, ""))


def _answer(status: int) -> Answer:
    """The API asks again after a fault of the other side's, or when it was too hasty. A redirect leads nowhere."""
    is_final = status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.TOO_MANY_REQUESTS
    return Answer(str(status), is_final=is_final)
