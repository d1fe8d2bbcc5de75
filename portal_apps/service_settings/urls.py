"""Addresses of the settings of a service."""

from django.urls import path

from portal_apps.service_settings.views import (
    archive,
    connections,
    data_retention,
    general,
    letter_contacts,
    limits,
    overview,
    platform,
    receiving,
    reply_to,
    sign_in_methods,
    sms_senders,
    switches,
)

app_name = "service_settings"

SERVICE = "services/<uuid:service_id>"
SETTINGS = f"{SERVICE}/service-settings"
RETENTION = f"{SERVICE}/data-retention"
REPLY_TO = f"{SETTINGS}/email-reply-to"
SMS_SENDER = f"{SETTINGS}/sms-sender"
LETTER_CONTACT = f"{SETTINGS}/letter-contact"
RECEIVE = f"{SETTINGS}/receive-text-messages"
SIGN_IN = f"{SETTINGS}/set-auth-type"

urlpatterns = [
    path(SETTINGS, overview.settings, name="settings"),
    path(f"{SETTINGS}/name", general.name, name="name"),
    path(f"{SETTINGS}/email-sender", general.email_sender, name="email_sender"),
    path(f"{SETTINGS}/set-data-retention", general.set_data_retention, name="set_data_retention"),
    path(f"{SETTINGS}/request-to-go-live/estimate-usage", general.estimate_usage, name="estimate_usage"),
    path(f"{SETTINGS}/send-files-by-email", general.send_files_by_email, name="send_files_by_email"),
    path(f"{SETTINGS}/archive", archive.archive, name="archive"),
    path(f"{SETTINGS}/set-<template_type:channel>", switches.set_channel, name="set_channel"),
    path(f"{SETTINGS}/set-letters", switches.old_letters_address, name="set_letters"),
    path(f"{SETTINGS}/set-email/on", switches.set_email_on, name="set_email_on"),
    path(f"{SETTINGS}/sms-prefix", switches.sms_prefix, name="sms_prefix"),
    path(f"{SETTINGS}/set-international-sms", switches.set_international_sms, name="set_international_sms"),
    path(
        f"{SETTINGS}/set-international-letters",
        switches.set_international_letters,
        name="set_international_letters",
    ),
    path(f"{SETTINGS}/set-reply-to-email", reply_to.old_address, name="set_reply_to_email"),
    path(REPLY_TO, reply_to.email_reply_to, name="email_reply_to"),
    path(f"{REPLY_TO}/add", reply_to.add, name="email_reply_to_add"),
    path(f"{REPLY_TO}/<uuid:notification_id>/verify", reply_to.verify, name="email_reply_to_verify"),
    path(
        f"{REPLY_TO}/<uuid:notification_id>/verify.json",
        reply_to.verify_json,
        name="email_reply_to_verify_json",
    ),
    path(f"{REPLY_TO}/<uuid:sender_id>/edit", reply_to.edit, name="email_reply_to_edit"),
    path(f"{REPLY_TO}/<uuid:sender_id>/delete", reply_to.delete, name="email_reply_to_delete"),
    path(SMS_SENDER, sms_senders.sms_sender, name="sms_sender"),
    path(f"{SMS_SENDER}/add", sms_senders.add, name="sms_sender_add"),
    path(f"{SMS_SENDER}/<uuid:sender_id>/edit", sms_senders.edit, name="sms_sender_edit"),
    path(f"{SMS_SENDER}/<uuid:sender_id>/delete", sms_senders.delete, name="sms_sender_delete"),
    path(f"{SETTINGS}/letter-contacts", letter_contacts.letter_contacts, name="letter_contacts"),
    path(f"{LETTER_CONTACT}/add", letter_contacts.add, name="letter_contacts_add"),
    path(
        f"{LETTER_CONTACT}/make-blank-default",
        letter_contacts.make_blank_default,
        name="letter_contacts_make_blank_default",
    ),
    path(f"{LETTER_CONTACT}/<uuid:sender_id>/edit", letter_contacts.edit, name="letter_contacts_edit"),
    path(f"{LETTER_CONTACT}/<uuid:sender_id>/delete", letter_contacts.delete, name="letter_contacts_delete"),
    path(
        f"{SETTINGS}/daily-message-limit/<daily_limit_type:daily_limit_type>",
        limits.daily_message_limit,
        name="daily_message_limit",
    ),
    path(
        f"{SETTINGS}/<daily_limit_type:daily_limit_type>/remaining-today.json",
        limits.remaining_today,
        name="remaining_today_json",
    ),
    path(
        f"{SETTINGS}/set-message-limit/international-sms",
        limits.set_international_limit,
        name="set_international_limit",
    ),
    path(RECEIVE, receiving.overview, name="receive_text_messages"),
    path(f"{RECEIVE}/start", receiving.start, name="start_receiving"),
    path(f"{RECEIVE}/stop", receiving.stop, name="stop_receiving"),
    path(f"{RECEIVE}/stop/success", receiving.stop_success, name="stop_receiving_success"),
    path(SIGN_IN, sign_in_methods.set_auth_type, name="set_auth_type"),
    path(f"{SIGN_IN}/confirm", sign_in_methods.confirm, name="set_auth_type_confirm"),
    path(f"{SIGN_IN}/users", sign_in_methods.users, name="set_auth_type_users"),
    path(f"{SETTINGS}/switch-live", platform.switch_live, name="switch_live"),
    path(f"{SETTINGS}/switch-count-as-live", platform.switch_count_as_live, name="switch_count_as_live"),
    path(f"{SETTINGS}/permissions/<slug:permission>", platform.set_permission, name="set_permission"),
    path(
        f"{SETTINGS}/set-free-sms-allowance", platform.set_free_sms_allowance, name="set_free_sms_allowance"
    ),
    path(
        f"{SETTINGS}/set-message-limit/<template_type:notification_type>",
        platform.set_message_limit,
        name="set_message_limit",
    ),
    path(f"{SETTINGS}/set-rate-limit", platform.set_rate_limit, name="set_rate_limit"),
    path(
        f"{SETTINGS}/link-service-to-organisation",
        connections.link_service_to_organisation,
        name="link_service_to_organisation",
    ),
    path(f"{SETTINGS}/set-inbound-number", connections.set_inbound_number, name="set_inbound_number"),
    path(RETENTION, data_retention.data_retention, name="data_retention"),
    path(f"{RETENTION}/add", data_retention.add_data_retention, name="add_data_retention"),
    path(
        f"{RETENTION}/<uuid:data_retention_id>/edit",
        data_retention.edit_data_retention,
        name="edit_data_retention",
    ),
    path(f"{SERVICE}/notes", platform.notes, name="notes"),
    path(f"{SERVICE}/edit-billing-details", platform.edit_billing_details, name="edit_billing_details"),
]
