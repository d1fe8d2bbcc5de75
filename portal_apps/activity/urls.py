"""Addresses of what was sent, and what came back."""

from django.urls import path

from portal_apps.activity.views import jobs, message, sent

app_name = "activity"

SERVICE = "services/<uuid:service_id>"
JOB = f"{SERVICE}/jobs/<uuid:job_id>"
NOTIFICATIONS = f"{SERVICE}/notifications"
OF_CHANNEL = f"{NOTIFICATIONS}/<template_type:message_type>"
NOTIFICATION = f"{SERVICE}/notification/<uuid:notification_id>"

urlpatterns = [
    path(f"{SERVICE}/jobs", jobs.view_jobs, name="view_jobs"),
    path(JOB, jobs.view_job, name="view_job"),
    path(f"{JOB}.json", jobs.view_job_updates, name="view_job_updates"),
    path(NOTIFICATIONS, sent.view_notifications, name="view_notifications"),
    path(OF_CHANNEL, sent.view_notifications, name="view_notifications"),
    path(f"{NOTIFICATIONS}.json", sent.view_notifications_updates, name="view_notifications_updates"),
    path(f"{OF_CHANNEL}.json", sent.view_notifications_updates, name="view_notifications_updates"),
    path(NOTIFICATION, message.view_notification, name="view_notification"),
    path(f"{NOTIFICATION}.json", message.view_notification_updates, name="view_notification_updates"),
]
