from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "portal_apps.public"
