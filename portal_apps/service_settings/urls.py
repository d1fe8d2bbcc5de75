"""Addresses of the settings of a service."""

from django.urls import path

from portal_apps.service_settings.views import general, overview, texts

app_name = "service_settings"

SETTINGS = "services/<uuid:service_id>/service-settings"

urlpatterns = [
    path(SETTINGS, overview.settings, name="settings"),
    path(f"{SETTINGS}/name", general.name, name="name"),
    path(f"{SETTINGS}/sms-prefix", texts.sms_prefix, name="sms_prefix"),
]
