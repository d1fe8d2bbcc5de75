"""The portal's side of recipients' files: one check, into a verdict and all of its bad rows."""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notify_portal.settings.test")

from benchmarks.measured_process import report
from portal_apps.sending.recipients.checking import checked
from portal_apps.sending.recipients.rules import Rules

CONTENT = "Dear ((name)), your appointment at the clinic is on ((date)). Please reply if you cannot come."
RULES = Rules("sms", content=CONTENT, service_prefix="Clinic")


def once(path: Path) -> int:
    with path.open("rb") as file, checked(file, path.name, RULES) as result:
        return result.verdict.totals.bad_rows


if __name__ == "__main__":
    report(once)
