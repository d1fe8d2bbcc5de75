"""What has to be true of every page, whoever made it."""

import re
from pathlib import Path

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 1100)
WCAG_2_2_AA = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # The GOV.UK page template puts its back link before main, outside of any landmark.
    "rules": {"region": {"enabled": False}},
}
# GOV.UK Frontend says of a radio that it opens fields of its own, which ARIA does not allow but screen readers announce.
EXCEPT = {"exclude": [[".govuk-radios__input[aria-expanded]"]]}

# What is another in every answer, though the page is the same.
ONE_TIME = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=nonce=")[^"]+')
_examined: set[str] = set()


def is_new(page: Page) -> bool:
    """False for a page that was here before, to the letter: every journey begins with signing in."""
    content = ONE_TIME.sub("", page.content())
    if content in _examined:
        return False
    _examined.add(content)
    return True


def check_page(page: Page, screenshots: Path | None = None) -> None:
    """Valid HTML, one h1 that comes first and is repeated by the title, no axe violation, no sideways scrolling."""
    headings = page.locator("main :is(h1, h2, h3):not(.govuk-error-summary__title)").all_inner_texts()
    assert page.locator("h1").count() == 1, page.url
    assert headings[0] == page.locator("h1").inner_text(), page.url
    assert headings[0].split("\n")[0] in page.title(), f"{page.url}: {page.title()}"
    assert_valid(page)
    assert_accessible(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_sideways_scrolling(page)
        if screenshots:
            name = page.url.split("/", 3)[-1].replace("/", "_")[-80:] or "home"
            page.screenshot(path=screenshots / f"{name}-{width}.png", full_page=True)


def assert_valid(page: Page) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.request.get(page.url).text())
    assert not parser.errors, f"{page.url}: {parser.errors}"


def assert_accessible(page: Page) -> None:
    results = Axe().run(page, EXCEPT, WCAG_2_2_AA)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_no_sideways_scrolling(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} pixels"
