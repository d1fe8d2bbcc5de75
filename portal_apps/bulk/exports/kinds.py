"""What an estate has: one kind of thing for each file, and what the API is asked for it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gateway import (
    admin_api_client,
    api_key_api_client,
    billing_api_client,
    organisations_client,
    service_api_client,
)
from portal_apps.bulk.exports.lines import Facts

Json = dict[str, Any]
# A kind that comes in one answer is about nothing in particular.
EVERYTHING = ""
# People come by the month in which they came: tens of thousands in one answer take the API longer than anybody waits, and
# this process hundreds of megabytes. Nobody is older than the API.
FIRST_DAY, FIRST_MONTH = date(2000, 1, 1), date(2015, 12, 1)

SERVICES = (
    "id",
    "name",
    "active",
    "restricted",
    "count_as_live",
    "organisation",
    "organisation_type",
    "permissions",
    "email_message_limit",
    "sms_message_limit",
    "international_sms_message_limit",
    "letter_message_limit",
    "rate_limit",
    "prefix_sms",
    "email_sender_local_part",
    "custom_email_sender_name",
    "email_branding",
    "letter_branding",
    "contact_link",
    "go_live_at",
    "go_live_user",
    "has_active_go_live_request",
    "volume_email",
    "volume_sms",
    "volume_letter",
    "consent_to_research",
    "created_by",
    "notes",
    "purchase_order_number",
    "billing_contact_names",
    "billing_contact_email_addresses",
    "billing_reference",
)
USERS = (
    "id",
    "name",
    "email_address",
    "mobile_number",
    "auth_type",
    "platform_admin",
    "state",
    "created_at",
    "logged_in_at",
    "email_access_validated_at",
    "password_changed_at",
    "failed_login_count",
    "can_use_webauthn",
    "take_part_in_research",
    "receives_new_features_email",
    "organisations",
    "services",
    "permissions",
    "organisation_permissions",
)
ORGANISATIONS = (
    "id",
    "name",
    "active",
    "organisation_type",
    "crown",
    "domains",
    "count_of_live_services",
    "permissions",
    "can_approve_own_go_live_requests",
    "agreement_signed",
    "agreement_signed_at",
    "agreement_signed_by_id",
    "agreement_signed_on_behalf_of_name",
    "agreement_signed_on_behalf_of_email_address",
    "agreement_signed_version",
    "email_branding_id",
    "letter_branding_id",
    "request_to_go_live_notes",
    "notes",
    "purchase_order_number",
    "billing_contact_names",
    "billing_contact_email_addresses",
    "billing_reference",
)
KEYS = ("service_id", "id", "name", "key_type", "created_by", "created_at", "updated_at", "expiry_date")
SENDERS = ("service_id", "channel", "id", "sender", "is_default", "inbound_number_id", "created_at")
USAGE = (
    "service_id",
    "year",
    "notification_type",
    "notifications_sent",
    "chargeable_units",
    "free_allowance_used",
    "charged_units",
    "rate",
    "cost",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """`rows_of` is asked for each of the subjects, at the same time as for others."""

    name: str
    columns: Sequence[str]
    subjects: Callable[[], list[str]]
    rows_of: Callable[[str], Iterable[Facts]]


def kind_of_usage(year: int) -> Kind:
    def rows_of(service_id: str) -> Iterable[Facts]:
        usage = billing_api_client.get_annual_usage_for_service(service_id, year)
        return [{"service_id": service_id, "year": year, **row} for row in usage]

    return Kind(f"usage-{year}", USAGE, _service_ids, rows_of)


def _nothing_in_particular() -> list[str]:
    return [EVERYTHING]


def _service_ids() -> list[str]:
    """Archived ones as well: they had keys, and they cost money."""
    return [service["id"] for service in service_api_client.get_services()["data"]]


def _organisation_ids() -> list[str]:
    return [organisation["id"] for organisation in organisations_client.get_organisations()]


def _services(_everything: str) -> Iterable[Facts]:
    services: list[Json] = service_api_client.get_services()["data"]
    return services


def _months() -> list[str]:
    """Until this one, as 2026-11. Everybody who is older than the first one belongs to it."""
    months = [FIRST_MONTH]
    while (month := _next(months[-1])) <= datetime.now(tz=UTC).date():
        months.append(month)
    return [f"{month:%Y-%m}" for month in months]


def _users(month: str) -> Iterable[Facts]:
    """Asked for with a day more on either side: where a day ends is the API's affair, and each is in one month of UTC."""
    first = date.fromisoformat(f"{month}-01")
    is_oldest = first == FIRST_MONTH
    people: list[Json] = admin_api_client.fetch_users_list(
        created_from_date=(FIRST_DAY if is_oldest else first - timedelta(days=1)).isoformat(),
        created_to_date=_next(first).isoformat(),
    )["data"]
    return [
        person | {"services": [service["id"] for service in person["services"]]}
        for person in people
        if (came := person["created_at"][: len(month)]) == month or (is_oldest and came < month)
    ]


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _organisation(organisation_id: str) -> Iterable[Facts]:
    return [organisations_client.get_organisation(organisation_id)]


def _keys(service_id: str) -> Iterable[Facts]:
    keys = api_key_api_client.get_api_keys(service_id)["apiKeys"]
    return [key | {"service_id": service_id} for key in keys]


def _senders(service_id: str) -> Iterable[Facts]:
    """Whatever a message may come from, under one name."""
    lists = (
        ("email", "email_address", service_api_client.get_reply_to_email_addresses),
        ("sms", "sms_sender", service_api_client.get_sms_senders),
        ("letter", "contact_block", service_api_client.get_letter_contacts),
    )
    return [
        sender | {"channel": channel, "sender": sender[name]}
        for channel, name, ask in lists
        for sender in ask(service_id)
    ]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("services", SERVICES, _nothing_in_particular, _services),
        Kind("users", USERS, _months, _users),
        Kind("orgs", ORGANISATIONS, _organisation_ids, _organisation),
        Kind("keys", KEYS, _service_ids, _keys),
        Kind("senders", SENDERS, _service_ids, _senders),
    )
}
