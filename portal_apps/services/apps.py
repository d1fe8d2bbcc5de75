from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "portal_apps.services"
