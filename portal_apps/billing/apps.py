from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "portal_apps.billing"
