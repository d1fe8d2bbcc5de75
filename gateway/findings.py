"""What a check of the gateway's surroundings found, in plain words."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How bad it is. The number is the exit status of a command whose worst finding this is."""

    GOOD = 0
    ATTENTION = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing, and what to do about it where something is to be done."""

    about: str
    level: Level
    text: str
    advice: str = ""
