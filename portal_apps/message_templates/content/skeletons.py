"""A text with marks, compiled: constant pieces and the slots between them, filled by one pass over the slots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from portal_apps.message_templates.content.links import LINK_CLASS, destination, quoted
from portal_apps.message_templates.content.marks import MARK, Kind
from portal_apps.message_templates.content.media import Medium
from portal_apps.message_templates.content.placeholders import Placeholder
from portal_apps.message_templates.content.values import HIDDEN, Values, as_text

Token = str | Placeholder


class Slot(Protocol):
    def fill(self, values: Values) -> str: ...


@dataclass(frozen=True, slots=True)
class Skeleton:
    pieces: tuple[str, ...]
    slots: tuple[tuple[int, Slot], ...]

    def fill(self, values: Values) -> str:
        if not self.slots:
            return self.pieces[0]
        pieces = list(self.pieces)
        for position, slot in self.slots:
            pieces[position] = slot.fill(values)
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class ValueSlot:
    key: str
    written: Callable[[object], str]
    missing: str

    def fill(self, values: Values) -> str:
        value = values.get(self.key)
        return self.missing if value is None else self.written(value)


@dataclass(frozen=True, slots=True)
class LinkStartSlot:
    """The start of a link whose scheme depends on a value: without an allowed scheme it stays as typed."""

    url: Skeleton

    def fill(self, values: Values) -> str:
        target = destination(self.url.fill(values))
        return "[" if target is None else f'<a class="{LINK_CLASS}" href="{target}">'


@dataclass(frozen=True, slots=True)
class LinkEndSlot:
    url: Skeleton
    typed_url: Skeleton

    def fill(self, values: Values) -> str:
        is_link = destination(self.url.fill(values)) is not None
        return "</a>" if is_link else f"]({self.typed_url.fill(values)})"


class _Builder:
    """Collects constant text and slots; neighbouring constants are joined."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._constants: list[str] = []
        self._slots: list[tuple[int, Slot]] = []

    def text(self, text: str) -> None:
        self._constants.append(text)

    def slot(self, slot: Slot) -> None:
        self._end_constant()
        self._slots.append((len(self._pieces), slot))
        self._pieces.append("")

    def skeleton(self) -> Skeleton:
        self._end_constant()
        return Skeleton(tuple(self._pieces), tuple(self._slots))

    def _end_constant(self) -> None:
        self._pieces.append("".join(self._constants))
        self._constants = []


class _Compiler:
    def __init__(self, tokens: Sequence[Token], medium: Medium) -> None:
        self._tokens = tokens
        self._medium = medium
        # The innermost builder is the last: a URL that depends on a value is built apart from the text around it.
        self._builders = [_Builder()]
        self._url = Skeleton(("",), ())

    def compile(self, marked: str) -> Skeleton:
        pieces = MARK.split(marked)
        self._builders[-1].text(pieces[0])
        for letter, number, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            if number:
                self._add_placeholder(letter, self._placeholder(int(number)))
            else:
                self._add_link_part(Kind(letter))
            self._builders[-1].text(text)
        return self._builders[-1].skeleton()

    def _placeholder(self, number: int) -> Placeholder:
        token = self._tokens[number]
        if isinstance(token, str):
            raise TypeError(f"token {number} is text, and only placeholders have marks")
        return token

    def _add_placeholder(self, letter: str, placeholder: Placeholder) -> None:
        builder, kind = self._builders[-1], Kind(letter.lower())
        is_value = kind not in (Kind.CONDITION, Kind.CONDITION_END, Kind.HIDDEN)
        if is_value:
            builder.slot(self._slot(letter, kind, placeholder))
        elif letter.isupper():
            builder.text(quoted(_constant_in_url(kind, placeholder)))
        else:
            builder.text(self._constant(kind, placeholder))

    def _slot(self, letter: str, kind: Kind, placeholder: Placeholder) -> ValueSlot:
        if letter.isupper():
            return ValueSlot(placeholder.key, _value_in_url, quoted(str(placeholder)))
        medium = self._medium
        written = medium.value_in_paragraph if kind is Kind.VALUE_IN_PARAGRAPH else medium.value
        return ValueSlot(placeholder.key, written, medium.missing(placeholder))

    def _constant(self, kind: Kind, placeholder: Placeholder) -> str:
        if kind is Kind.CONDITION:
            return self._medium.condition(placeholder)
        return self._medium.hidden if kind is Kind.HIDDEN else "))"

    def _add_link_part(self, kind: Kind) -> None:
        if kind in (Kind.LINK_URL, Kind.LINK_TYPED_URL):
            self._builders.append(_Builder())
            return
        inner = self._builders.pop().skeleton()
        if kind is Kind.LINK_LABEL:
            self._url = inner
            self._builders[-1].slot(LinkStartSlot(inner))
        else:
            self._builders[-1].slot(LinkEndSlot(self._url, inner))


def _value_in_url(value: object) -> str:
    return quoted(as_text(value))


def _constant_in_url(kind: Kind, placeholder: Placeholder) -> str:
    if kind is Kind.CONDITION:
        return placeholder.opening
    return HIDDEN if kind is Kind.HIDDEN else "))"


def compiled(marked: str, tokens: Sequence[Token], medium: Medium) -> Skeleton:
    """The skeleton of a text in which marks name the tokens by their number."""
    return _Compiler(tokens, medium).compile(marked)
