"""The values of addresses, and the rows that the API that knows everything has one of."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from portal_apps.core.financial_years import financial_year
from tests.builders import a_contact_list, a_job, a_notification, a_page, an_id, an_upload

Row = dict[str, Any]
Named = Callable[[str], str]

CREATED = "2026-10-01T09:00:00.000000Z"
IDS = [
    "service_id",
    "service_to_join_id",
    "org_id",
    "user_id",
    "key_id",
    "template_id",
    "template_folder_id",
    "sender_id",
    "notification_id",
    "invited_user_id",
    "request_id",
    "data_retention_id",
    "batch_id",
    "job_id",
    "upload_id",
    "contact_list_id",
    "report_request_id",
    "template_email_file_id",
]
ARGUMENTS: dict[str, str] = {name: an_id() for name in IDS} | {
    "template_type": "email",
    "notification_type": "sms",
    "message_type": "email",
    "filetype": "pdf",
    "daily_limit_type": "sms",
    "channel": "email",
    "permission": "inbound_sms",
    "return_to": "view_template",
    "version": "1",
    "language": "english",
    "row_index": "2",
    "step_index": "0",
    "token": "a-signed-token",
    "reported_at": "2026-11-23",
    "run": "20261123T091717171717-0123456789ab",
}
ARGUMENTS["from_folder"] = ARGUMENTS["template_folder_id"]

# Templates are copied out of the service that one is in.
ARGUMENTS |= {"from_service": ARGUMENTS["service_id"], "from_folder": ARGUMENTS["template_folder_id"]}
# On the page of its recipients it is called so.
ARGUMENTS["document_id"] = ARGUMENTS["template_email_file_id"]


def figures(path: str, named: Named) -> Row:
    """What the pages about numbers ask for."""
    year = financial_year()
    used = {"template_id": ARGUMENTS["template_id"], "name": named("Permit ready"), "count": 3}
    month = {"type": "email", "year": year, "month": 4, "is_precompiled_letter": False}
    cost = {"notification_type": "sms", "notifications_sent": 8, "cost": 1.1, "free_allowance_used": 4}
    rates = {"chargeable_units": 10, "charged_units": 5, "rate": 0.0227}
    months = {f"{year}-04": {"email": {"delivered": 3}, "sms": {}, "letter": {}}}
    return {
        f"{path}/notifications/monthly": {"data": months},
        f"{path}/notifications/templates_usage/monthly": {"stats": [used | month]},
        f"{path}/billing/yearly-usage-summary": [cost | rates],
        f"{path}/billing/monthly-usage": [
            {**cost, **rates, "month": "April", "postage": "none"},
            {**cost, **rates, "notification_type": "letter", "month": "May", "postage": "first"},
        ],
        f"{path}/inbound-sms/summary": {"count": 12, "most_recent": CREATED},
        f"{path}/unsubscribe-request-statistics": {
            "unsubscribe_requests_count": 2,
            "datetime_of_latest_unsubscribe_request": "Mon, 23 Nov 2026 09:17:17 GMT",
        },
    }


def template_count(named: Named) -> Row:
    return {
        "template_id": ARGUMENTS["template_id"],
        "template_name": named("Permit ready"),
        "template_type": "email",
        "status": "delivered",
        "count": 1_200,
        "is_precompiled_letter": False,
    }


def message(named: Named, service: Row, template: Row, **facts: Any) -> Row:
    """Sent by a program."""
    recipients = {
        "email": "ada@example.com",
        "sms": "07700900123",
        "letter": "Ada Okafor\n1 Hall Road\nME1 1AA",
    }
    return a_notification(
        service,
        {**template, "version": 3},
        to=named(recipients[template["template_type"]]),
        client_reference=named("reference"),
        key_name=named("Licensing system"),
        personalisation={"name": named("Ada"), "reference": named("R 12")},
        created_by=None,
        **facts,
    )


def line(named: Named) -> Row:
    """The same message as a line of a CSV file."""
    return {
        "id": ARGUMENTS["notification_id"],
        "row_number": 1,
        "recipient": named("ada@example.com"),
        "client_reference": named("reference"),
        "template_name": named("Permit ready"),
        "template_type": "email",
        "job_name": named("permits.csv"),
        "status": "Delivered",
        "created_at": "2026-11-05 15:07:00",
        "created_by_name": None,
        "created_by_email_address": None,
        "api_key_name": named("Licensing system"),
    }


def messages(named: Named, service: Row, template: Row) -> list[Row]:
    """One of each channel, the one that has an address of its own first."""
    others = [{**template, "id": an_id(), "template_type": channel} for channel in ("sms", "letter")]
    return [
        message(named, service, template, id=ARGUMENTS["notification_id"]),
        *(message(named, service, one, status="permanent-failure") for one in others),
    ]


def job(named: Named, service: Row) -> Row:
    """A file that is still being sent."""
    return a_job(
        service,
        id=ARGUMENTS["job_id"],
        template=ARGUMENTS["template_id"],
        template_name=named("Permit ready"),
        original_file_name=named("permits.csv"),
        created_by={"id": an_id(), "name": named("Morgan Ellis")},
        created_at=datetime.now(tz=UTC).isoformat(),
        job_status="in progress",
        statistics=[{"status": "delivered", "count": 1}],
    )


def uploaded(path: str, named: Named, service: Row) -> Row:
    """Files that were sent, one that waits, and a list of contacts, whose file is gone."""
    list_id = ARGUMENTS["contact_list_id"]
    contacts = a_contact_list(
        service,
        id=list_id,
        original_file_name=named("wardens.csv"),
        created_by=named("Morgan Ellis"),
    )
    waiting = a_job(service, original_file_name=named("permits.csv"), scheduled_for="2026-12-01T09:00:00Z")
    sent = a_job(service, template_name=named("Permit ready"), contact_list_id=list_id)
    return {
        f"{path}/upload": a_page([an_upload(original_file_name=named("residents.csv"))]),
        f"{path}/job": a_page([sent]),
        f"{path}/job?statuses=scheduled&page=1": a_page([waiting]),
        f"{path}/contact-list": [contacts],
        f"{path}/contact-list/{list_id}": contacts,
    }


def key(named: Named, maker: Row) -> Row:
    return {
        "id": ARGUMENTS["key_id"],
        "name": named("Licensing system"),
        "key_type": "normal",
        "created_by": maker["id"],
        "created_at": CREATED,
        "expiry_date": None,
        "updated_at": None,
        "version": 1,
    }


def join_request(named: Named, asks: Row, asked: Row) -> Row:
    return {
        "id": ARGUMENTS["request_id"],
        "service_id": ARGUMENTS["service_id"],
        "created_at": CREATED,
        "status": "pending",
        "status_changed_at": None,
        "status_changed_by": None,
        "reason": named("I am new"),
        "contacted_service_users": [asked["id"]],
        "requester": {name: asks[name] for name in ("id", "name", "email_address")},
    }


def usage(service: Row) -> Row:
    return {
        "service_id": ARGUMENTS["service_id"],
        "service_name": service["name"],
        "active": True,
        "chargeable_billable_sms": 10,
        "emails_sent": 1_200,
        "free_sms_limit": 10_000,
        "letter_cost": 0.5,
        "sms_billable_units": 100,
        "sms_cost": 1.25,
        "sms_remainder": 0,
    }
