"""Phone numbers as people type them: what the pages refuse before the API is asked. The API gets what was typed."""

import re

SEPARATORS = re.compile(r"[\s().\-\u2010-\u2015]")
TYPED = re.compile(r"\+?[0-9]+")
INTERNATIONAL = re.compile(r"(?:\+|00)(?=[1-9])")
UK = "44"
UK_DIGITS = 10  # without the country code and the 0 before the rest
SHORTEST, LONGEST = 8, 15  # of an international number, with its country code

# The codes that stand for a country or territory (ITU-T E.164), each range as its first and last.
COUNTRY_CODES = frozenset(
    str(code)
    for first, last in (
        *((1, 1), (7, 7), (20, 20), (27, 27), (30, 34), (36, 36), (39, 41), (43, 49), (51, 58), (60, 66)),
        *((81, 82), (84, 84), (86, 86), (90, 95), (98, 98)),
        *((211, 213), (216, 216), (218, 218), (220, 258), (260, 269), (290, 291), (297, 299)),
        *((350, 359), (370, 383), (385, 387), (389, 389), (420, 421), (423, 423)),
        *((500, 509), (590, 599), (670, 670), (672, 683), (685, 692)),
        *((850, 850), (852, 853), (855, 856), (880, 880), (886, 886)),
        *((960, 968), (970, 977), (992, 996), (998, 998)),
    )
    for code in range(first, last + 1)
)

WRONG = "Enter a mobile number in the correct format, like 07700 900 982 or +44 7700 900 982"
WRONG_SIGNS = "Mobile number can only include numbers, spaces, brackets, dashes and a plus sign at the start"
TOO_SHORT = "Mobile number is too short"
TOO_LONG = "Mobile number is too long"
NOT_A_UK_MOBILE = (
    "Enter a UK mobile number that starts with 07, or a number from another country that starts with + and "
    "the country code"
)
UNKNOWN_COUNTRY = "Country code not found. Check the numbers after the plus sign"


def fault_of_mobile_number(number: str) -> str:
    """What is wrong with a UK or international mobile number, in words for whoever typed it; nothing when it will do."""
    typed = SEPARATORS.sub("", number)
    if not TYPED.fullmatch(typed):
        return WRONG_SIGNS
    prefix = INTERNATIONAL.match(typed)
    digits = typed[prefix.end() :] if prefix else typed
    if prefix and not digits.startswith(UK):
        return _fault_abroad(digits)
    return _fault_in_uk(digits.removeprefix(UK))


def _fault_in_uk(digits: str) -> str:
    """07700 900982; the 0 may be missing, as behind +44, or stand there in brackets."""
    digits = digits.removeprefix("0")
    if not digits.startswith("7"):
        return NOT_A_UK_MOBILE
    return _fault_of_length(digits, UK_DIGITS, UK_DIGITS)


def _fault_abroad(digits: str) -> str:
    if not any(digits[:length] in COUNTRY_CODES for length in (1, 2, 3)):
        return UNKNOWN_COUNTRY
    return _fault_of_length(digits, SHORTEST, LONGEST)


def _fault_of_length(digits: str, shortest: int, longest: int) -> str:
    if len(digits) < shortest:
        return TOO_SHORT
    return TOO_LONG if len(digits) > longest else ""
