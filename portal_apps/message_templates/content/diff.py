"""Two texts compared word by word, as HTML for the page of versions."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from markupsafe import Markup

from portal_apps.message_templates.content.marks import cleaned

# Word by word costs the product of both lengths, so longer passages are shown as replaced in one piece.
_MAX_WORDS = 1_000

# A placeholder is one word, however many it is made of.
_WORD = re.compile(r"\(\([^()]+\)\)|\s+|(?:(?!\(\()\S)+|\(+")


def diff(old: str, new: str) -> Markup:
    """The new text with what was added in `ins` and what was removed in `del`, each announced to screen readers."""
    before, after = (cleaned(text).replace("\r\n", "\n").split("\n") for text in (old, new))
    return Markup("".join(_by_line(before, after)))  # noqa: S704  every piece is escaped below


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    old, new = ([f"{line}\n" for line in lines] for lines in (before, after))
    old[-1], new[-1] = before[-1], after[-1]
    for operation, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        removed, added = "".join(old[start:end]), "".join(new[new_start:new_end])
        if operation == "equal":
            yield _shown(added)
        else:
            yield from _by_word(_WORD.findall(removed), _WORD.findall(added))


def _by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    if max(len(old), len(new)) > _MAX_WORDS:
        yield _change("".join(old), "".join(new))
        return
    for operation, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        removed, added = "".join(old[start:end]), "".join(new[new_start:new_end])
        yield _shown(added) if operation == "equal" else _change(removed, added)


def _change(removed: str, added: str) -> str:
    return _marked("del", "removed", removed) + _marked("ins", "added", added)


def _marked(element: str, word: str, text: str) -> str:
    if not text:
        return ""
    return f'<{element}><span class="govuk-visually-hidden">{word}: </span>{_shown(text)}</{element}>'


def _shown(text: str) -> str:
    return escape(text).replace("\n", "<br>")
