"""Addresses of letters: lines of which the last says where in the world they are, and what can be wrong with them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from portal_apps.sending.recipients.countries import is_abroad, is_in_the_uk
from portal_apps.sending.recipients.limits import MAX_ADDRESS_LINES, MIN_ADDRESS_LINES

_POSTCODE = re.compile(r"([A-Z]{1,2})([0-9][A-Z0-9]?)([0-9][A-Z]{2})")
# The letters that a postcode begins with: the mainland, the islands around it, the forces abroad.
_AREA_NAMES = """
AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY
HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO
PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
_AREAS = frozenset(_AREA_NAMES.split())
_FORCES_AREA = "BF"
_FORCES = re.compile(r"\bbfpo\s*(?:c/o)?\s*[0-9]+", re.IGNORECASE)
_NO_FIXED_ABODE = re.compile(r"\bno fixed (?:abode|address)\b|^nfa$", re.IGNORECASE)
_HAS_LETTERS = re.compile(r"[^\W_]")
_SPACES = re.compile(r"\s+")
_NOT_AT_THE_START = '@()=[]”\\/,<>~"'


class Address(NamedTuple):
    """Its lines as they are printed; `international` is whether it leaves the country."""

    lines: tuple[str, ...]
    international: bool = False


class BadAddress(NamedTuple):
    code: str
    facts: dict[str, Any]


def read_address(lines: Sequence[str], *, may_be_abroad: bool) -> Address | BadAddress:
    """The address of these lines, empty ones left out, if the service may write there."""
    tidy = _tidy(lines)
    return _fault(tidy, may_be_abroad=may_be_abroad) or Address(tidy, is_abroad(tidy[-1]))


@lru_cache(maxsize=4096)
def postcode(line: str) -> str:
    """The postcode that this line is, as it is printed; nothing for any other line."""
    match = _POSTCODE.fullmatch(_SPACES.sub("", line).upper())
    return f"{match[1]}{match[2]} {match[3]}" if match and match[1] in _AREAS else ""


def _tidy(lines: Sequence[str]) -> tuple[str, ...]:
    kept = [text for line in lines if (text := _SPACES.sub(" ", line).strip().rstrip(", "))]
    if len(kept) > MIN_ADDRESS_LINES and is_in_the_uk(kept[-1]):
        kept.pop()
    if kept:
        kept[-1] = postcode(kept[-1]) or kept[-1]
    return tuple(kept)


def _fault(lines: tuple[str, ...], *, may_be_abroad: bool) -> BadAddress | None:
    if len(lines) < MIN_ADDRESS_LINES:
        return BadAddress("address-too-short", {"found": len(lines), "limit": MIN_ADDRESS_LINES})
    if len(lines) > MAX_ADDRESS_LINES:
        return BadAddress("address-too-long", {"found": len(lines), "limit": MAX_ADDRESS_LINES})
    return _fault_of_last_line(lines, may_be_abroad=may_be_abroad) or _fault_of_text(lines)


def _fault_of_last_line(lines: tuple[str, ...], *, may_be_abroad: bool) -> BadAddress | None:
    last = lines[-1]
    is_of_forces = any(_FORCES.search(line) or postcode(line).startswith(_FORCES_AREA) for line in lines)
    if is_abroad(last):
        if is_of_forces:
            return BadAddress("address-bfpo-country", {})
        return None if may_be_abroad else BadAddress("address-international", {})
    if is_of_forces or postcode(last):
        return None
    return BadAddress("address-postcode-or-country" if may_be_abroad else "address-postcode", {})


def _fault_of_text(lines: tuple[str, ...]) -> BadAddress | None:
    if any(line[0] in _NOT_AT_THE_START for line in lines):
        return BadAddress("address-sign", {"signs": " ".join(_NOT_AT_THE_START)})
    if any(map(_NO_FIXED_ABODE.search, lines)):
        return BadAddress("address-no-fixed-abode", {})
    if not all(map(_HAS_LETTERS.search, lines[:2])):
        return BadAddress("address-no-letters", {})
    return None
