"""Messages as people read them: an e-mail with its headings, lists and links, a text with its links."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# [words](address), or an address alone; what ends a sentence ends an address too.
LINK = re.compile(
    r"\[(?P<words>[^\[\]]+)\]\((?P<to>(?:https?://|mailto:|tel:)[^\s()<>\"']+)\)"
    r"|(?P<alone>https?://[^\s<>\"']*[^\s<>\"'.,;:!?)])"
)
# What a line of an e-mail is, by how it begins. The first that fits holds.
KINDS = {
    "nothing": re.compile(r"\s*$"),
    "rule": re.compile(r"\s*(?:\*{3,}|-{3,}|_{3,})\s*$"),
    "smaller heading": re.compile(r"##\s*(?P<text>.*\S)"),
    "heading": re.compile(r"#\s*(?P<text>.*\S)"),
    "inset": re.compile(r"\^\s*(?P<text>.*\S)"),
    "bullet": re.compile(r"\s*[*•-]\s+(?P<text>.*\S)"),
    "number": re.compile(r"\s*\d+\.\s+(?P<text>.*\S)"),
    "words": re.compile(r"(?P<text>.*)"),
}


def email(text: str) -> SafeString:
    lines = [_read(line) for line in text.splitlines()]
    blocks = [
        BLOCKS[kind]([words for _, words in together])
        for kind, together in groupby(lines, lambda line: line[0])
        if kind in BLOCKS
    ]
    return _joined(blocks)


def plain(text: str) -> SafeString:
    """Paragraphs with links one can follow."""
    return _joined(format_html("<p>{}</p>", with_links(part)) for part in text.split("\n\n"))


def with_links(text: str) -> SafeString:
    """Addresses stay as they are, for a signed token must not change."""
    pieces: list[str | SafeString] = []
    end = 0
    for match in LINK.finditer(text):
        pieces += [text[end : match.start()], _link(match)]
        end = match.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[end:]]))


def _link(match: re.Match[str]) -> SafeString:
    address = match["alone"] or match["to"]
    return format_html('<a href="{}" rel="noreferrer">{}</a>', address, match["words"] or address)


def _read(line: str) -> tuple[str, str]:
    kind, match = next((kind, match) for kind, pattern in KINDS.items() if (match := pattern.match(line)))
    return kind, match.groupdict().get("text") or ""


def _heading(tag: str) -> Callable[[Sequence[str]], SafeString]:
    return lambda lines: _joined(format_html(f"<{tag}>{{}}</{tag}>", with_links(line)) for line in lines)


def _list(tag: str) -> Callable[[Sequence[str]], SafeString]:
    return lambda lines: format_html(
        f"<{tag}>{{}}</{tag}>", _joined(format_html("<li>{}</li>", with_links(line)) for line in lines)
    )


def _paragraph(lines: Sequence[str]) -> SafeString:
    return format_html("<p>{}</p>", format_html_join("\n", "{}", ((with_links(line),) for line in lines)))


def _inset(lines: Sequence[str]) -> SafeString:
    return format_html("<blockquote>{}</blockquote>", _paragraph(lines))


def _rule(_lines: Sequence[str]) -> SafeString:
    return format_html("<{}>", "hr")


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


# A message is below a heading of the third level.
BLOCKS: dict[str, Callable[[Sequence[str]], SafeString]] = {
    "rule": _rule,
    "heading": _heading("h4"),
    "smaller heading": _heading("h5"),
    "inset": _inset,
    "bullet": _list("ul"),
    "number": _list("ol"),
    "words": _paragraph,
}
