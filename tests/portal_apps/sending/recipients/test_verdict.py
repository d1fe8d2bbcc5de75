"""How the rows of a verdict are written down."""

from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.verdict import Row


class TestRow:
    def test_without_faults_is_its_number_and_cells(self):
        assert Row(2, ["Ada"]).as_json() == [2, ["Ada"]]

    def test_is_the_same_when_it_is_read(self):
        row = Row(2, ["079"], (Fault("phone-too-short", 0, {"limit": 10}),))

        assert Row.from_json(*row.as_json()) == row
