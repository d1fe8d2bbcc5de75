"""A template text, prepared once and filled for many recipients.

Text of a conditional placeholder belongs to the template, so it is put in (or left out) before the markup is read:
there is one skeleton for each combination of answers seen so far. Values come after, and are never read as markup.
"""

from collections.abc import Callable

from portal_apps.message_templates.content.marks import Kind, cleaned, mark
from portal_apps.message_templates.content.media import Medium
from portal_apps.message_templates.content.placeholders import Placeholder, placeholder_names, split
from portal_apps.message_templates.content.skeletons import Skeleton, compiled
from portal_apps.message_templates.content.values import Values, is_yes

# A template with n conditionals has up to 3^n combinations; those beyond the limit are compiled anew.
_MAX_SKELETONS = 128

Answers = tuple[bool | None, ...]


class Source:
    """The tokens of a text, and the text with marks for given answers; `omitted` is put where text is left out."""

    def __init__(self, text: str, *, omitted: str = "") -> None:
        self._omitted = omitted
        self.text = cleaned(text).replace("\r\n", "\n").replace("\r", "\n")
        self.tokens = split(self.text)
        self.placeholders = tuple(placeholder_names(self.text))
        self._conditions = tuple(
            dict.fromkeys(
                token.key for token in self.tokens if isinstance(token, Placeholder) and token.is_conditional
            )
        )

    def answers(self, values: Values) -> Answers:
        """Yes, no or not given (None), for each name on which a text depends."""
        return tuple(is_yes(values[key]) if key in values else None for key in self._conditions)

    def marked(self, answers: Answers) -> str:
        shown = dict(zip(self._conditions, answers, strict=True))
        return "".join(
            token if isinstance(token, str) else self._marked(number, token, shown.get(token.key))
            for number, token in enumerate(self.tokens)
        )

    def redacted(self) -> str:
        """The text in which nothing shows what was filled in, nor whether conditional text was sent."""
        return "".join(
            token if isinstance(token, str) else mark(Kind.HIDDEN, number)
            for number, token in enumerate(self.tokens)
        )

    def _marked(self, number: int, placeholder: Placeholder, answer: bool | None) -> str:
        text = placeholder.conditional_text
        if text is None:
            return mark(Kind.VALUE, number)
        if answer is None:
            return f"{mark(Kind.CONDITION, number)}{text}{mark(Kind.CONDITION_END, number)}"
        return text if answer else self._omitted


class PreparedText:
    """A source with its markup and its medium: `render` costs one pass over the placeholders."""

    def __init__(self, source: Source, markup: Callable[[str], str], medium: Medium) -> None:
        self.source = source
        self._markup = markup
        self._medium = medium
        self._skeletons: dict[Answers, Skeleton] = {}

    def render(self, values: Values, *, redact: bool = False) -> str:
        """The filled text; `values` by normalised names. Redacted, no value is read at all."""
        if redact:
            return self._medium.tidy(self._compiled(self.source.redacted()).fill({}))
        answers = self.source.answers(values)
        skeleton = self._skeletons.get(answers)
        if skeleton is None:
            skeleton = self._compiled(self.source.marked(answers))
            if len(self._skeletons) < _MAX_SKELETONS:
                self._skeletons[answers] = skeleton
        return self._medium.tidy(skeleton.fill(values))

    def _compiled(self, marked: str) -> Skeleton:
        return compiled(self._markup(marked), self.source.tokens, self._medium)
