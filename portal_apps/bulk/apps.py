from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "portal_apps.bulk"
