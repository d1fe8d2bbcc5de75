"""Addresses of templates and their folders.

Several addresses share the name `choose_template`. Reversing takes the last one that fits, so the short one of each
pair stands after the long one.
"""

from django.urls import path

from portal_apps.message_templates.views import blocked, choose, edit, folders, show

app_name = "message_templates"

ALL = "services/<uuid:service_id>/templates"
FOLDER = f"{ALL}/folders/<uuid:template_folder_id>"
OF_TYPE = f"{ALL}/<template_type:template_type>"
TEMPLATE = f"{ALL}/<uuid:template_id>"
BLOCKED = f"{ALL}/action-blocked/<template_type:notification_type>/<slug:return_to>"

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
    path(TEMPLATE, show.view_template, name="view_template"),
    path(f"{TEMPLATE}/edit", edit.edit_template, name="edit_template"),
    path(f"{TEMPLATE}/delete", show.delete_template, name="delete_template"),
    path(f"{TEMPLATE}/versions", show.versions, name="versions"),
    path(f"{TEMPLATE}/version/<int:version>", show.version, name="version"),
]
