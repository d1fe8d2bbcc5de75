from django.apps import AppConfig
from django.utils.module_loading import import_module


class NotifyPortalConfig(AppConfig):
    name = "notify_portal"

    def ready(self) -> None:
        for checks in ("notify_portal.checks", "gateway.cache.checks"):
            import_module(checks)
