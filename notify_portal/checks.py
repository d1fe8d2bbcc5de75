"""Deploy checks: what must not reach production."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from gateway.cache.checks import cache_is_coherent
from notify_portal.settings.secrets import DEVELOPMENT_SECRETS

SECRET_SETTINGS = ("SECRET_KEY", "DANGEROUS_SALT", "ADMIN_CLIENT_SECRET")

register(Tags.caches, deploy=True)(cache_is_coherent)


@register(Tags.security, deploy=True)
def development_secrets_are_gone(app_configs: Sequence[Any] | None, **_options: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{name} still has its development value.",
            hint=f"Set {name} in the environment.",
            id="notify_portal.E001",
        )
        for name in SECRET_SETTINGS
        if getattr(settings, name) in DEVELOPMENT_SECRETS
    ]


@register(Tags.caches, deploy=True)
def fences_outlive_calls(app_configs: Sequence[Any] | None, **_options: Any) -> list[CheckMessage]:
    """A fence that falls while its write is still under way lets an old value back in."""
    if settings.API_TIMEOUT * 2 < settings.GATEWAY_FENCE_TTL:
        return []
    return [
        Error(
            "GATEWAY_FENCE_TTL must be more than twice API_TIMEOUT.",
            hint="The API may finish a write some time after the portal stopped waiting for it.",
            id="notify_portal.E002",
        )
    ]
