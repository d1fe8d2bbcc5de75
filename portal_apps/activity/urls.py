"""Addresses of what was sent, and what came back."""

from django.urls import path

from portal_apps.activity.views import message

app_name = "activity"

SERVICE = "services/<uuid:service_id>"
NOTIFICATION = f"{SERVICE}/notification/<uuid:notification_id>"

urlpatterns = [
    path(NOTIFICATION, message.view_notification, name="view_notification"),
    path(f"{NOTIFICATION}.json", message.view_notification_updates, name="view_notification_updates"),
]
