"""Where a request comes from, as far as the proxies in front of the portal can be trusted to say so."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

# A household or a phone has a whole network of this size, and may change its address in it at will.
IPV6_CUSTOMER_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """The address of the client.

    Each trusted proxy appends the address it was called from, so the last TRUSTED_PROXIES entries of X-Forwarded-For are
    theirs and everything before is whatever the client wrote.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    entries = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies < 1 or len(entries) < proxies:
        return peer
    return entries[-proxies] if _is_address(entries[-proxies]) else peer


def client_network(request: HttpRequest) -> str:
    """What to count by: the address, or for IPv6 the network that one customer is given."""
    address = client_address(request)
    if _is_address(address) and isinstance(ip_address(address), IPv6Address):
        return str(IPv6Network((address, IPV6_CUSTOMER_PREFIX), strict=False))
    return address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
