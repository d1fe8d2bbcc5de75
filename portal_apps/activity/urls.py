"""Addresses of what was sent, and what came back."""

from django.urls import path

from portal_apps.activity.views import jobs, message

app_name = "activity"

SERVICE = "services/<uuid:service_id>"
JOB = f"{SERVICE}/jobs/<uuid:job_id>"
NOTIFICATION = f"{SERVICE}/notification/<uuid:notification_id>"

urlpatterns = [
    path(f"{SERVICE}/jobs", jobs.view_jobs, name="view_jobs"),
    path(JOB, jobs.view_job, name="view_job"),
    path(f"{JOB}.json", jobs.view_job_updates, name="view_job_updates"),
    path(NOTIFICATION, message.view_notification, name="view_notification"),
    path(f"{NOTIFICATION}.json", message.view_notification_updates, name="view_notification_updates"),
]
