"""Parts of a page that it can do without: asked for at once with the others, and missed alone when they cannot be had in time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings

from gateway import within
from gateway.errors import APIError

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Missed:
    """Stands where an answer should be."""

    name: str


def or_missed(
    name: str, call: Callable[[], Answer], *, unless: tuple[type[APIError], ...] = ()
) -> Callable[[], Answer | Missed]:
    """The call, which answers with `Missed` whatever the API raises, `unless` it is one of these; or takes longer than a part may."""

    def tried() -> Answer | Missed:
        try:
            with within(settings.PANEL_TIMEOUT):
                return call()
        except unless:
            raise
        except APIError:
            return Missed(name)

    return tried
