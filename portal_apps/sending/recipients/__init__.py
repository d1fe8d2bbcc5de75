"""Files of recipients: read once, into a verdict that is stored beside the file. docs/recipients.md has the format.

file = RecipientFile(service_id, upload_id)
verdict = file.check(upload, "people.xlsx", Rules.of(service, template, people))   # raises Unreadable
...
verdict = RecipientFile(service_id, upload_id).verdict                             # later, in a millisecond
"""

from portal_apps.sending.recipients.bad_rows import bad_rows_as_csv
from portal_apps.sending.recipients.findings import Fault, Finding, Unreadable
from portal_apps.sending.recipients.rules import Rules
from portal_apps.sending.recipients.stored_file import RecipientFile
from portal_apps.sending.recipients.verdict import Row, Totals, Verdict

__all__ = [
    "Fault",
    "Finding",
    "RecipientFile",
    "Row",
    "Rules",
    "Totals",
    "Unreadable",
    "Verdict",
    "bad_rows_as_csv",
]
