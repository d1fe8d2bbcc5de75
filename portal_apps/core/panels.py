"""Parts of a page that it can do without: asked for at once with the others, and missed alone when they cannot be had in time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings

from gateway import within
from gateway.errors import APIError

Answer = TypeVar("Answer")
# What comes of taking an answer for something that it is not.
UNLIKE_AN_ANSWER = (LookupError, TypeError, ValueError, AttributeError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Missed:
    """Stands where an answer should be."""

    name: str


def or_missed(
    name: str, call: Callable[[], Answer], *, unless: tuple[type[APIError], ...] = ()
) -> Callable[[], Answer | Missed]:
    """The call, which answers with `Missed` whatever the API raises, `unless` it is one of these; or takes longer than a part
    may. An answer that is not what it should be is missed too, and logged as a fault.
    """

    def tried() -> Answer | Missed:
        try:
            with within(settings.PANEL_TIMEOUT):
                return call()
        except unless:
            raise
        except APIError:
            return Missed(name)
        except UNLIKE_AN_ANSWER:
            logger.exception("a part of a page could not be made of the answer")
            return Missed(name)

    return tried
