"""Senders, callbacks and reports of a service."""

from datetime import date

from gateway import service_api_client
from tests.gateway.clients.names import SERVICE

REPLY_TO = f"{SERVICE}/email-reply-to"
LETTER_CONTACT = f"{SERVICE}/letter-contact"
SMS_SENDER = f"{SERVICE}/sms-sender"
INBOUND = f"{SERVICE}/inbound-sms"
CALLBACK = f"{SERVICE}/callback-api"
RETENTION = f"{SERVICE}/data-retention"

SENDERS = [
    (lambda: service_api_client.get_reply_to_email_addresses("s1"), "GET", REPLY_TO, {}, [1], [1]),
    (
        lambda: service_api_client.get_reply_to_email_address("s1", "r1"),
        "GET",
        f"{REPLY_TO}/r1",
        {},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.add_reply_to_email_address("s1", "a@b"),
        "POST",
        REPLY_TO,
        {"email_address": "a@b", "is_default": False},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.update_reply_to_email_address("s1", "r1", "a@b", is_default=True),
        "POST",
        f"{REPLY_TO}/r1",
        {"email_address": "a@b", "is_default": True},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.delete_reply_to_email_address("s1", "r1"),
        "POST",
        f"{REPLY_TO}/r1/archive",
        None,
        {"data": 1},
        {"data": 1},
    ),
    (lambda: service_api_client.get_letter_contacts("s1"), "GET", LETTER_CONTACT, {}, [1], [1]),
    (
        lambda: service_api_client.get_letter_contact("s1", "l1"),
        "GET",
        f"{LETTER_CONTACT}/l1",
        {},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.add_letter_contact("s1", "1 Road"),
        "POST",
        LETTER_CONTACT,
        {"contact_block": "1 Road", "is_default": False},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.update_letter_contact("s1", "l1", "1 Road", is_default=True),
        "POST",
        f"{LETTER_CONTACT}/l1",
        {"contact_block": "1 Road", "is_default": True},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.delete_letter_contact("s1", "l1"),
        "POST",
        f"{LETTER_CONTACT}/l1/archive",
        None,
        {"data": 1},
        {"data": 1},
    ),
    (lambda: service_api_client.get_sms_senders("s1"), "GET", SMS_SENDER, {}, [1], [1]),
    (
        lambda: service_api_client.get_sms_sender("s1", "m1"),
        "GET",
        f"{SMS_SENDER}/m1",
        {},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.add_sms_sender("s1", "PARKS"),
        "POST",
        SMS_SENDER,
        {"sms_sender": "PARKS", "is_default": False},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.update_sms_sender("s1", "m1", "PARKS", is_default=True),
        "POST",
        f"{SMS_SENDER}/m1",
        {"sms_sender": "PARKS", "is_default": True},
        {"id": 1},
        {"id": 1},
    ),
    (
        lambda: service_api_client.delete_sms_sender("s1", "m1"),
        "POST",
        f"{SMS_SENDER}/m1/archive",
        None,
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.verify_reply_to_email_address("s1", "a@b"),
        "POST",
        f"{REPLY_TO}/verify",
        {"email": "a@b"},
        {"data": {"id": "n1"}},
        {"data": {"id": "n1"}},
    ),
]

CALLBACKS = [
    (
        lambda: service_api_client.get_inbound_sms("s1"),
        "POST",
        INBOUND,
        {"phone_number": ""},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_inbound_sms("s1", "07700900001"),
        "POST",
        INBOUND,
        {"phone_number": "07700900001"},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_most_recent_inbound_sms("s1"),
        "GET",
        f"{INBOUND}/most-recent",
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_most_recent_inbound_sms("s1", page=2),
        "GET",
        f"{INBOUND}/most-recent",
        {"page": ["2"]},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_inbound_sms_by_id("s1", "n1"),
        "GET",
        f"{INBOUND}/n1",
        {},
        {"id": "n1"},
        {"id": "n1"},
    ),
    (
        lambda: service_api_client.get_inbound_sms_summary("s1"),
        "GET",
        f"{INBOUND}/summary",
        {},
        {"count": 0},
        {"count": 0},
    ),
    (
        lambda: service_api_client.get_most_recent_inbound_number_usage_date("s1"),
        "GET",
        f"{INBOUND}/most-recent-usage",
        {},
        {"most_recent_date": None},
        {"most_recent_date": None},
    ),
    (
        lambda: service_api_client.remove_service_inbound_sms("s1", True),
        "POST",
        f"{INBOUND}/remove",
        {"archive": True},
        {},
        {},
    ),
    (
        lambda: service_api_client.get_service_callback_api("s1", "c1", "inbound_sms"),
        "GET",
        f"{CALLBACK}/c1",
        {"callback_type": ["inbound_sms"]},
        {"data": 1},
        1,
    ),
    (
        lambda: service_api_client.create_service_callback_api(
            "s1", "https://a.uk", "0123456789", "u1", "complaint"
        ),
        "POST",
        CALLBACK,
        {
            "url": "https://a.uk",
            "bearer_token": "0123456789",
            "updated_by_id": "u1",
            "callback_type": "complaint",
        },
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.update_service_callback_api(
            "s1", "https://a.uk", "0123456789", "u1", "c1", "complaint"
        ),
        "POST",
        f"{CALLBACK}/c1",
        {
            "url": "https://a.uk",
            "bearer_token": "0123456789",
            "updated_by_id": "u1",
            "callback_type": "complaint",
        },
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.update_service_callback_api(
            "s1", "https://a.uk", "", "u1", "c1", "complaint"
        ),
        "POST",
        f"{CALLBACK}/c1",
        {"url": "https://a.uk", "updated_by_id": "u1", "callback_type": "complaint"},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.delete_service_callback_api("s1", "c1", "complaint"),
        "DELETE",
        f"{CALLBACK}/c1",
        None,
        None,
        None,
    ),
]

REPORTS = [
    (lambda: service_api_client.get_service_data_retention("s1"), "GET", RETENTION, {}, [], []),
    (
        lambda: service_api_client.create_service_data_retention("s1", "sms", 9),
        "POST",
        RETENTION,
        {"notification_type": "sms", "days_of_retention": 9},
        {"result": 1},
        {"result": 1},
    ),
    (
        lambda: service_api_client.update_service_data_retention("s1", "d1", 9),
        "POST",
        f"{RETENTION}/d1",
        {"days_of_retention": 9},
        None,
        None,
    ),
    (
        lambda: service_api_client.get_returned_letter_statistics("s1"),
        "GET",
        f"{SERVICE}/returned-letter-statistics",
        {},
        {"returned_letter_count": 1},
        {"returned_letter_count": 1},
    ),
    (
        lambda: service_api_client.get_returned_letter_summary("s1"),
        "GET",
        f"{SERVICE}/returned-letter-summary",
        {},
        [],
        [],
    ),
    (
        lambda: service_api_client.get_returned_letters("s1", date(2026, 11, 1)),
        "GET",
        f"{SERVICE}/returned-letters",
        {"reported_at": ["2026-11-01"]},
        {"returned_letters": []},
        {"returned_letters": []},
    ),
    (
        lambda: service_api_client.get_unsubscribe_request_statistics("s1"),
        "GET",
        f"{SERVICE}/unsubscribe-request-statistics",
        {},
        {},
        {},
    ),
    (
        lambda: service_api_client.get_unsubscribe_reports_summary("s1"),
        "GET",
        f"{SERVICE}/unsubscribe-request-reports-summary",
        {},
        [],
        [],
    ),
    (
        lambda: service_api_client.get_unsubscribe_request_report("s1", "b1"),
        "GET",
        f"{SERVICE}/unsubscribe-request-report/b1",
        {},
        {"batch_id": "b1"},
        {"batch_id": "b1"},
    ),
    (
        lambda: service_api_client.create_unsubscribe_request_report("s1", {"count": 2}),
        "POST",
        f"{SERVICE}/create-unsubscribe-request-report",
        {"count": 2},
        {"report_id": "b1"},
        {"report_id": "b1"},
    ),
    (
        lambda: service_api_client.process_unsubscribe_request_report(
            "s1", "b1", {"report_has_been_processed": True}
        ),
        "POST",
        f"{SERVICE}/process-unsubscribe-request-report/b1",
        {"report_has_been_processed": True},
        None,
        None,
    ),
]

SERVICE_SETTINGS = [*SENDERS, *CALLBACKS, *REPORTS]
