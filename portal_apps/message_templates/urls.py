"""Addresses of templates and their folders.

Several addresses share the name `choose_template`. Reversing takes the last one that fits, so the short one of each
pair stands after the long one.
"""

from django.urls import path

from portal_apps.message_templates.views import (
    blocked,
    choose,
    copy,
    edit,
    file_preview,
    file_settings,
    files,
    folders,
    letters,
    show,
    versions,
)

app_name = "message_templates"

ALL = "services/<uuid:service_id>/templates"
FOLDER = f"{ALL}/folders/<uuid:template_folder_id>"
OF_TYPE = f"{ALL}/<template_type:template_type>"
TEMPLATE = f"{ALL}/<uuid:template_id>"
FILES = f"{TEMPLATE}/files"
FILE = f"{FILES}/<uuid:template_email_file_id>"
DOCUMENT = "d/<base64_uuid:service_id>/<base64_uuid:document_id>"
BLOCKED = f"{ALL}/action-blocked/<template_type:notification_type>/<slug:return_to>"
COPY = f"{ALL}/copy"
FROM_SERVICE = f"{COPY}/from-service/<uuid:from_service>"

urlpatterns = [
    path(f"{ALL}/all", choose.choose_template, name="choose_template"),
    path(ALL, choose.choose_template, name="choose_template"),
    path(f"{ALL}/all/folders/<uuid:template_folder_id>", choose.choose_template, name="choose_template"),
    path(FOLDER, choose.choose_template, name="choose_template"),
    path(OF_TYPE, choose.choose_template, name="choose_template"),
    path(f"{OF_TYPE}/folders/<uuid:template_folder_id>", choose.choose_template, name="choose_template"),
    path(f"{ALL}/add-<template_type:template_type>", edit.add_template, name="add_template"),
    path(f"{FOLDER}/add-<template_type:template_type>", edit.add_template, name="add_template"),
    path(f"{ALL}/count-sms-length", edit.count_sms_length, name="count_sms_length"),
    path(f"{FOLDER}/manage", folders.manage_folder, name="manage_folder"),
    path(f"{FOLDER}/delete", folders.delete_folder, name="delete_folder"),
    path(BLOCKED, blocked.action_blocked, name="action_blocked"),
    path(f"{BLOCKED}/<uuid:template_id>", blocked.action_blocked, name="action_blocked"),
    path(
        f"{COPY}/from-folder/<uuid:from_folder>", copy.choose_template_to_copy, name="choose_template_to_copy"
    ),
    path(
        f"{FROM_SERVICE}/from-folder/<uuid:from_folder>",
        copy.choose_template_to_copy,
        name="choose_template_to_copy",
    ),
    path(FROM_SERVICE, copy.choose_template_to_copy, name="choose_template_to_copy"),
    path(COPY, copy.choose_template_to_copy, name="choose_template_to_copy"),
    path(f"{COPY}/<uuid:template_id>", copy.copy_template, name="copy_template"),
    path(TEMPLATE, show.view_template, name="view_template"),
    path(f"{TEMPLATE}/edit/<slug:language>", edit.edit_template, name="edit_template"),
    path(f"{TEMPLATE}/edit", edit.edit_template, name="edit_template"),
    path(f"{TEMPLATE}/delete", show.delete_template, name="delete_template"),
    path(f"{TEMPLATE}/redact", show.redact_template, name="redact_template"),
    path(f"{TEMPLATE}/versions", versions.versions, name="versions"),
    path(f"{TEMPLATE}/version/<int:version>", versions.version, name="version"),
    path(f"{TEMPLATE}/version/<int:version>/restore", versions.restore_version, name="restore_version"),
    path(f"{TEMPLATE}/rename", letters.rename_template, name="rename_template"),
    path(f"{TEMPLATE}/set-template-sender", letters.set_template_sender, name="set_template_sender"),
    path(f"{TEMPLATE}/change-language", letters.change_language, name="change_language"),
    path(
        f"{TEMPLATE}/change-language/confirm",
        letters.confirm_change_language,
        name="confirm_change_language",
    ),
    path(FILES, files.email_files, name="email_files"),
    path(f"{FILES}/setup", files.email_files_setup, name="email_files_setup"),
    path(f"{FILES}/upload", files.upload_email_file, name="upload_email_file"),
    path(FILE, files.email_file, name="email_file"),
    path(f"{FILE}/make-live", files.make_email_file_live, name="make_email_file_live"),
    path(f"{FILE}/change-link-text", file_settings.change_link_text, name="change_file_link_text"),
    path(f"{FILE}/change-data-retention", file_settings.change_retention, name="change_file_retention"),
    path(f"{FILE}/change-email-validation", file_settings.change_validation, name="change_file_validation"),
    path(DOCUMENT, file_preview.landing, name="document_preview"),
    path(f"{DOCUMENT}/confirm-email-address", file_preview.confirm, name="document_preview_confirm"),
    path(f"{DOCUMENT}/download", file_preview.download, name="document_preview_download"),
]
