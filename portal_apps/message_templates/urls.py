"""Addresses of templates and their folders.

Several addresses share the name `choose_template`. Reversing takes the last one that fits, so the short one of each
pair stands after the long one.
"""

from django.urls import path

from portal_apps.message_templates.views import blocked, choose, copy, edit, folders, letters, show, versions

app_name = "message_templates"

ALL = "services/<uuid:service_id>/templates"
FOLDER = f"{ALL}/folders/<uuid:template_folder_id>"
OF_TYPE = f"{ALL}/<template_type:template_type>"
TEMPLATE = f"{ALL}/<uuid:template_id>"
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
]
