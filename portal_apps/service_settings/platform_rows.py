"""What platform admins see and change besides. A row of yours is one line here, with `rule=platform_admin`."""

from collections.abc import Callable
from functools import partial

from portal_apps.core.billing_details import BILLING
from portal_apps.core.formatting import thousands
from portal_apps.core.permissions import platform_admin
from portal_apps.service_settings.overview import Overview
from portal_apps.service_settings.retention import retention_lines
from portal_apps.service_settings.rows import Row, Value, on_off

PlatformRow = partial(Row, rule=platform_admin)


def _fact(name: str) -> Callable[[Overview], Value]:
    return lambda settings: settings.service.facts[name] or ""


def _number(name: str) -> Callable[[Overview], Value]:
    return lambda settings: thousands(settings.service.facts[name])


def _limit(label: str, channel: str) -> Row:
    return PlatformRow(
        label,
        _number(f"{channel}_message_limit"),
        "set_message_limit",
        arguments={"notification_type": channel},
    )


def _feature(label: str, feature: str) -> Row:
    return PlatformRow(label, on_off(feature), "set_permission", arguments={"permission": feature})


def _inbound_number(settings: Overview) -> Value:
    """The sender that people can answer to."""
    return next((one["sms_sender"] for one in settings.sms_senders if one["inbound_number_id"]), "")


PLATFORM: tuple[Row, ...] = (
    PlatformRow("Live", lambda settings: "No" if settings.service.trial_mode else "Yes", "switch_live"),
    PlatformRow(
        "Count in list of live services",
        lambda settings: "Yes" if settings.service.facts["count_as_live"] else "No",
        "switch_count_as_live",
    ),
    PlatformRow("Organisation", lambda settings: settings.organisation_name, "link_service_to_organisation"),
    PlatformRow(
        "Billing details",
        lambda settings: [
            text for name in BILLING if name != "notes" and (text := settings.service.facts[name])
        ],
        "edit_billing_details",
    ),
    PlatformRow("Notes", _fact("notes"), "notes"),
    PlatformRow("API rate limit per minute", _number("rate_limit"), "set_rate_limit"),
    _limit("Email limit", "email"),
    _limit("Text message limit", "sms"),
    _limit("Letter limit", "letter"),
    PlatformRow(
        "Free text message allowance",
        lambda settings: thousands(settings.free_sms_allowance or 0),
        "set_free_sms_allowance",
    ),
    PlatformRow(
        "Data retention by channel",
        lambda settings: retention_lines(settings.data_retention),
        "data_retention",
    ),
    _feature("Receive inbound SMS", "inbound_sms"),
    PlatformRow("Inbound number", _inbound_number, "set_inbound_number"),
    _feature("Email authentication", "email_auth"),
    _feature("Send text messages to UK landlines", "sms_to_uk_landlines"),
)
