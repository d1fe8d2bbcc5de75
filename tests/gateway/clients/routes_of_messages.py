"""Messages, jobs, uploads, contact lists, attachments, reports."""

from datetime import date

from gateway import (
    contact_list_api_client,
    job_api_client,
    letter_attachment_client,
    letter_jobs_client,
    notification_api_client,
    report_request_api_client,
    template_email_file_client,
    unsubscribe_api_client,
    upload_api_client,
)
from tests.gateway.clients.names import BY, SERVICE, WHO

MESSAGES_OF = f"{SERVICE}/notifications"
JOB = f"{SERVICE}/job/j1"
FILES = f"{SERVICE}/templates/t1/template_email_files"
LISTS = f"{SERVICE}/contact-list"
REPORTS = f"{SERVICE}/report-request"
BEGUN = (
    "pending,in progress,finished,finished all notifications created,sending limits exceeded,"
    "ready to send,sent to dvla,error"
)
FOUND = {"notifications": []}

SENDING = [
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

JOBS = [
    (
        lambda: job_api_client.create_job(
            "j1", "s1", scheduled_for="2026-11-24T10:00:00", contact_list_id="c1"
        ),
        "POST",
        f"{SERVICE}/job",
        {"id": "j1", "scheduled_for": "2026-11-24T10:00:00", "contact_list_id": "c1", **BY},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: job_api_client.create_job("j1", "s1"),
        "POST",
        f"{SERVICE}/job",
        {"id": "j1", **BY},
        {"data": 1},
        {"data": 1},
    ),
    (lambda: job_api_client.cancel_job("s1", "j1"), "POST", f"{JOB}/cancel", {}, {"data": 1}, {"data": 1}),
    (lambda: job_api_client.cancel_letter_job("s1", "j1"), "POST", f"{JOB}/cancel-letter-job", {}, 5, 5),
    (
        lambda: job_api_client.get_page_of_jobs("s1", page=2),
        "GET",
        f"{SERVICE}/job",
        {"page": ["2"], "statuses": [BEGUN]},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: job_api_client.get_page_of_jobs("s1", page=1, statuses=["scheduled"], contact_list_id="c1"),
        "GET",
        f"{SERVICE}/job",
        {"page": ["1"], "statuses": ["scheduled"], "contact_list_id": ["c1"]},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: job_api_client.get_immediate_jobs("s1"),
        "GET",
        f"{SERVICE}/job",
        {"page": ["1"], "statuses": [BEGUN], "limit_days": ["7"]},
        {"data": [1]},
        [1],
    ),
    (
        lambda: job_api_client.get_scheduled_jobs("s1"),
        "GET",
        f"{SERVICE}/job",
        {"page": ["1"], "statuses": ["scheduled"]},
        {"data": []},
        [],
    ),
    (
        lambda: job_api_client.has_sent_previously("s1", "t1", 1, "a.csv"),
        "GET",
        f"{SERVICE}/job",
        {"page": ["1"], "limit_days": ["0"]},
        {"data": []},
        False,
    ),
    (
        lambda: job_api_client.get_uploads("s1", limit_days=7, page=2),
        "GET",
        f"{SERVICE}/upload",
        {"page": ["2"], "limit_days": ["7"]},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: upload_api_client.get_letters_by_service_and_print_day(
            "s1", letter_print_day=date(2026, 11, 20), page=2
        ),
        "GET",
        f"{SERVICE}/upload/uploaded-letters/2026-11-20",
        {"page": ["2"]},
        FOUND,
        FOUND,
    ),
    (
        lambda: report_request_api_client.get_report_request("s1", "r1"),
        "GET",
        f"{REPORTS}/r1",
        {},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: report_request_api_client.create_report_request(
            "s1", "notifications_report", {"user_id": "u1", "notification_type": "sms"}
        ),
        "POST",
        REPORTS,
        {"user_id": "u1", "notification_type": "sms", "report_type": "notifications_report"},
        {"data": {"id": "r1"}},
        "r1",
    ),
]

KEPT_FILES = [
    (
        lambda: contact_list_api_client.create_contact_list(
            service_id="s1", upload_id="c1", original_file_name="a.csv", row_count=3, template_type="sms"
        ),
        "POST",
        LISTS,
        {"id": "c1", "original_file_name": "a.csv", "row_count": 3, "template_type": "sms", **BY},
        {"id": "c1"},
        {"id": "c1"},
    ),
    (lambda: contact_list_api_client.get_contact_lists("s1"), "GET", LISTS, {}, [1], [1]),
    (
        lambda: contact_list_api_client.get_contact_list(service_id="s1", contact_list_id="c1"),
        "GET",
        f"{LISTS}/c1",
        {},
        {"id": "c1"},
        {"id": "c1"},
    ),
    (
        lambda: contact_list_api_client.delete_contact_list(service_id="s1", contact_list_id="c1"),
        "DELETE",
        f"{LISTS}/c1",
        None,
        None,
        None,
    ),
    (
        lambda: letter_attachment_client.get_letter_attachment("a1"),
        "GET",
        "/letter-attachment/a1",
        {},
        {"id": "a1"},
        {"id": "a1"},
    ),
    (
        lambda: letter_attachment_client.create_letter_attachment(
            upload_id="a1", original_filename="a.pdf", page_count=2, template_id="t1", service_id="s1"
        ),
        "POST",
        "/letter-attachment",
        {
            "upload_id": "a1",
            "original_filename": "a.pdf",
            "page_count": 2,
            "template_id": "t1",
            "created_by_id": WHO,
        },
        {"id": "a1"},
        {"id": "a1"},
    ),
    (
        lambda: letter_attachment_client.archive_letter_attachment(
            letter_attachment_id="a1", user_id="u1", service_id="s1"
        ),
        "POST",
        "/letter-attachment/a1/archive",
        {"archived_by": "u1"},
        None,
        None,
    ),
    (
        lambda: letter_jobs_client.submit_returned_letters({"ABCDEFGHIJKLMNOP"}),
        "POST",
        "/letters/returned",
        {"references": ["ABCDEFGHIJKLMNOP"]},
        {"references": []},
        {"references": []},
    ),
    (
        lambda: template_email_file_client.create_file(
            file_id="f1", service_id="s1", template_id="t1", filename="a.pdf", created_by_id="u1"
        ),
        "POST",
        FILES,
        {
            "id": "f1",
            "filename": "a.pdf",
            "created_by_id": "u1",
            "retention_period": 26,
            "validate_users_email": True,
        },
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: template_email_file_client.get_file_by_id("f1", "s1", "t1"),
        "GET",
        f"{FILES}/f1",
        {},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: template_email_file_client.update_file(
            "f1",
            "s1",
            "t1",
            link_text="Your form",
            retention_period=4,
            validate_users_email=False,
            pending=False,
        ),
        "POST",
        f"{FILES}/f1",
        {
            "link_text": "Your form",
            "retention_period": 4,
            "validate_users_email": False,
            "pending": False,
        },
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: template_email_file_client.update_file(
            "f1", "s1", "t1", link_text=None, retention_period=4, validate_users_email=True, pending=True
        ),
        "POST",
        f"{FILES}/f1",
        {"retention_period": 4, "validate_users_email": True, "pending": True},
        {"data": 1},
        {"data": 1},
    ),
]

MESSAGES = [*SENDING, *JOBS, *KEPT_FILES]
