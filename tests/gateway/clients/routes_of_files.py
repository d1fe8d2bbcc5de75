"""Jobs, uploads, reports, contact lists, attachments, returned letters: everything that comes with a file."""

from datetime import date

from gateway import (
    contact_list_api_client,
    job_api_client,
    letter_attachment_client,
    letter_jobs_client,
    report_request_api_client,
    template_email_file_client,
    upload_api_client,
)
from tests.gateway.clients.names import BY, SERVICE, WHO

JOB = f"{SERVICE}/job/j1"
EMAIL_FILES = f"{SERVICE}/templates/t1/template_email_files"
LISTS = f"{SERVICE}/contact-list"
REPORTS = f"{SERVICE}/report-request"
BEGUN = (
    "pending,in progress,finished,finished all notifications created,sending limits exceeded,"
    "ready to send,sent to dvla,error"
)
FOUND = {"notifications": []}

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
        EMAIL_FILES,
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
        lambda: template_email_file_client.get_files("s1", "t1"),
        "GET",
        EMAIL_FILES,
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: template_email_file_client.get_file_by_id("f1", "s1", "t1"),
        "GET",
        f"{EMAIL_FILES}/f1",
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
        f"{EMAIL_FILES}/f1",
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
        f"{EMAIL_FILES}/f1",
        {"retention_period": 4, "validate_users_email": True, "pending": True},
        {"data": 1},
        {"data": 1},
    ),
]

FILES = [*JOBS, *KEPT_FILES]
