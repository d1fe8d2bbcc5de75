"""The characters of text messages (GSM 03.38), and those that make a message one of 16-bit characters (UCS-2)."""

import re
import string
import unicodedata

_LETTERS_AND_DIGITS = string.ascii_letters + string.digits

# One unit each. The escape sign of the table is left out: it is how the extension is reached, not a character.
BASIC = frozenset(
    _LETTERS_AND_DIGITS + "\n\r !\"#$%&'()*+,-./:;<=>?@_¡¿£¥§¤ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ"
)
# Two units each: an escape sign and the character. The table's form feed is left out, as no template can show it.
EXTENSION = frozenset("^{}\\[~]|€")
GSM = BASIC | EXTENSION

_ACCENTS = "\u0300\u0301\u0302\u0308"  # grave, acute, circumflex, diaeresis
_VOWELS = "aeiouwy"

# Vowels as Welsh accents them (the acute and grave ones serve Irish and Gaelic too), where GSM lacks them.
ACCENTED = (
    frozenset(
        unicodedata.normalize("NFC", letter + accent)
        for vowel in _VOWELS
        for letter in (vowel, vowel.upper())
        for accent in _ACCENTS
    )
    - GSM
)
ALLOWED = GSM | ACCENTED

_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_ELLIPSIS, _BULLET = "\u2026", "\u2022"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_BREAKS = "\u0085\u2028\u2029"
_ZERO_WIDTH = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"

_REPLACEMENTS = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_DASHES + _BULLET, "-")
    | dict.fromkeys(_ELLIPSIS, "...")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_LINE_BREAKS, "\n")
    | dict.fromkeys(_ZERO_WIDTH, "")
)
_NEEDS_REPLACEMENT = re.compile("[^" + re.escape("".join(sorted(GSM))) + "]")
_EXTENSIONS = re.compile("[" + re.escape("".join(sorted(EXTENSION))) + "]")


def to_sms(text: str) -> str:
    """The text with typographic signs and spaces replaced by plain ones, and zero-width characters removed."""
    if not _NEEDS_REPLACEMENT.search(text):
        return text
    return unicodedata.normalize("NFC", text).translate(_REPLACEMENTS)


def is_gsm(text: str) -> bool:
    return not _NEEDS_REPLACEMENT.search(text)


def gsm_units(text: str) -> int:
    """The length in units of a text of GSM characters."""
    return len(text) + len(_EXTENSIONS.findall(text))


def ucs2_units(text: str) -> int:
    """The length in 16-bit units: a character outside the basic plane takes two."""
    return len(text.encode("utf-16-le", "replace")) // 2
