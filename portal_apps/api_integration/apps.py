from django.apps import AppConfig


class APIIntegrationConfig(AppConfig):
    name = "portal_apps.api_integration"
