from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "portal_apps.uploads"
