from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "portal_apps.users"
