"""Which URLs may become links, and how they are written into an attribute. URLs here may contain marks."""

import re
from html import escape
from urllib.parse import quote

from portal_apps.message_templates.content.marks import END, MARK, START, VALUE_PATTERN, Kind, mark, retyped

LINK_CLASS = "govuk-link"

# Everything a URL may keep as typed. The quote signs are not in it: they would end an attribute.
_SAFE = ":/?#[]@!$&()*+,;=%-._~"
_PLAIN = re.compile(r"[A-Za-z0-9._~:/?=-]*")
_SCHEME = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?![a-z0-9.@:-])", re.IGNORECASE)
_INSIDE = f'[^\\s<>"{START}]|{VALUE_PATTERN}'
_LAST = f"[^\\s<>\"'.,:;!?)\\]{START}]|{VALUE_PATTERN}"

BARE_URL_PATTERN = f"[Hh][Tt][Tt][Pp][Ss]?://(?:{_INSIDE})*(?:{_LAST})"
_BARE_URL = re.compile(BARE_URL_PATTERN)


def destination(url: str) -> str | None:
    """The URL a link leads to, with a scheme, or None if it must not be a link.

    Only the part before the first mark is judged: whatever is filled in later cannot change the scheme.
    """
    typed = url.partition(START)[0]
    if _SCHEME.match(typed):
        return url
    return f"http://{url}" if _HOST.match(typed) else None


def depends_on_value(url: str) -> bool:
    """Whether only the values will tell if the URL may be a link."""
    return url.startswith(START + Kind.VALUE)


def quoted(url: str) -> str:
    """The URL with everything percent-encoded that could end an attribute or is no part of a URL."""
    if _PLAIN.fullmatch(url):
        return url
    return escape(quote(url, safe=_SAFE, errors="replace"))


def in_attribute(url: str) -> str:
    """The URL as the value of an attribute, its marks turned into those of the same kind inside a URL."""
    pieces = MARK.split(url)
    out = [quoted(pieces[0])]
    for kind, number, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        out.append(f"{START}{kind.upper()}{number}{END}{quoted(text)}")
    return "".join(out)


def link(label: str, url: str) -> str:
    """A link as HTML with marks. What cannot be a link is left as it was typed."""
    shown = retyped(escape(label), Kind.VALUE_IN_LABEL).replace("\n", "<br>")
    typed_url = retyped(escape(url), Kind.VALUE_IN_LABEL)
    target = destination(url)
    if target is not None:
        return f'<a class="{LINK_CLASS}" href="{in_attribute(target)}">{shown}</a>'
    if depends_on_value(url):
        href = f"{mark(Kind.LINK_URL)}{in_attribute(url)}{mark(Kind.LINK_LABEL)}"
        return f"{href}{shown}{mark(Kind.LINK_TYPED_URL)}{typed_url}{mark(Kind.LINK_END)}"
    return f"[{shown}]({typed_url})"


def with_links(text: str) -> str:
    """Running text as HTML with marks, in which the URLs are links."""
    out: list[str] = []
    position = 0
    for match in _BARE_URL.finditer(text):
        out += (escape(text[position : match.start()]), link(match[0], match[0]))
        position = match.end()
    return "".join([*out, escape(text[position:])])
