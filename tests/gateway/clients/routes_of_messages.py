"""Messages, and the link that ends them."""

from datetime import date

from gateway import notification_api_client, unsubscribe_api_client
from tests.gateway.clients.names import BY, SERVICE

MESSAGES_OF = f"{SERVICE}/notifications"
JOB = f"{SERVICE}/job/j1"
FOUND = {"notifications": []}

MESSAGES = [
    (
        lambda: notification_api_client.get_notifications_for_service(
            "s1", template_type=["sms", "email"], status="failed", page=2, limit_days=7, include_jobs=True
        ),
        "GET",
        MESSAGES_OF,
        {
            "template_type": ["sms", "email"],
            "status": ["failed"],
            "page": ["2"],
            "limit_days": ["7"],
            "include_jobs": ["True"],
        },
        FOUND,
        FOUND,
    ),
    (
        lambda: notification_api_client.get_notifications_for_service(
            "s1", to="a+b@c.gov.uk", template_type=["email"], page=1, limit_days=7
        ),
        "POST",
        MESSAGES_OF,
        {"to": "a+b@c.gov.uk", "template_type": ["email"], "page": 1, "limit_days": 7},
        FOUND,
        FOUND,
    ),
    (
        lambda: notification_api_client.get_notifications_for_service(
            "s1", job_id="j1", page=3, limit_days=7
        ),
        "GET",
        f"{JOB}/notifications",
        {"page": ["3"]},
        FOUND,
        FOUND,
    ),
    (
        lambda: notification_api_client.get_notifications_for_service_for_csv(
            "s1", older_than="n1", page_size=5000, limit_days=90
        ),
        "GET",
        f"{MESSAGES_OF}/csv",
        {"older_than": ["n1"], "page_size": ["5000"], "limit_days": ["90"]},
        FOUND,
        FOUND,
    ),
    (
        lambda: notification_api_client.get_notifications_for_service_for_csv(
            "s1", job_id="j1", page=2, limit_days=90
        ),
        "GET",
        f"{JOB}/notifications",
        {"page": ["2"], "format_for_csv": ["True"]},
        FOUND,
        FOUND,
    ),
    (
        lambda: notification_api_client.send_notification(
            "s1", template_id="t1", recipient="07700900001", personalisation={"name": "A"}, sender_id="x1"
        ),
        "POST",
        f"{SERVICE}/send-notification",
        {"template_id": "t1", "to": "07700900001", "personalisation": {"name": "A"}, "sender_id": "x1", **BY},
        {"id": "n1"},
        {"id": "n1"},
    ),
    (
        lambda: notification_api_client.send_notification(
            "s1", template_id="t1", recipient=None, personalisation=None, sender_id=None
        ),
        "POST",
        f"{SERVICE}/send-notification",
        {"template_id": "t1", "to": None, "personalisation": None, **BY},
        {"id": "n1"},
        {"id": "n1"},
    ),
    (
        lambda: notification_api_client.send_precompiled_letter(
            "s1", "a.pdf", "n1", "first", "1%20High%20St"
        ),
        "POST",
        f"{SERVICE}/send-pdf-letter",
        {
            "filename": "a.pdf",
            "file_id": "n1",
            "postage": "first",
            "recipient_address": "1%20High%20St",
            **BY,
        },
        {"id": "n1"},
        {"id": "n1"},
    ),
    (
        lambda: notification_api_client.get_notification("s1", "n1"),
        "GET",
        f"{MESSAGES_OF}/n1",
        {},
        {"id": "n1"},
        {"id": "n1"},
    ),
    (
        lambda: notification_api_client.get_notification_letter_preview("s1", "n1", "png", page=2),
        "GET",
        f"{SERVICE}/template/preview/n1/png",
        {"page": ["2"]},
        {"content": ""},
        {"content": ""},
    ),
    (
        lambda: notification_api_client.get_notification_letter_preview("s1", "n1", "pdf"),
        "GET",
        f"{SERVICE}/template/preview/n1/pdf",
        {},
        {"content": ""},
        {"content": ""},
    ),
    (
        lambda: notification_api_client.update_notification_to_cancelled("s1", "n1"),
        "POST",
        f"{MESSAGES_OF}/n1/cancel",
        {},
        {"id": "n1"},
        {"id": "n1"},
    ),
    (
        lambda: notification_api_client.get_notification_status_by_service(
            date(2026, 4, 1), date(2026, 4, 30)
        ),
        "GET",
        "/service/monthly-data-by-service",
        {"start_date": ["2026-04-01"], "end_date": ["2026-04-30"]},
        [[1]],
        [[1]],
    ),
    (
        lambda: notification_api_client.get_notification_count_for_job_id(service_id="s1", job_id="j1"),
        "GET",
        f"{JOB}/notification_count",
        {},
        {"count": 3},
        3,
    ),
    (
        lambda: notification_api_client.get_notifications_count_for_service("s1", "sms", 7),
        "GET",
        f"{MESSAGES_OF}/count",
        {"template_type": ["sms"], "limit_days": ["7"]},
        {"notifications_sent_count": 3},
        3,
    ),
    (
        lambda: notification_api_client.get_notifications_count_for_service("s1", "sms", 7),
        "GET",
        f"{MESSAGES_OF}/count",
        {"template_type": ["sms"], "limit_days": ["7"]},
        {},
        None,
    ),
    (
        lambda: unsubscribe_api_client.unsubscribe("n1", "token.of.it"),
        "POST",
        "/unsubscribe/n1/token.of.it",
        None,
        {"result": "success"},
        True,
    ),
]
