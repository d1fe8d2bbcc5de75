"""Two texts compared word by word, as HTML for the page of versions."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from markupsafe import Markup

from portal_apps.message_templates.content.marks import cleaned

# A comparison may cost the product of both lengths, so longer passages are shown as replaced in one piece.
_MAX_COMPARED = 1_000

# A placeholder is one word, however many it is made of.
_WORD = re.compile(r"\(\([^()]++\)\)|\s+|(?:(?!\(\()\S)+|\(+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


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
    for is_equal, removed, added in _passages(old, new):
        yield (
            _shown(added) if is_equal else _marked("del", "removed", removed) + _marked("ins", "added", added)
        )


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Passages in order: whether both texts have it, as in the old text, as in the new one."""
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
