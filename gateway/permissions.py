"""Permissions of a person in a service: what the pages offer (five) and what the API stores (eight)."""

from collections.abc import Iterable

STORED_BY_OFFERED: dict[str, tuple[str, ...]] = {
    "manage_service": ("manage_users", "manage_settings"),
    "view_activity": ("view_activity",),
    "send_messages": ("send_texts", "send_emails", "send_letters"),
    "manage_templates": ("manage_templates",),
    "manage_api_keys": ("manage_api_keys",),
}
STORED = frozenset(name for names in STORED_BY_OFFERED.values() for name in names)


def to_stored(offered: Iterable[str]) -> set[str]:
    """Names as the API stores them; a name that is not ours passes through."""
    return {stored for name in offered for stored in STORED_BY_OFFERED.get(name, (name,))}


def to_offered(stored: Iterable[str]) -> set[str]:
    """Names as the pages offer them: each only when all of its parts are held. Unknown names pass through."""
    held = set(stored)
    complete = {offered for offered, parts in STORED_BY_OFFERED.items() if held.issuperset(parts)}
    return complete | (held - STORED)
