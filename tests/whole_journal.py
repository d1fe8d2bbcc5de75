"""The journal of a bulk run that belongs to the API that knows everything: a row in every state."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from portal_apps.bulk.entries import NewRow
from portal_apps.bulk.journal import Journal
from portal_apps.bulk.operation import Change, Row
from portal_apps.bulk.runs import Run
from portal_apps.bulk.states import Phase, RowState
from tests.whole_api import WholeAPI
from tests.whole_api_rows import ARGUMENTS


@contextmanager
def journal_of(whole: WholeAPI) -> Iterator[Path]:
    """The folder it is in, which is that of this process too as long as it lasts."""
    with TemporaryDirectory() as folder, override_settings(BULK_FOLDER=folder):
        leave_journal(whole)
        yield Path(folder)


def leave_journal(whole: WholeAPI) -> None:
    about = {"command": "bulk_services", "input": whole.named("services.csv"), "shard": "1/1"}
    journal = Journal.create(Run(ARGUMENTS["run"]).path, {**about, "options": {"select": "", "set": []}})
    change = Change({"notes": None}, {"notes": whole.named("Notes")})
    with journal.writes():
        rows = (Row(number, {}) for number, _ in enumerate(RowState, 2))
        assert not list(journal.add(NewRow(row, str(row.number), whole.named("one"), {}, {}) for row in rows))
    for entry, state in zip(journal.entries(), RowState, strict=True):
        journal.plan(entry, state, change, whole.named("A reason"), None)
    journal.flush()
    journal.note(
        phase=Phase.APPLIED, digest="0123456789abcdef", user_id=whole.admin["id"], undone_by=whole.admin["id"]
    )
    journal.close()
