"""The markdown of e-mails and letters: a small dialect, read with mistune's scanner and rules of our own.

Headings `# ` and `## `, bullets `* `, `- ` and `• `, numbers `1. `, inset text `^ `, lines `---` and `***`, links and URLs.
Everything else (bold, images, tables, code, quotes, HTML) is text as typed, and a line break is a line break.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from mistune import BlockParser, BlockState, InlineParser, InlineState, Markdown
from mistune.core import BaseRenderer

from portal_apps.message_templates.content.links import BARE_URL_PATTERN
from portal_apps.message_templates.content.marks import OMITTED

Node = dict[str, Any]

_MAX_LIST_DEPTH = 4
_INDENT_OF_SUBLIST = 2

_HEADING = r"^[ ]{0,3}(?P<heading_marks>\#{1,2})[ \t]+(?P<heading_text>\S.*)$"
_LINE = r"^[ ]{0,3}(?:-{3,}|\*{3,})[ \t]*$"
_INSET = r"^[ ]{0,3}\^[ \t]+(?P<inset_text>\S.*)$"
_ITEM = r"[ \t]*(?:[*•-]|[0-9]{1,9}\.)[ \t]+\S.*"
_BLANK = r"(?:^[ \t]*\n)+"

# Not after an exclamation mark: that would be an image.
_LINK = r"(?<!!)\[(?P<link_label>[^\[\]]+)\]\((?P<link_url>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)\)"

_ITEM_PARTS = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[*•-]|[0-9]{1,9}\.)[ \t]+(?P<text>\S.*)")
# A bullet, heading or inset of which all text was left out goes with its text.
_EMPTIED_LINE = re.compile(
    rf"^[ \t]*(?:[*•^-]|#{{1,2}}|[0-9]{{1,9}}\.)[ \t]+{OMITTED}[ \t{OMITTED}]*(?:\n|\Z)", re.MULTILINE
)
_LATER_NUMBER = re.compile(r"[ \t]*(?!1\.)[0-9]")
_STARTS_BLOCK = re.compile(f"{_HEADING}|{_LINE}|{_INSET}|{_ITEM}|[ \t]*$", re.MULTILINE)
_STARTS_OTHER_BLOCK = re.compile(f"{_HEADING}|{_LINE}|{_INSET}", re.MULTILINE)


class _Item:
    """One item of a list while it is being read."""

    def __init__(self, match: re.Match[str]) -> None:
        self.indent = len(match["indent"].expandtabs(4))
        self.ordered = match["sign"][-1] == "."
        self.lines = [match["text"]]


class MessageRenderer(BaseRenderer, ABC):
    """The base of our renderers: one method for each type of node, given the text of what is inside."""

    def render_token(self, token: Node, state: BlockState) -> str:
        if token["type"] == "list":
            items = [self.render_tokens(item["children"], state) for item in token["children"]]
            return self.list_of(items, ordered=token["ordered"])
        method = self._get_method(token["type"])
        inner = self.render_tokens(token["children"], state) if "children" in token else token.get("raw")
        attributes = token.get("attrs", {})
        return method(**attributes) if inner is None else method(inner, **attributes)

    @abstractmethod
    def list_of(self, items: list[str], *, ordered: bool) -> str:
        """The items, each as text already, as a list of their kind."""


def reader(renderer: MessageRenderer) -> Callable[[str], str]:
    """A reader of the dialect, which writes with the renderer. None of mistune's own rules but two is known to it."""
    block, inline = BlockParser(), InlineParser(hard_wrap=True)
    block.rules[:] = ["blank_line"]
    block.register("heading", _HEADING, _parse_heading)
    block.register("thematic_break", _LINE, _parse_thematic_break)
    block.register("inset", _INSET, _parse_inset)
    block.register("items", f"^{_ITEM}$", _parse_items)
    inline.rules[:] = ["linebreak"]
    inline.register("link", _LINK, _parse_link, start_chars="[")
    inline.register("url", BARE_URL_PATTERN, _parse_url, start_chars=["h", "H"])
    read = Markdown(renderer=renderer, block=block, inline=inline)
    return lambda text: str(read(_EMPTIED_LINE.sub("", text).replace(OMITTED, "")))


def _parse_heading(_parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    level = len(match["heading_marks"]) + 1
    state.append_token({"type": "heading", "text": match["heading_text"], "attrs": {"level": level}})
    return match.end() + 1


def _parse_thematic_break(_parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    state.append_token({"type": "thematic_break"})
    return match.end() + 1


def _parse_inset(_parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    lines = [match["inset_text"]]
    position = _following_lines(state.src, match.end() + 1, lines)
    state.append_token({"type": "inset", "text": "\n".join(lines)})
    return position


def _parse_items(_parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    # "It opened in\n1984. Then" is a sentence: only a list that starts at 1 can follow a line of text.
    last = state.last_token()
    if last and last["type"] == "paragraph" and _LATER_NUMBER.match(match[0]):
        return None
    items, position = _read_items(state.src, match.start())
    state.tokens.extend(_lists(items, depth=1))
    return position


def _parse_link(_parser: InlineParser, match: re.Match[str], state: InlineState) -> int:
    state.append_token({"type": "link", "raw": match["link_label"], "attrs": {"url": match["link_url"]}})
    return match.end()


def _parse_url(_parser: InlineParser, match: re.Match[str], state: InlineState) -> int:
    state.append_token({"type": "url", "raw": match[0]})
    return match.end()


def _line_at(text: str, position: int) -> tuple[str, int]:
    end = text.find("\n", position)
    return (text[position:], len(text)) if end < 0 else (text[position:end], end + 1)


def _following_lines(text: str, position: int, lines: list[str]) -> int:
    """Add the lines that go on with a block, up to a blank line or the start of another block."""
    while position < len(text):
        line, end = _line_at(text, position)
        if _STARTS_BLOCK.fullmatch(line):
            break
        lines.append(line.strip(" \t"))
        position = end
    return position


def _read_items(text: str, position: int) -> tuple[list[_Item], int]:
    """The items of a list and where it ends. Blank lines between items do not end it."""
    items: list[_Item] = []
    while position < len(text):
        line, end = _line_at(text, position)
        match = None if _STARTS_OTHER_BLOCK.fullmatch(line) else _ITEM_PARTS.fullmatch(line)
        if match is None:
            break
        items.append(_Item(match))
        position = _following_lines(text, end, items[-1].lines)
        position = _after_blank_lines(text, position)
    return items, position


def _after_blank_lines(text: str, position: int) -> int:
    while position < len(text):
        line, end = _line_at(text, position)
        if line.strip(" \t"):
            break
        position = end
    return position


def _lists(items: list[_Item], depth: int) -> list[Node]:
    """Items as lists: deeper indents are lists within the item before, another kind of sign is another list."""
    lists: list[Node] = []
    position = 0
    while position < len(items):
        first = items[position]
        inner_end = position + 1
        while inner_end < len(items) and items[inner_end].indent >= first.indent + _INDENT_OF_SUBLIST:
            inner_end += 1
        inner = items[position + 1 : inner_end]
        if depth >= _MAX_LIST_DEPTH:
            inner, inner_end = [], position + 1
        if not lists or lists[-1]["ordered"] is not first.ordered:
            lists.append({"type": "list", "ordered": first.ordered, "children": []})
        text = {"type": "item_text", "text": "\n".join(first.lines)}
        children = [text, *_lists(inner, depth + 1)]
        lists[-1]["children"].append({"type": "list_item", "children": children})
        position = inner_end
    return lists
