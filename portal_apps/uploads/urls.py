"""Addresses of files of recipients and lists of contacts."""

from django.urls import path

from portal_apps.uploads.views import contact_list, new_list, overview

app_name = "uploads"

SERVICE = "services/<uuid:service_id>"
CHECK = f"{SERVICE}/check-contact-list/<uuid:upload_id>"
CONTACT_LIST = f"{SERVICE}/contact-list/<uuid:contact_list_id>"

urlpatterns = [
    path(f"{SERVICE}/uploads", overview.uploads, name="uploads"),
    path(f"{SERVICE}/upload-contact-list", new_list.upload_contact_list, name="upload_contact_list"),
    path(CHECK, new_list.check_contact_list, name="check_contact_list"),
    path(f"{CHECK}/bad-rows.csv", new_list.bad_rows_of_contact_list, name="bad_rows_of_contact_list"),
    path(
        f"{SERVICE}/save-contact-list/<uuid:upload_id>", new_list.save_contact_list, name="save_contact_list"
    ),
    path(CONTACT_LIST, contact_list.contact_list, name="contact_list"),
    path(f"{CONTACT_LIST}/delete", contact_list.delete_contact_list, name="delete_contact_list"),
    path(f"{CONTACT_LIST}.csv", contact_list.download_contact_list, name="download_contact_list"),
]
