from django.apps import AppConfig


class ServiceSettingsConfig(AppConfig):
    name = "portal_apps.service_settings"
