"""The Notify API of unit tests: answers set one by one, at the HTTP seam, and a record of what was asked."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
import responses

ADDRESS = "http://notify-api.test"


@dataclass(frozen=True)
class Asked:
    """One request as it went out."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    headers: dict[str, str]


@dataclass
class NotifyAPI:
    """`api.answers("GET", "/service/1", {...})`; an answer that was set last comes first."""

    mock: responses.RequestsMock
    address: str = ADDRESS

    def answers(self, method: str, path: str, body: Any = None, *, status: int = 200, **options: Any) -> None:
        """From now on this route answers so, whatever it answered before."""
        url = self.address + path
        self.mock.remove(method, url)
        content = {"json": body} if status != requests.codes.no_content else {}
        self.mock.add(method, url, status=status, **content, **options)

    def is_down(self) -> None:
        """Nothing answers any more."""
        self.mock.reset()

    def breaks_after_taking(self, method: str, path: str) -> None:
        """The request arrives, and the answer never comes: nobody knows what was done."""
        self.mock.remove(method, self.address + path)
        self.mock.add(method, self.address + path, body=requests.ReadTimeout("no answer in time"))

    @property
    def asked(self) -> list[Asked]:
        return [_asked(call.request) for call in self.mock.calls]

    def asked_to(self, method: str, path: str) -> list[Asked]:
        return [request for request in self.asked if (request.method, request.path) == (method, path)]

    @property
    def writes(self) -> list[tuple[str, str]]:
        """What was asked besides reading, in order."""
        return [(request.method, request.path) for request in self.asked if request.method != "GET"]


def _asked(request: Any) -> Asked:
    address = urlsplit(request.url)
    return Asked(
        method=request.method,
        path=address.path,
        query=parse_qs(address.query, keep_blank_values=True),
        body=json.loads(request.body) if request.body else None,
        headers=dict(request.headers),
    )
