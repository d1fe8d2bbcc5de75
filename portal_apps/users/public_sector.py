"""Who may make an account: people with an e-mail address of the UK public sector, or of an organisation that is in already."""

from collections.abc import Iterable
from pathlib import Path

from gateway import organisations_client

LIST = Path(__file__).with_name("public_sector_domains.txt")
KNOWN_DOMAINS = frozenset(
    line for line in LIST.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")
)


def is_public_sector(email_address: str) -> bool:
    """The API is asked (GET /organisations) about addresses that the list of this portal does not know."""
    domain = email_address.rpartition("@")[2].casefold()
    return is_known(domain) or _is_below(domain, organisations_client.get_domains())


def is_known(domain: str) -> bool:
    """Whether it is of the public sector by the list alone."""
    return _is_below(domain, KNOWN_DOMAINS)


def _is_below(domain: str, known: Iterable[str]) -> bool:
    return any(domain == one or domain.endswith(f".{one}") for one in map(str.casefold, known))
