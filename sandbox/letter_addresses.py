"""Who gets a letter: an address that letters reach, and that this service may write to."""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.addressees import Recipient
from sandbox.api.errors import BadRequestError
from sandbox.letters.addresses import Address, address_of, flaw_of

ABROAD = "international_letters"


def address_lines(values: Mapping[str, Any]) -> list[str]:
    return list(address_of(values).lines)


def recipient(address: Address, permissions: Iterable[str]) -> Recipient:
    """Raises BadRequestError for an address no letter could reach, or no letter of a service with these permissions."""
    flaw = flaw_of(address, international=ABROAD in permissions)
    if flaw:
        raise BadRequestError(flaw.text)
    normalised = "".join(address.text.split()).lower()
    return Recipient(address.text, normalised, bool(address.postage), postage=address.postage)
