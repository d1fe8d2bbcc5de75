from django.apps import AppConfig

from portal_apps.core import converters


class CoreConfig(AppConfig):
    name = "portal_apps.core"

    def ready(self) -> None:
        converters.register()
