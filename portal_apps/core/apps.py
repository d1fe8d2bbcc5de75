from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal_apps.core"
