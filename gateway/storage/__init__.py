"""Files beside the API: `from gateway.storage import recipient_files`.

The API is told about a file by its id and reads it from the same bucket, so keys and metadata are part of the contract;
docs/storage.md lists them. Where each kind is kept is one alias of STORAGES: a folder by default, S3 by settings.

    recipient_files.store(service_id, upload_id, data, {"original_file_name": "people.csv"})
    with recipient_files.open(service_id, upload_id) as stream: ...
"""

from gateway.storage.errors import StorageUnavailable
from gateway.storage.files import Agreements, NumberedFiles, ServiceFiles
from gateway.storage.letters import LetterFacts
from gateway.storage.logos import Logos
from gateway.storage.store import Facts

__all__ = [
    "Facts",
    "LetterFacts",
    "StorageUnavailable",
    "agreements",
    "contact_lists",
    "letter_attachments",
    "letter_originals",
    "letter_uploads",
    "logos",
    "recipient_bad_rows",
    "recipient_blank_rows",
    "recipient_files",
    "recipient_progress",
    "recipient_repeats",
    "recipient_sendings",
    "recipient_verdicts",
    "reports",
    "template_email_files",
]

CSV = "text/csv"
JSON = "application/json"
PDF = "application/pdf"

recipient_files = ServiceFiles("recipient_files", "service-{service_id}-notify/{file_id}.csv", CSV)
# What the portal found when it read that file; the API knows nothing of these. They are removed with it.
recipient_verdicts = ServiceFiles(
    "recipient_files", "service-{service_id}-notify/{file_id}.verdict.json", JSON
)
recipient_bad_rows = ServiceFiles(
    "recipient_files", "service-{service_id}-notify/{file_id}.bad-rows.jsonl", JSON
)
recipient_repeats = ServiceFiles(
    "recipient_files", "service-{service_id}-notify/{file_id}.repeats.jsonl", JSON
)
recipient_blank_rows = ServiceFiles(
    "recipient_files", "service-{service_id}-notify/{file_id}.blank-rows.jsonl", JSON
)
recipient_progress = ServiceFiles(
    "recipient_files", "service-{service_id}-notify/{file_id}.progress.json", JSON
)
# By what was sent, not by the upload: see portal_apps.sending.sendings.
recipient_sendings = ServiceFiles(
    "recipient_files", "service-{service_id}-notify/{file_id}.sendings.json", JSON
)
contact_lists = ServiceFiles("contact_lists", "service-{service_id}-notify/{file_id}.csv", CSV)
letter_uploads = ServiceFiles("letter_uploads", "service-{service_id}/{file_id}.pdf", PDF)
letter_attachments = ServiceFiles("letter_attachments", "service-{service_id}/{file_id}.pdf", PDF)
template_email_files = ServiceFiles(
    "template_email_files", "{service_id}/{file_id}", "application/octet-stream"
)
letter_originals = NumberedFiles("letter_originals", "{file_id}.pdf", PDF)
reports = NumberedFiles("reports", "notifications_report/{file_id}.csv", CSV)
logos = Logos("logos")
agreements = Agreements("agreements")
