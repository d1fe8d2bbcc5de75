"""JSON as it may be shown to somebody who has no business with the people in it."""

import re
from typing import Any

MASK = "•••"

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][0-9:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
# Texts under these names are words of the API itself. Every other text may be somebody's name, address or message.
_WORDS_OF_THE_API = frozenset(
    {
        "auth_type",
        "branding_type",
        "channel",
        "crown",
        "notification_type",
        "organisation_type",
        "permission",
        "permissions",
        "platform_admin",
        "process_type",
        "state",
        "status",
        "template_type",
    }
)


def masked(answer: Any, name: str = "") -> Any:
    """The answer with every text replaced that is no id, no moment and no word of the API. Numbers and names of fields stay."""
    if isinstance(answer, dict):
        return {key: masked(value, key) for key, value in answer.items()}
    if isinstance(answer, list):
        return [masked(value, name) for value in answer]
    if isinstance(answer, str) and not _is_harmless(answer, name):
        return MASK
    return answer


def _is_harmless(text: str, name: str) -> bool:
    return (
        not text
        or name in _WORDS_OF_THE_API
        or _UUID.fullmatch(text) is not None
        or _MOMENT.fullmatch(text) is not None
    )
