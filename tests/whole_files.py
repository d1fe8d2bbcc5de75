"""The files that belong to the API that knows everything: an upload that has been checked, the file of a job, and a list of
contacts."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from gateway.storage import contact_lists, recipient_files
from notify_portal.settings.files import file_storages
from portal_apps.sending.recipients import RecipientFile, Rules
from tests.portal_apps.sending.recipients.files import csv_file
from tests.whole_api import WholeAPI
from tests.whole_api_rows import ARGUMENTS


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Files are kept below this folder, apart from those of other tests."""
    places = file_storages(folder, dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
    with override_settings(STORAGES={**settings.STORAGES, **places}):
        yield


def leave_files(whole: WholeAPI, *, strangers: int = 0) -> None:
    """Everybody of the team gets one e-mail, and the guest two; and so many others, where the service is live."""
    people = [person["email_address"] for person in whole.answers[f"{whole.path}/users"]["data"]]
    numbers = [person["mobile_number"] for person in whole.answers[f"{whole.path}/users"]["data"]]
    guests = whole.answers[f"{whole.path}/guest-list"]["email_addresses"]
    service_id, file_name = whole.service["id"], f"{whole.named('people')}.csv"
    rows = [[one, whole.named("A1"), whole.named("Ada")] for one in (*people, *guests, *guests)]
    rows += [[f"someone.{number}@example.com", f"A{number}", "Ada"] for number in range(strangers)]
    file = csv_file([["email address", "reference", "name"], *rows])
    rules = Rules.of(whole.service, whole.template, [*people, *numbers, *guests])
    RecipientFile(service_id, ARGUMENTS["upload_id"]).check(io.BytesIO(file), file_name, rules)
    contact_lists.store(service_id, ARGUMENTS["contact_list_id"], csv_file([["email address"], *rows]))
    recipient_files.store(service_id, ARGUMENTS["job_id"], file)
