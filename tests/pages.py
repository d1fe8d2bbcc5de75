"""Reading a page the way a person or a browser suite does."""

from xml.etree.ElementTree import Element

import html5lib


def tree(page) -> Element:
    return html5lib.parse(page.content, namespaceHTMLElements=False)


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def texts(page, tag: str, css_class: str = "") -> list[str]:
    """The text of every element of this tag (and class), in order."""
    return [text_of(element) for element in tree(page).iter(tag) if has_class(element, css_class)]


def has_class(element: Element, css_class: str) -> bool:
    return not css_class or css_class in (element.get("class") or "").split()


def by_id(page, identifier: str) -> Element | None:
    return next((element for element in tree(page).iter() if element.get("id") == identifier), None)


def link(page, text: str) -> str | None:
    """Where the first link with exactly this text leads."""
    return next((a.get("href") for a in tree(page).iter("a") if text_of(a) == text), None)
