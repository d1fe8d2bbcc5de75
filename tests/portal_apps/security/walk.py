"""Everybody opens every address once, and what came of it is kept for those who look at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

import responses
from django.core.cache import caches
from django.test import Client

from tests.browsers import browser_of
from tests.notify_api import NotifyAPI
from tests.portal_apps.security.addresses import EVERY_ADDRESS, Address
from tests.whole_api import READ_BY_POST, WholeAPI, answer_everything
from tests.whole_files import leave_files
from tests.whole_journal import journal_of

# What somebody might call a service, a template or themselves.
HOSTILE = """ '"><img src=x onerror=alert(1)>"""
Attributes = dict[str, str]


@dataclass
class Seen:
    """One answer. `writes` and `unknown` are what the API was asked to do, and did not know."""

    status: int
    headers: dict[str, str]
    body: bytes
    writes: list[tuple[str, str]]
    unknown: list[str]

    @cached_property
    def tags(self) -> list[tuple[str, Attributes]]:
        """The tags of the page in order, closing ones with a slash; none in what is no page."""
        reader = Tags()
        if self.headers.get("Content-Type", "").startswith("text/html"):
            reader.feed(self.body.decode())
        return reader.found

    @property
    def forms(self) -> Iterator[tuple[Attributes, list[Attributes]]]:
        """Each form with its boxes."""
        form, boxes = None, []
        for tag, attributes in self.tags:
            if tag == "form":
                form, boxes = attributes, []
            elif tag == "input":
                boxes.append(attributes)
            elif tag == "/form" and form is not None:
                yield form, boxes


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}))


@dataclass
class Walk:
    """What everybody saw, by the shape of the address and who came."""

    seen: dict[str, dict[str, Seen]] = field(default_factory=dict)

    @classmethod
    def through(cls, whole: WholeAPI) -> "Walk":
        """The API is there while the walk lasts, and no longer: other tests ask real servers."""
        walk = cls()
        leave_files(whole)
        with responses.RequestsMock(assert_all_requests_are_fired=False) as mock, journal_of(whole):
            api = NotifyAPI(mock)
            answer_everything(api, whole)
            who = {"manager": whole.manager, "platform admin": whole.admin, "invited": whole.invited}
            browsers = {"nobody": Client(), **{name: browser_of(one) for name, one in who.items()}}
            for address in EVERY_ADDRESS:
                walk.seen[address.shape] = {
                    name: look(api, whole, browser, address) for name, browser in browsers.items()
                }
        caches["gateway"].clear()
        return walk


def look(api: NotifyAPI, whole: WholeAPI, browser: Client, address: Address) -> Seen:
    """A HEAD, and a GET."""
    api.mock.calls.reset()
    whole.unknown.clear()
    browser.head(address.path).close()
    page = browser.get(address.path)
    writes = [(method, path) for method, path in api.writes if not READ_BY_POST.fullmatch(path)]
    seen = Seen(page.status_code, dict(page.headers), page.getvalue(), writes, list(whole.unknown))
    page.close()
    return seen
