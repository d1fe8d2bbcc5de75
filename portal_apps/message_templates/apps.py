from django.apps import AppConfig


class MessageTemplatesConfig(AppConfig):
    name = "portal_apps.message_templates"
