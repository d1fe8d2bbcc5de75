from typing import Any

from sandbox import dates
from sandbox.models import ReturnedLetter

Json = dict[str, Any]

SENT_BY_PROGRAM = "API"


def returned_letter(letter: ReturnedLetter) -> Json:
    sent = letter.notification
    template = sent.template
    return {
        "notification_id": sent.id,
        # A letter sent as a file has the name of the file in place of a reference.
        "client_reference": None if template.is_precompiled_letter else sent.client_reference,
        "uploaded_letter_file_name": sent.client_reference if template.is_precompiled_letter else None,
        "reported_at": letter.reported_at.isoformat(),
        "created_at": dates.plain(sent.created_at),
        "template_name": template.name,
        "template_id": template.id,
        "template_version": sent.template_version,
        "user_name": sent.created_by.name if sent.created_by else SENT_BY_PROGRAM,
        "email_address": sent.created_by.email_address if sent.created_by else SENT_BY_PROGRAM,
        "original_file_name": sent.job.original_file_name if sent.job else None,
        "job_row_number": sent.job_row_number,
    }
