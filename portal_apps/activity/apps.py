from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "portal_apps.activity"
