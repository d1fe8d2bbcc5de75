from typing import Any

from sandbox import dates
from sandbox.models import EmailBranding, LetterBranding, Organisation, Service

Json = dict[str, Any]


def email_branding_json(branding: EmailBranding) -> Json:
    return _common(branding) | {
        "brand_type": branding.brand_type,
        "colour": branding.colour,
        "logo": branding.logo,
        "text": branding.text,
        "alt_text": branding.alt_text,
    }


def letter_branding_json(branding: LetterBranding) -> Json:
    return _common(branding) | {"filename": branding.filename}


def users_of_branding(**branding: Any) -> Json:
    """Which organisations and live-or-trial services have it as their own."""
    return {
        "organisations": _named(Organisation.objects.filter(active=True, **branding)),
        "services": _named(Service.objects.filter(active=True, **branding)),
    }


def _named(rows: Any) -> list[Json]:
    return list(rows.order_by("name").values("id", "name"))


def _common(branding: EmailBranding | LetterBranding) -> Json:
    return {
        "id": branding.id,
        "name": branding.name,
        "created_by": branding.created_by_id,
        "created_at": dates.zulu_or_null(branding.created_at),
        "updated_at": dates.zulu_or_null(branding.updated_at),
    }
