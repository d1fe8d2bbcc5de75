"""The sandbox's migrations are one line: two with the same number would stop it from starting."""

import re
from collections import Counter

from tests.server_process import ROOT

NUMBER = re.compile(r"\d{4}_")


class TestMigrations:
    def test_have_different_numbers(self):
        names = [path.name for path in (ROOT / "sandbox" / "migrations").glob("[0-9]*.py")]
        numbers = Counter(NUMBER.match(name)[0] for name in names)

        assert names
        assert [number for number, count in numbers.items() if count > 1] == []
