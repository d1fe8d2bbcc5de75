from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "portal_apps.orgs"
