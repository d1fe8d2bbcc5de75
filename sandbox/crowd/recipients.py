"""Members of the public, and what messages say to them."""

import random
from dataclasses import dataclass
from datetime import timedelta

from sandbox import dates
from sandbox.api.recipients import normalised
from sandbox.crowd import names
from sandbox.crowd.bulk import Value
from sandbox.crowd.moments import Moments
from sandbox.world.values import STREETS, TOWNS

# The columns of a notification that say who it went to.
COLUMNS = ("to", "normalised_to", "rate_multiplier", "international", "phone_prefix")
KNOWN = 4_000
TIMES = ("9am", "9:30am", "10:15am", "11am", "1:45pm", "2:30pm", "4pm")
PLACES = ("the town hall", "the library", "the health centre", "the old school", "the leisure centre")
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
# Numbers kept for films and books: how they are written, the code of the country, and what a text there costs.
ABROAD = (("+1 202 555 01{:02}", "1", 1.0), ("+33 6 39 98 00 {:02}", "33", 2.0))
ONE_IN_ABROAD = 50


@dataclass(frozen=True)
class Person:
    name: str
    is_abroad: bool
    address: dict[str, str]
    # Values of COLUMNS, by channel.
    columns: dict[str, tuple[Value, ...]]


class Public:
    """The people everybody writes to."""

    def __init__(self, chance: random.Random, moments: Moments) -> None:
        self.people = [_person(chance) for _ in range(KNOWN)]
        today = dates.london_day(moments.now)
        days = [today + timedelta(days=number) for number in range(1, 60)]
        self.days = [f"{day.day} {day:%B %Y}" for day in days]

    def answers(self, placeholders: tuple[str, ...], person: Person, chance: random.Random) -> dict[str, str]:
        return {name: self._answer(name, person, chance) for name in placeholders}

    def _answer(self, name: str, person: Person, chance: random.Random) -> str:
        match name:
            case "name":
                return person.name
            case "date":
                return chance.choice(self.days)
            case "time":
                return chance.choice(TIMES)
            case "amount":
                return f"£{chance.randrange(5, 400)}.{chance.randrange(100):02}"
            case "place":
                return chance.choice(PLACES)
            case _:
                return f"{chance.choice(LETTERS)}{chance.choice(LETTERS)}{chance.randrange(10**6):06}"


def _person(chance: random.Random) -> Person:
    first_name, last_name = names.person(chance)
    number = chance.randrange(10_000)
    town, postcode = chance.choice(TOWNS)
    name = f"{first_name} {last_name}"
    lines = [name, f"{chance.randrange(1, 200)} {chance.choice(STREETS)}", town, postcode]
    is_abroad = chance.randrange(ONE_IN_ABROAD) == 0
    pattern, prefix, multiplier = chance.choice(ABROAD) if is_abroad else ("07700900{:03}", "44", 1.0)
    mobile = pattern.format(number % (100 if is_abroad else 1000))
    address = f"{first_name}.{last_name}{number}@example.com".lower()
    letter = "\n".join(lines)
    return Person(
        name,
        is_abroad,
        {f"address line {place}": line for place, line in enumerate(lines, start=1)},
        {
            "email": (address, normalised(address, "email"), None, False, None),
            "sms": (mobile, normalised(mobile, "sms"), multiplier, is_abroad, prefix),
            "letter": (letter, normalised(letter, "letter"), None, False, None),
        },
    )
