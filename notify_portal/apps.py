from importlib import import_module

from django.apps import AppConfig


class NotifyPortalConfig(AppConfig):
    name = "notify_portal"

    def ready(self) -> None:
        # Registers the deploy checks. They import clients and caches, which need the apps to be loaded.
        import_module("notify_portal.checks")
