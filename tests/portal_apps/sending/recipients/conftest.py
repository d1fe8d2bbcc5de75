"""What the tests of this folder check files with."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest

from portal_apps.sending.recipients.checking import checked
from portal_apps.sending.recipients.repeats import Repeat
from portal_apps.sending.recipients.rules import Rules
from portal_apps.sending.recipients.verdict import Row, Verdict
from tests.portal_apps.sending.recipients.files import csv_file


@dataclass(frozen=True)
class Outcome:
    """A verdict with the lists beside it, read to their ends."""

    verdict: Verdict
    csv: str
    bad_rows: list[Row]
    repeats: list[Repeat]
    blank_rows: list[tuple[int, int]]
    progress: list[tuple[int, int]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What is said about the file."""
        return [finding.text for finding in (*self.verdict.problems, *self.verdict.notices)]

    @property
    def faults(self) -> dict[int, list[tuple[str, int | None]]]:
        return {row.number: [(fault.code, fault.column) for fault in row.faults] for row in self.bad_rows}


Check = Callable[..., Outcome]


@pytest.fixture
def check() -> Check:
    """`check(rows or bytes, name, content="Hello ((name))")`: the outcome by a template for texts, or by `rules`."""
    return outcome


def outcome(
    file: bytes | list[list[str]], name: str = "people.csv", rules: Rules | None = None, **facts: Any
) -> Outcome:
    data = file if isinstance(file, bytes) else csv_file(file)
    progress: list[tuple[int, int]] = []
    with checked(
        io.BytesIO(data), name, rules or some_rules(**facts), lambda *rows: progress.append(rows)
    ) as found:
        return Outcome(
            Verdict.from_json(found.verdict.as_json()),
            found.csv.read().decode(),
            [Row.from_json(*orjson.loads(line)) for line in found.bad_rows],
            [Repeat(*orjson.loads(line)) for line in found.repeats],
            [tuple(orjson.loads(line)) for line in found.blank_rows],
            progress,
        )


def some_rules(template_type: str = "sms", content: str = "Hello ((name))", **facts: Any) -> Rules:
    return Rules(template_type, content=content, **facts)
