"""Addresses of what was sent, and what came back."""

from django.urls import path

from portal_apps.activity.views import (
    downloads,
    inbox,
    jobs,
    letters,
    message,
    replying,
    reports,
    returned_letters,
    sent,
    unsubscribes,
)

app_name = "activity"

SERVICE = "services/<uuid:service_id>"
JOB = f"{SERVICE}/jobs/<uuid:job_id>"
REPORT = f"{SERVICE}/download-report/<uuid:report_request_id>"
NOTIFICATIONS = f"{SERVICE}/notifications"
OF_CHANNEL = f"{NOTIFICATIONS}/<template_type:message_type>"
NOTIFICATION = f"{SERVICE}/notification/<uuid:notification_id>"
CONVERSATION = f"{SERVICE}/conversation/<uuid:notification_id>"
UNSUBSCRIBES = f"{SERVICE}/unsubscribe-requests"
RETURNED = f"{SERVICE}/returned-letters"

urlpatterns = [
    path(f"{SERVICE}/jobs", jobs.view_jobs, name="view_jobs"),
    path(JOB, jobs.view_job, name="view_job"),
    path(f"{JOB}.json", jobs.view_job_updates, name="view_job_updates"),
    path(f"{JOB}.csv", downloads.view_job_csv, name="view_job_csv"),
    path(f"{JOB}/original.csv", downloads.view_job_original_file_csv, name="view_job_original_file_csv"),
    path(
        f"{SERVICE}/download-notifications.csv",
        downloads.download_notifications_csv,
        name="download_notifications_csv",
    ),
    path(REPORT, reports.download_report, name="download_report"),
    path(f"{REPORT}/status.json", reports.report_status, name="report_status"),
    path(f"{REPORT}/ready", reports.report_ready, name="report_ready"),
    path(f"{SERVICE}/report-request/<uuid:report_request_id>.csv", reports.report_csv, name="report_csv"),
    path(NOTIFICATIONS, sent.view_notifications, name="view_notifications"),
    path(OF_CHANNEL, sent.view_notifications, name="view_notifications"),
    path(f"{NOTIFICATIONS}.json", sent.view_notifications_updates, name="view_notifications_updates"),
    path(f"{OF_CHANNEL}.json", sent.view_notifications_updates, name="view_notifications_updates"),
    path(NOTIFICATION, message.view_notification, name="view_notification"),
    path(f"{NOTIFICATION}.json", message.view_notification_updates, name="view_notification_updates"),
    path(f"{NOTIFICATION}/cancel", letters.cancel_letter, name="cancel_letter"),
    path(
        f"{NOTIFICATION}.<letter_file_extension:filetype>", letters.view_letter_file, name="view_letter_file"
    ),
    path(f"{SERVICE}/inbox", inbox.inbox, name="inbox"),
    path(f"{SERVICE}/inbox.json", inbox.inbox_part, name="inbox_json"),
    path(f"{SERVICE}/inbox.csv", inbox.inbox_csv, name="inbox_csv"),
    path(CONVERSATION, inbox.conversation, name="conversation"),
    path(f"{CONVERSATION}.json", inbox.conversation_part, name="conversation_json"),
    path(f"{CONVERSATION}/reply-with", replying.choose_template, name="conversation_reply"),
    path(
        f"{CONVERSATION}/reply-with/from-folder/<uuid:from_folder>",
        replying.choose_template,
        name="conversation_reply",
    ),
    path(f"{CONVERSATION}/reply-with/<uuid:template_id>", replying.reply, name="conversation_reply_with"),
    path(f"{UNSUBSCRIBES}/summary", unsubscribes.summary, name="unsubscribe_summary"),
    path(f"{UNSUBSCRIBES}/reports/latest", unsubscribes.latest, name="unsubscribe_latest"),
    path(f"{UNSUBSCRIBES}/reports/download", unsubscribes.download, name="unsubscribe_download"),
    path(f"{UNSUBSCRIBES}/reports/batch-report", unsubscribes.make_report, name="unsubscribe_make_report"),
    path(f"{UNSUBSCRIBES}/reports/<uuid:batch_id>", unsubscribes.report, name="unsubscribe_report"),
    path(
        f"{UNSUBSCRIBES}/reports/download/<uuid:batch_id>.csv",
        unsubscribes.report_csv,
        name="unsubscribe_report_csv",
    ),
    path(RETURNED, returned_letters.summary, name="returned_letter_summary"),
    path(f"{RETURNED}/<simple_date:reported_at>", returned_letters.of_day, name="returned_letters"),
    path(
        f"{RETURNED}/<simple_date:reported_at>.csv", returned_letters.of_day_csv, name="returned_letters_csv"
    ),
]
