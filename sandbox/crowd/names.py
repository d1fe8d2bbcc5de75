"""Invented places, people and services. Numbers make them; the same number makes the same name."""

import random
import re
from dataclasses import dataclass

BEGINNINGS = (
    "Alder", "Amber", "Barrow", "Bramble", "Brindle", "Cinder", "Copper", "Cormor", "Dapple", "Drift",
    "Ember", "Fallow", "Fern", "Finch", "Gannet", "Gorse", "Harlow", "Heather", "Heron", "Ivy",
    "Juniper", "Kestrel", "Kelder", "Larch", "Linnet", "Mallow", "Marram", "Merlin", "Nettle", "Otter",
    "Pebble", "Plover", "Quill", "Rowan", "Saffron", "Sorrel", "Sparrow", "Tansy", "Teasel", "Thistle",
    "Umber", "Vetch", "Wagtail", "Warbler", "Whin", "Willow", "Wren", "Yarrow",
)  # fmt: skip
ENDINGS = (
    "beck", "bourne", "bridge", "brook", "bury", "by", "combe", "cote", "dale", "dean",
    "den", "fell", "field", "ford", "gate", "ham", "haven", "hithe", "holme", "hurst",
    "ley", "mere", "minster", "moor", "mouth", "ness", "shaw", "stead", "stow", "thorpe",
    "ton", "wick",
)  # fmt: skip
SIDES = ("", "North ", "South ", "East ", "West ", "Great ", "Little ", "Upper ", "Lower ", "Old ", "New ")
FIRST_NAMES = (
    "Abena", "Adaeze", "Ailsa", "Amir", "Angharad", "Arjun", "Beatrix", "Bilal", "Carys", "Chidi",
    "Cormac", "Daria", "Deepa", "Eilidh", "Elif", "Emeka", "Esme", "Farah", "Fintan", "Freya",
    "Gethin", "Gwen", "Hamza", "Hana", "Idris", "Ines", "Ishaan", "Jaya", "Joao", "Kamila",
    "Kofi", "Lachlan", "Leila", "Linh", "Lowri", "Mabel", "Mateo", "Meera", "Morag", "Nadia",
    "Niamh", "Ngozi", "Oisin", "Olu", "Parisa", "Piotr", "Priti", "Rhodri", "Rosalind", "Ruairi",
    "Sabina", "Seren", "Shanice", "Sunita", "Tariq", "Tegan", "Tomasz", "Wanjiru", "Yusuf", "Zara",
)  # fmt: skip
LAST_NAMES = (
    "Achebe", "Adair", "Ansah", "Ashdown", "Bakshi", "Bellamy", "Birtles", "Boateng", "Brannigan", "Calder",
    "Chowdhury", "Cragg", "Dasgupta", "Devlin", "Duggan", "Eze", "Fairbairn", "Farooqi", "Gilchrist", "Goddard",
    "Gowda", "Haddow", "Hoang", "Ilves", "Imrie", "Jankowski", "Joubert", "Kaur", "Kinsella", "Lachance",
    "Lindqvist", "Llewelyn", "Mackay", "Mbeki", "Mistry", "Moyo", "Nair", "Ndlovu", "Nolan", "Odell",
    "Okafor", "Orton", "Pargeter", "Pham", "Quarrie", "Rahimi", "Rowlands", "Sadler", "Sandhu", "Sesay",
    "Tanaka", "Thorne", "Treloar", "Udoh", "Vasquez", "Whitcombe", "Wojcik", "Yeboah", "Yilmaz", "Zielinski",
)  # fmt: skip
# What a service is called, and what it writes to people about.
Topics = tuple[tuple[str, str], ...]
EVERYWHERE: Topics = (
    ("staff rotas", "shift"), ("job applications", "job application"), ("complaints", "complaint"),
    ("freedom of information", "request for information"), ("pensions", "pension payment"),
    ("training", "course"), ("visitors", "visit"), ("newsletters", "subscription"),
)  # fmt: skip
OF_COUNCILS: Topics = (
    ("parking permits", "parking permit"), ("school admissions", "school place"), ("planning", "planning application"),
    ("housing repairs", "repair"), ("library cards", "library card"), ("garden waste", "garden waste collection"),
    ("blue badges", "blue badge"), ("business rates", "business rates bill"), ("allotments", "allotment"),
    ("building control", "building notice"), ("registrars", "appointment with the registrar"),
    ("electoral roll", "place on the electoral roll"), ("taxi licences", "taxi licence"),
    ("street trading", "street trading licence"), ("swimming lessons", "swimming lesson"),
    ("leisure cards", "leisure card"), ("free school meals", "free school meals"), ("home to school travel", "bus pass"),
    ("fostering enquiries", "fostering enquiry"), ("museum visits", "museum visit"), ("pest control", "pest control visit"),
    ("noise reports", "noise report"), ("flood alerts", "flood alert"), *EVERYWHERE,
)  # fmt: skip
OF_HEALTH: Topics = (
    ("outpatients", "outpatient appointment"), ("vaccinations", "vaccination"), ("blood tests", "blood test"),
    ("physiotherapy", "physiotherapy appointment"), ("repeat prescriptions", "repeat prescription"),
    ("patient surveys", "survey"), ("screening", "screening test"), ("dental checks", "dental check"),
    ("eye clinic", "eye test"), ("maternity", "midwife appointment"), *EVERYWHERE,
)  # fmt: skip
OF_OTHERS: Topics = (
    ("inspections", "inspection"), ("grants", "grant"), ("licences", "licence"), ("registrations", "registration"),
    ("surveys", "survey"), ("renewals", "renewal"), ("fines", "fine"), ("events", "event"), *EVERYWHERE,
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of organisation: how its name goes, where its people have their addresses, and what its services are for."""

    name: str
    organisation_type: str
    domain: str
    topics: Topics
    crown: bool = False

    def service_name(self, of_place: str, number: int) -> str:
        """Of its services, counted from 0. No two are alike."""
        turn, place = divmod(number, len(self.topics))
        return f"{of_place} {self.topics[place][0]}" + (f" {turn + 1}" if turn else "")

    def thing(self, number: int) -> str:
        return self.topics[number % len(self.topics)][1]


COUNCIL = Kind("{place} Borough Council", "local", "{place}-council.gov.uk", OF_COUNCILS)
KINDS = (
    *(COUNCIL,) * 6,
    *(Kind("{place} District Council", "local", "{place}-district.gov.uk", OF_COUNCILS),) * 3,
    *(Kind("{place} NHS Foundation Trust", "nhs_local", "{place}-trust.nhs.uk", OF_HEALTH),) * 4,
    *(Kind("{place} Surgery", "nhs_gp", "{place}-surgery.nhs.uk", OF_HEALTH),) * 2,
    Kind("{place} Agency", "central", "{place}-agency.gov.uk", OF_OTHERS, crown=True),
    Kind("{place} Fire and Rescue Service", "emergency_service", "{place}-fire.gov.uk", OF_OTHERS),
    Kind("{place} Academy", "school_or_college", "{place}-academy.gov.uk", OF_OTHERS),
    Kind("{place} National Park Authority", "other", "{place}-park.gov.uk", OF_OTHERS),
)


def place(number: int, seed: int) -> str:
    """No two numbers have the same one, and no two seeds but the first share any."""
    number, beginning = divmod(number, len(BEGINNINGS))
    number, ending = divmod(number, len(ENDINGS))
    number, side = divmod(number, len(SIDES))
    more = f" {number + 1}" if number else ""
    crowd = f" ({seed})" if seed > 1 else ""
    return (
        f"{SIDES[side]}{BEGINNINGS[beginning]}{ENDINGS[(ending + beginning * 7) % len(ENDINGS)]}{more}{crowd}"
    )


def person(chance: random.Random) -> tuple[str, str]:
    return chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def sms_sender(of_place: str) -> str:
    """Eleven letters and numbers at most."""
    return re.sub(r"[^A-Z0-9]", "", of_place.upper())[:11]
