"""One plan of bulk_send over a file, as the command makes it, with its start: `SENDS` says for which service and template."""

import io
import os
from pathlib import Path
from tempfile import TemporaryDirectory

# Those of the tests have an API of their own.
os.environ["DJANGO_SETTINGS_MODULE"] = "notify_portal.settings.local"

import django
import orjson
from django.core.management import call_command

from benchmarks.measured_process import report


def once(path: Path) -> int:
    """How many messages the plan has."""
    rows = io.StringIO()
    arguments = os.environ["SENDS"].split()
    with TemporaryDirectory() as folder:
        os.environ["BULK_FOLDER"] = folder
        django.setup()
        call_command("bulk_send", *arguments, "--file", str(path), stdout=rows, stderr=io.StringIO())
    return sum(orjson.loads(row)["input"]["recipients"] for row in rows.getvalue().splitlines())


if __name__ == "__main__":
    report(once)
