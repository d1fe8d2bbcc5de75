"""Reading a page the way a person or a browser suite does."""

from xml.etree.ElementTree import Element

import html5lib


def tree(page) -> Element:
    """The parsed page; every helper takes the response or what this made of it."""
    if isinstance(page, Element):
        return page
    return html5lib.parse(page.content, transport_encoding="utf-8", namespaceHTMLElements=False)


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


def of_class(page, name: str) -> list[Element]:
    return [element for element in tree(page).iter() if has_class(element, name)]


def main(page) -> Element:
    return next(tree(page).iter("main"))


def first_button(page) -> Element:
    """The first `main button.govuk-button`, which browser suites take for the way on."""
    buttons = main(page).iter("button")
    return next(one for one in buttons if "govuk-button" in one.get("class", "").split())


def typed(page, name: str) -> list[str | None]:
    """What stands in the boxes of this name."""
    boxes = [one for tag in ("input", "textarea") for one in tree(page).iter(tag) if one.get("name") == name]
    return [one.get("value") if one.tag == "input" else one.text for one in boxes]


def errors(page) -> list[str]:
    """The rows of the error summary."""
    return [text_of(item) for summary in of_class(page, "govuk-error-summary") for item in summary.iter("li")]
