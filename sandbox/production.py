"""Signs that this is no place for a sandbox: it forgets everything on demand, and its secrets are in its documentation.

A setting that looks like production ends the command before it touches anything. See docs/sandbox.md.
"""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.db import connection

PRODUCTION_MODULES = frozenset({"production", "prod", "live"})
ADDRESSES = ("ADMIN_BASE_URL", "API_HOST_NAME")
SECRETS = ("SECRET_KEY", "DANGEROUS_SALT", "ADMIN_CLIENT_SECRET")
# Reserved for machines and networks of one's own, and for documents: RFC 2606, 6761, 8375 and 9476.
PRIVATE_DOMAINS = (
    "localhost",
    "local",
    "internal",
    "lan",
    "home.arpa",
    "test",
    "example",
    "invalid",
    "alt",
)
# What a generator makes, and nobody types.
GENERATED_LENGTH = 32
GENERATED_VARIETY = 12
WORDS_OF_DEVELOPERS = ("dev", "test", "local", "sandbox", "example")
OWN_TABLES = ("sandbox_", "django_", "sqlite_")


def is_production_module(settings_module: str | None) -> bool:
    return not PRODUCTION_MODULES.isdisjoint((settings_module or "").split("."))


def secret_signs(environ: Mapping[str, str]) -> list[str]:
    return [f"{name} looks like a real secret" for name in SECRETS if _looks_generated(environ.get(name, ""))]


def public_signs(environ: Mapping[str, str]) -> list[str]:
    """Addresses that strangers can open. A sandbox that is meant for everybody may have them."""
    signs = [
        f"{name} is a public https address"
        for name in ADDRESSES
        if (url := urlsplit(environ.get(name, ""))).scheme == "https" and is_public(url.hostname or "")
    ]
    hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",")]
    return signs + [f"ALLOWED_HOSTS names {host}" for host in hosts if is_public(host)]


def table_signs() -> list[str]:
    """What somebody else keeps in the database."""
    found = [name for name in connection.introspection.table_names() if not name.startswith(OWN_TABLES)]
    return [f"The database has tables that are not the sandbox's, such as {min(found)}"] if found else []


def is_public(host: str) -> bool:
    """Whether the name or number may be somebody else's. A name without a full stop is a machine of this network."""
    host = host.lower().strip("[].")
    try:
        return ip_address(host).is_global
    except ValueError:
        private = any(host == domain or host.endswith(f".{domain}") for domain in PRIVATE_DOMAINS)
        return "." in host and not private


def is_loopback(host: str) -> bool:
    """Whether only this machine can speak to it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refusal(signs: Iterable[str]) -> str:
    lines = "\n".join(f"  - {sign}." for sign in signs)
    return f"The sandbox does not run where it could be taken for the real thing:\n{lines}\nSee “Never in production” in docs/sandbox.md."


def _looks_generated(secret: str) -> bool:
    return (
        len(secret) >= GENERATED_LENGTH
        and len(set(secret)) >= GENERATED_VARIETY
        and any(character.isdigit() for character in secret)
        and not any(word in secret.lower() for word in WORDS_OF_DEVELOPERS)
    )
