from importlib import import_module

from django.apps import AppConfig


class NotifyPortalConfig(AppConfig):
    name = "notify_portal"

    def ready(self) -> None:
        for checks in ("notify_portal.checks",):
            import_module(checks)
