"""The sections of the settings page and their rows, in order. Those of platform admins are in platform_rows."""

from collections.abc import Callable
from typing import Any

from portal_apps.core.formatting import thousands
from portal_apps.core.permissions import platform_admin
from portal_apps.service_settings.overview import Overview
from portal_apps.service_settings.platform_rows import PLATFORM
from portal_apps.service_settings.retention import retention_lines
from portal_apps.service_settings.rows import Row, Section, Value, on_off


def _sign_in(settings: Overview) -> Value:
    by_link = settings.service.has_permission("email_auth")
    return "Email link or text message code" if by_link else "Text message code"


def _email_sender_name(settings: Overview) -> Value:
    return settings.service.facts["custom_email_sender_name"] or settings.service.name


def _default_of(senders: list[dict[str, Any]], field: str, without: str = "") -> list[str]:
    """The one that is used unless a template says otherwise, and how many others there are."""
    default = next((one[field] for one in senders if one["is_default"]), without).splitlines()
    others = sum(not one["is_default"] for one in senders)
    return [*default, f"and {thousands(others)} more"] if others else default


def _daily_limit(kind: str) -> Callable[[Overview], Value]:
    return lambda settings: f"{thousands(settings.service.facts[f'{kind}_message_limit'])} a day"


def _limit_row(label: str, kind: str, needs: str) -> Row:
    arguments = {"daily_limit_type": kind}
    return Row(label, _daily_limit(kind), "daily_message_limit", needs=needs, arguments=arguments, verb="See")


GENERAL = (
    Row("Service name", lambda settings: settings.service.name, "name"),
    Row("Sign-in method", _sign_in, "set_auth_type"),
    Row("Data retention", lambda settings: retention_lines(settings.data_retention), "set_data_retention"),
)
EMAIL = (
    Row("Send emails", on_off("email"), "set_channel", arguments={"channel": "email"}),
    Row("Email sender name", _email_sender_name, "email_sender", needs="email"),
    Row(
        "Reply-to email addresses",
        lambda settings: _default_of(settings.reply_to, "email_address"),
        "email_reply_to",
        is_list=True,
        needs="email",
    ),
    Row("Email branding", lambda settings: settings.email_branding.get("name", "GOV.UK"), needs="email"),
    Row(
        "Send files by email",
        lambda settings: settings.service.facts["contact_link"] or "",
        "send_files_by_email",
        needs="email",
        named="contact details for files sent by email",
    ),
    _limit_row("Daily email limit", "email", "email"),
)
TEXT = (
    Row("Send text messages", on_off("sms"), "set_channel", arguments={"channel": "sms"}),
    Row(
        "Text message sender IDs",
        lambda settings: _default_of(settings.sms_senders, "sms_sender"),
        "sms_sender",
        is_list=True,
        needs="sms",
    ),
    Row(
        "Start text messages with service name",
        lambda settings: "On" if settings.service.prefix_sms else "Off",
        "sms_prefix",
        needs="sms",
    ),
    Row("Receive text messages", on_off("inbound_sms"), "receive_text_messages", needs="sms"),
    Row(
        "Send international text messages", on_off("international_sms"), "set_international_sms", needs="sms"
    ),
    _limit_row("Daily text message limit", "sms", "sms"),
    _limit_row("Daily international text message limit", "international_sms", "international_sms"),
)
LETTER = (
    Row("Send letters", on_off("letter"), "set_channel", arguments={"channel": "letter"}),
    Row(
        "Sender addresses",
        lambda settings: _default_of(settings.letter_contacts, "contact_block", "Blank"),
        "letter_contacts",
        is_list=True,
        needs="letter",
    ),
    Row(
        "Send international letters",
        on_off("international_letters"),
        "set_international_letters",
        needs="letter",
    ),
    Row("Letter branding", lambda settings: settings.letter_branding.get("name", "None"), needs="letter"),
    _limit_row("Daily letter limit", "letter", "letter"),
)

SECTIONS = (
    Section("", GENERAL, "service-base-settings"),
    Section("Email settings", EMAIL),
    Section("Text message settings", TEXT),
    Section("Letter settings", LETTER),
    Section("Platform admin settings", PLATFORM, rule=platform_admin),
)
