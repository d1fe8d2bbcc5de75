"""What recipients send back, as the Notify API has it; and the API that knows everything has one of each."""

from collections.abc import Callable
from typing import Any

from tests.builders import an_id
from tests.whole_api_rows import ARGUMENTS


def a_received_text(service: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A text that somebody sent to the service."""
    return {
        "id": an_id(),
        "service_id": service["id"],
        "notify_number": "07700900800",
        "user_number": "447700900123",
        "content": "When is my permit due?",
        "created_at": "2025-11-05T15:07:00.000000Z",
    } | facts


def an_unsubscribe_report(**facts: Any) -> dict[str, Any]:
    """A report that was taken, and not worked through."""
    return {
        "batch_id": an_id(),
        "count": 2,
        "created_at": "2026-11-23T10:00:00.000000Z",
        "earliest_timestamp": "2026-11-20T09:17:15.164835Z",
        "latest_timestamp": "2026-11-23T09:17:15.167520Z",
        "processed_by_service_at": None,
        "is_a_batched_report": True,
        "will_be_archived_at": "2027-02-21T00:00:00.000000Z",
        "service_id": an_id(),
    } | facts


def what_waits_for_a_report(**facts: Any) -> dict[str, Any]:
    """Requests that nobody has taken a report of."""
    return an_unsubscribe_report(batch_id=None, created_at=None, is_a_batched_report=False) | facts


def an_unsubscribe_request(**facts: Any) -> dict[str, Any]:
    return {
        "email_address": "lena@example.com",
        "template_name": "Newsletter",
        "original_file_name": "N/A",
        "template_sent_at": "2026-11-20 09:00:00",
        "unsubscribe_request_received_at": "2026-11-20 09:17:15",
    } | facts


def a_returned_letter(**facts: Any) -> dict[str, Any]:
    """A letter that a person sent from a template, and that came back."""
    return {
        "notification_id": an_id(),
        "client_reference": None,
        "uploaded_letter_file_name": None,
        "reported_at": "2026-11-23",
        "created_at": "2025-11-05 15:07:00.000000",
        "template_name": "Reminder",
        "template_id": an_id(),
        "template_version": 1,
        "user_name": "Ada Okafor",
        "email_address": "ada.okafor@meadowbridge.gov.uk",
        "original_file_name": None,
        "job_row_number": None,
    } | facts


def came_back(path: str, named: Callable[[str], str]) -> dict[str, Any]:
    """What recipients sent: texts, requests to unsubscribe, and letters that were returned."""
    text = a_received_text(
        {"id": ARGUMENTS["service_id"]}, id=ARGUMENTS["notification_id"], content=named("When is it due?")
    )
    report = an_unsubscribe_report(batch_id=ARGUMENTS["batch_id"])
    request = an_unsubscribe_request(template_name=named("Newsletter"))
    day = ARGUMENTS["reported_at"]
    return {
        f"{path}/inbound-sms": {"data": [text]},
        f"{path}/inbound-sms/most-recent": {"data": [text], "has_next": True},
        f"{path}/inbound-sms/{text['id']}": text,
        f"{path}/unsubscribe-request-reports-summary": [report],
        f"{path}/unsubscribe-request-report/{report['batch_id']}": {"unsubscribe_requests": [request]},
        f"{path}/returned-letter-statistics": {
            "returned_letter_count": 1,
            "most_recent_report": f"{day} 00:00:00.000000",
        },
        f"{path}/returned-letter-summary": [{"reported_at": day, "returned_letter_count": 1}],
        f"{path}/returned-letters": {
            "returned_letters": [a_returned_letter(template_name=named("Reminder"), reported_at=day)],
            "orphaned_count": 0,
        },
    }
