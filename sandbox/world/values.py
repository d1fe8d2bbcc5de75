"""What people type into placeholders, and who the messages go to."""

import random
import re
from datetime import timedelta

from sandbox import dates
from sandbox.personalisation import key_of, placeholders

FIRST_NAMES = (
    "Aisha",
    "Bronwen",
    "Callum",
    "Dafydd",
    "Efua",
    "Fergus",
    "Grace",
    "Harpreet",
    "Imogen",
    "Jakub",
    "Kwame",
)
LAST_NAMES = (
    "Abernathy",
    "Banerjee",
    "Clegg",
    "Dunmore",
    "Ezekiel",
    "Farrow",
    "Gwynne",
    "Hartley",
    "Iqbal",
    "Jessop",
)
BOATS = (
    "Kittiwake",
    "Second Wind",
    "Marsh Harrier",
    "Daydream Believer",
    "The Otter",
    "Lady Isobel",
    "Slow Coach",
)
STREETS = (
    "Mill Lane",
    "Station Road",
    "Orchard Close",
    "Wharf Street",
    "Chapel Hill",
    "The Green",
    "Canal Walk",
)
TOWNS = (
    ("Porthaven", "PH2 3CD"),
    ("Meadowbridge", "MB4 5EF"),
    ("Northmoor", "NM6 7GH"),
    ("Easterby", "EB1 9JK"),
)
PLACES = ("Lower Lock", "Saltmarsh Quay", "Willow Reach", "Castle Basin")
YES_NO = ("yes", "no")
FIXED = {
    "boatname": BOATS,
    "place": PLACES,
    "harbour": ("Porthaven", "Saltmarsh", "Easterby"),
    "clinic": ("Eye Clinic", "Fracture Clinic", "Heart Clinic", "Physiotherapy"),
    "ward": ("Ward 7", "Day Surgery", "Maternity Unit"),
    "bincolour": ("green", "black", "brown"),
    "street": STREETS,
    "library": ("Central Library", "Riverside Library"),
    "booktitle": ("The Salt Path Home", "A Year in the Reeds", "Knots and Splices"),
    "discountname": ("single person", "student", "carer"),
    "taxyear": ("2026 to 2027",),
    "quarter": ("spring", "summer", "autumn", "winter"),
    "reason": ("the certificate had ended", "a bank holiday", "staff training"),
}


class Somebody:
    """A member of the public, made of dice."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.first_name = chance.choice(FIRST_NAMES)
        self.last_name = chance.choice(LAST_NAMES)
        self.number = chance.randrange(1000)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email_address(self) -> str:
        return f"{self.first_name}.{self.last_name}{self.number}@example.com".lower()

    @property
    def phone_number(self) -> str:
        # Ofcom keeps 07700 900000 to 900999 for drama: nobody's phone rings.
        return f"07700900{self.number:03}"

    @property
    def address(self) -> list[str]:
        town, postcode = self.chance.choice(TOWNS)
        return [self.name, f"{self.chance.randrange(1, 90)} {self.chance.choice(STREETS)}", town, postcode]

    def recipient(self, template_type: str) -> str:
        if template_type == "email":
            return self.email_address
        return self.phone_number if template_type == "sms" else "\n".join(self.address)

    def answers(self, text: str) -> dict[str, str]:
        return {name: self.answer(name) for name in placeholders(text)}

    def answer(self, name: str) -> str:
        """Something fitting, by the words in the placeholder's name."""
        key = key_of(name)
        if key in FIXED:
            return self.chance.choice(FIXED[key])
        for pattern, answer in self._kinds():
            if re.search(pattern, key):
                return answer
        return str(self.chance.randrange(2, 28))

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        day = dates.london_day(dates.now()) + timedelta(days=self.chance.randrange(3, 60))
        return (
            ("^firstname$", self.first_name),
            ("name$", self.name),
            ("^(has|is|needs|pays|nightwork)", self.chance.choice(YES_NO)),
            ("(date|deadline|until|by)$", f"{day.day} {day:%B %Y}"),
            ("(amount|balance|instalment|price|fee)", f"£{self.chance.randrange(15, 240)}.50"),
            (
                "(number|reference|code)",
                f"{self.last_name[:2].upper()}{self.chance.randrange(100_000, 999_999)}",
            ),
        )
