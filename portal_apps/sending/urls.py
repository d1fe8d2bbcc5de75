"""Addresses of sending a template to one person or to many."""

from django.urls import URLPattern, path

from portal_apps.sending.views import (
    check,
    check_one,
    contact_lists,
    lists,
    one_off,
    senders,
    start,
    upload,
)

app_name = "sending"

SERVICE = "services/<uuid:service_id>"
SEND = f"{SERVICE}/send/<uuid:template_id>"
CHECK = f"{SERVICE}/<uuid:template_id>/check/<uuid:upload_id>"
ONE = f"{SERVICE}/template/<uuid:template_id>"

urlpatterns: list[URLPattern] = [
    path(f"{SEND}/set-sender", senders.set_sender, name="set_sender"),
    path(f"{SEND}/one-off", one_off.send_one_off, name="send_one_off"),
    path(f"{SEND}/one-off/address", one_off.send_one_off_step, name="send_one_off_address"),
    path(f"{SEND}/one-off/step-<int:step_index>", one_off.send_one_off_step, name="send_one_off_step"),
    path(f"{ONE}/one-off/send-to-myself", one_off.send_one_off_to_myself, name="send_one_off_to_myself"),
    path(f"{ONE}/notification/check", check_one.check_notification, name="check_notification"),
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
