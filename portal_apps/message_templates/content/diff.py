"""Two texts compared word by word, as HTML for the page of versions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from markupsafe import Markup

from portal_apps.message_templates.content.marks import cleaned

# A comparison may cost the product of both lengths, so longer passages are shown as replaced in one piece.
_MAX_COMPARED = 1_000

# A placeholder is one word, however many it is made of.
_WORD = re.compile(r"\(\([^()]++\)\)|\s+|(?:(?!\(\()\S)+|\(+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

# Whether both texts have it, as it is in the old text, as it is in the new one.
Passage = tuple[bool, str, str]


def diff(old: str, new: str) -> Markup:
    """The new text with what was added in `ins` and what was removed in `del`, each announced to screen readers."""
    before, after = (_LINE.findall(cleaned(text).replace("\r\n", "\n")) for text in (old, new))
    return Markup("".join(_by_line(before, after)))  # noqa: S704  every piece is escaped below


def _by_line(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for is_equal, removed, added in _passages(old, new):
        if is_equal:
            yield _shown(added)
        else:
            yield from _by_word(_WORD.findall(removed), _WORD.findall(added))


def _by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for is_equal, removed, added in _without_lone_gaps(_passages(old, new)):
        yield (
            _shown(added) if is_equal else _marked("del", "removed", removed) + _marked("ins", "added", added)
        )


def _without_lone_gaps(passages: Iterable[Passage]) -> Iterator[Passage]:
    """White space between two changes is part of them: nobody reads a sentence that is replaced word for word."""
    removed = added = gap = ""
    for is_equal, old, new in passages:
        if not is_equal:
            removed, added, gap = removed + gap + old, added + gap + new, ""
        elif removed + added and not gap and not new.strip():
            gap = new
        else:
            yield from _change(removed, added, gap)
            yield True, old, new
            removed = added = gap = ""
    yield from _change(removed, added, gap)


def _change(removed: str, added: str, gap: str) -> Iterator[Passage]:
    if removed or added:
        yield False, removed, added
    if gap:
        yield True, gap, gap


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    if max(len(old), len(new)) > _MAX_COMPARED:
        yield old == new, "".join(old), "".join(new)
        return
    for operation, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        yield operation == "equal", "".join(old[start:end]), "".join(new[new_start:new_end])


def _marked(element: str, word: str, text: str) -> str:
    if not text:
        return ""
    return f'<{element}><span class="govuk-visually-hidden">{word}: </span>{_shown(text)}</{element}>'


def _shown(text: str) -> str:
    return escape(text).replace("\n", "<br>")
