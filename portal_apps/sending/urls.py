"""Addresses of sending a template to one person or to many."""

from django.urls import URLPattern, path

from portal_apps.sending.views import check, contact_lists, lists, start, upload

app_name = "sending"

SERVICE = "services/<uuid:service_id>"
SEND = f"{SERVICE}/send/<uuid:template_id>"
CHECK = f"{SERVICE}/<uuid:template_id>/check/<uuid:upload_id>"

urlpatterns: list[URLPattern] = [
    path(f"{SEND}/csv", upload.upload, name="send_messages"),
    path(f"{SEND}.csv", upload.example, name="example_csv"),
    path(CHECK, check.check_messages, name="check_messages"),
    path(f"{CHECK}/row-<int:row_index>", check.check_messages, name="check_messages_row"),
    path(f"{CHECK}/bad-rows.csv", lists.bad_rows_csv, name="bad_rows_csv"),
    path(f"{CHECK}/repeats", lists.repeats, name="repeats"),
    path(f"{CHECK}/repeats.csv", lists.repeats_csv, name="repeats_csv"),
    path(f"{SERVICE}/start-job/<uuid:upload_id>", start.start, name="start_job"),
    path(f"{SEND}/from-contact-list", contact_lists.choose, name="choose_from_contact_list"),
    path(
        f"{SEND}/from-contact-list/<uuid:contact_list_id>",
        contact_lists.use,
        name="send_from_contact_list",
    ),
]
