from django.apps import AppConfig


class SendingConfig(AppConfig):
    name = "portal_apps.sending"
