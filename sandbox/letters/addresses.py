"""The address of a letter: lines of text, of which the last says where in the world it goes.

A program and the portal give it as placeholders, address_line_1 to address_line_7; an uploaded letter has it on its first page.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sandbox.letters import countries
from sandbox.personalisation import key_of

LINES = 7
FEWEST = 3
POSTCODE = re.compile(r"([A-Z]{1,2})(\d[A-Z\d]?)(\d[A-Z]{2})")
# The letters that a postcode can begin with, of the mainland, the islands around it and the forces abroad.
AREAS = frozenset(
    re.findall(
        r"[A-Z]+",
        """
AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY
HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO
PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
""",
    )
)
BFPO = re.compile(r"bfpo\s*(c/o)?\s*\d+", re.IGNORECASE)
BFPO_POSTCODE = "BF"
NO_FIXED_ABODE = re.compile(r"no fixed (abode|address)|^nfa$", re.IGNORECASE | re.MULTILINE)
NOT_AT_THE_START = tuple('@()=[]”\\/,<>~"')


@dataclass(frozen=True)
class Address:
    lines: tuple[str, ...]

    @classmethod
    def from_text(cls, text: str) -> "Address":
        return cls(tuple(_tidy(text.splitlines())))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def last(self) -> str:
        return self.lines[-1] if self.lines else ""

    @cached_property
    def postage(self) -> str | None:
        """The postage abroad; None within the country."""
        return None if self.is_bfpo else countries.postage_to(self.last)

    @cached_property
    def is_bfpo(self) -> bool:
        return any(BFPO.search(line) or _postcode(line).startswith(BFPO_POSTCODE) for line in self.lines)


@dataclass(frozen=True)
class Flaw:
    """`code` is what the check of a PDF says, `text` what the API says."""

    code: str
    text: str
    is_in: Callable[[Address, bool], bool]


FLAWS = (
    Flaw("address-is-empty", f"Address must be at least {FEWEST} lines", lambda it, _: not it.lines),
    Flaw(
        "not-enough-address-lines",
        f"Address must be at least {FEWEST} lines",
        lambda it, _: len(it.lines) < FEWEST,
    ),
    Flaw(
        "too-many-address-lines",
        f"Address must be no more than {LINES} lines",
        lambda it, _: len(it.lines) > LINES,
    ),
    Flaw(
        "has-country-for-bfpo-address",
        "The last line of a BFPO address must not be a country.",
        lambda it, _: it.is_bfpo and bool(countries.postage_to(it.last)),
    ),
    Flaw(
        "not-a-real-uk-postcode-or-country",
        "Last line of address must be a real UK postcode or another country",
        lambda it, abroad: abroad and not (it.postage or it.is_bfpo or _postcode(it.last)),
    ),
    Flaw(
        "cant-send-international-letters",
        "Must be a real UK postcode",
        lambda it, abroad: bool(it.postage) and not abroad,
    ),
    Flaw(
        "not-a-real-uk-postcode",
        "Must be a real UK postcode",
        lambda it, _: not (it.postage or it.is_bfpo or _postcode(it.last)),
    ),
    Flaw(
        "invalid-char-in-address",
        "Address lines must not start with any of the following characters: @ ( ) = [ ] ” \\ / , < >",
        lambda it, _: any(line.startswith(NOT_AT_THE_START) for line in it.lines),
    ),
    Flaw(
        "no-fixed-abode-address",
        "Must be a real address",
        lambda it, _: bool(NO_FIXED_ABODE.search(it.text)),
    ),
    Flaw(
        "invalid-address-line-1-or-2",
        "The first 2 lines of the address must include alphanumeric characters",
        lambda it, _: not all(re.search(r"[^\W_]", line) for line in it.lines[:2]),
    ),
)


def flaw_of(address: Address, *, international: bool) -> Flaw | None:
    """The first thing wrong with it. `international` is whether the service may write abroad."""
    return next((flaw for flaw in FLAWS if flaw.is_in(address, international)), None)


def address_of(values: Mapping[str, Any]) -> Address:
    by_key = {key_of(name): str(value) for name, value in values.items() if value is not None}
    # A postcode column is the older way to write the last line.
    names = [*(f"addressline{number}" for number in range(1, LINES + 1)), "postcode"]
    return Address(tuple(_tidy(by_key.get(name, "") for name in names)))


def _tidy(lines: Iterable[str]) -> list[str]:
    """Without what is empty and the name of the country all letters start in; the postcode as it is printed."""
    tidy = [re.sub(r"\s+", " ", line).strip().rstrip(", ") for line in lines]
    tidy = [line for line in tidy if line]
    if tidy and countries.is_in_the_uk(tidy[-1]) and len(tidy) > FEWEST:
        tidy.pop()
    if tidy:
        tidy[-1] = _postcode(tidy[-1]) or tidy[-1]
    return tidy


def _postcode(line: str) -> str:
    """The postcode that this line is, with its space; nothing for any other line."""
    match = POSTCODE.fullmatch(re.sub(r"\s", "", line).upper())
    return f"{match[1]}{match[2]} {match[3]}" if match and match[1] in AREAS else ""
