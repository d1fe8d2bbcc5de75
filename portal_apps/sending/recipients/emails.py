"""E-mail addresses of a file: what the API takes for one, and what is wrong with the others."""

import re
from typing import NamedTuple

MAX_CHARACTERS = 320
MAX_DOMAIN_CHARACTERS = 253
# No part of a domain is longer than this; so an address that is not has no part that is too long.
SHORT = 63

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9]+(?:--?[a-z0-9]+)*"
_COMMON = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z]{{2,}}", re.IGNORECASE | re.ASCII)
_FOREIGN = re.compile(r"[^A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]")
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,}}|xn--[a-z0-9-]+)", re.ASCII)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class BadEmail(NamedTuple):
    code: str
    facts: dict[str, int | str]


def read_email(text: str) -> str | BadEmail:
    """The address as others are compared with it: in lower case."""
    if len(text) <= SHORT and _COMMON.fullmatch(text):
        return text.lower()
    address = _INVISIBLE.sub("", text).strip()
    return _fault(address) or address.lower()


def _fault(address: str) -> BadEmail | None:
    if len(address) > MAX_CHARACTERS:
        return BadEmail("email-too-long", {"found": len(address), "limit": MAX_CHARACTERS})
    if any(map(str.isspace, address)):
        return BadEmail("email-space", {})
    local, at, domain = address.partition("@")
    if not (local and at) or "@" in domain:
        return BadEmail("email-no-at", {})
    if ".." in address or local.startswith(".") or local.endswith("."):
        return BadEmail("email-dots", {})
    if signs := _FOREIGN.findall(local):
        return BadEmail("email-characters", {"signs": " ".join(dict.fromkeys(signs))})
    return None if _is_domain(domain) else BadEmail("email-domain", {})


def _is_domain(domain: str) -> bool:
    try:
        # This also refuses a part that is too long.
        encoded = domain.encode("idna").decode().lower()
    except UnicodeError:
        return False
    return len(encoded) <= MAX_DOMAIN_CHARACTERS and _DOMAIN.fullmatch(encoded) is not None
