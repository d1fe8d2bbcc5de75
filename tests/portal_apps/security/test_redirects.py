"""No address of the portal leads to somebody else's, whatever it is told."""

import pytest
from django.test import Client

from tests.browsers import browser_of
from tests.portal_apps.security.addresses import EVERY_ADDRESS, OPEN, name_of
from tests.portal_apps.security.walk import Tags

EVIL = (
    "//evil.example",
    "https://evil.example/",
    "https:evil.example",
    "/\\evil.example",
    "\t//evil.example",
    "javascript:alert('evil')",
    "http://testserver//evil.example",
    "http://testserver@evil.example",
)
TRICKS = (
    "//evil.example/",
    "//evil.example/your-services/",
    "/\\evil.example/",
    "/%2f%2fevil.example/",
    "/.//evil.example/",
)
LEADING = ("href", "action", "src", "formaction", "content", "hx-get", "hx-post")


def ways_out(page):
    """Where the answer leads or may lead, by itself or by a link or form in it."""
    reader = Tags()
    reader.feed(page.getvalue().decode())
    page.close()
    links = [value for _, attributes in reader.found for name, value in attributes.items() if name in LEADING]
    return [page.headers.get("Location", ""), page.headers.get("HX-Redirect", ""), *links]


def is_evil(way):
    """A path of ours that carries the evil address in its query is where signing in begins; the next page forgets it."""
    return "evil" in way.partition("?")[0]


class TestNext:
    @pytest.mark.parametrize("address", OPEN, ids=name_of)
    def test_of_an_open_page_leads_nowhere_else(self, whole, address):
        for browser in (Client(), browser_of(whole.manager)):
            for evil in EVIL:
                pages = [
                    browser.get(address.path, {"next": evil}),
                    browser.post(address.path, {"next": evil}, query_params={"next": evil}),
                ]

                assert [way for page in pages for way in ways_out(page) if "evil" in way] == []

    @pytest.mark.parametrize("address", EVERY_ADDRESS, ids=name_of)
    def test_of_any_page_leads_nowhere_else(self, whole, address):
        page = browser_of(whole.manager).get(
            address.path, {"next": EVIL[0], "year": EVIL[0], "page": EVIL[0]}
        )

        assert [way for way in ways_out(page) if is_evil(way)] == []


class TestSlashes:
    @pytest.mark.parametrize("path", TRICKS)
    def test_at_the_end_are_taken_away_within_this_portal_only(self, whole, path):
        for browser in (Client(), browser_of(whole.manager)):
            page = browser.generic("GET", "/", PATH_INFO=path)

            assert page.status_code in {301, 404}
            assert not page.headers.get("Location", "").startswith(("//", "/\\", "http"))
