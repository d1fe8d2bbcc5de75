"""The contract as rows: what the portal asks, and what the API was recorded to answer.

A row says `call` (method and path), and where needed `query`, `body`, `raw` (the body as it is) and `token` (another
token than the portal's). It says `status`, and then one of: `answer`, a shape; `error`, the exact text,
texts by field, or texts of a schema; or nothing, when the body is empty. {names} are found, or made, by a Situation.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
AREAS = (
    "access",
    "messages",
    "organisations",
    "people",
    "platform",
    "senders",
    "services",
    "templates",
)
RECORDED = 311


@dataclass(frozen=True)
class Case:
    """One recorded answer. The number is its place among the recordings."""

    number: int
    case: str
    client: str
    call: str
    status: int
    query: dict[str, Any] | None = None
    body: dict[str, Any] | None = None
    raw: str | None = None
    token: dict[str, Any] | None = None
    type: str | None = None
    answer: Any = None
    error: Any = None

    def __str__(self) -> str:
        return f"{self.number:03} {self.client}: {self.case}"

    @property
    def method(self) -> str:
        return self.call.partition(" ")[0]

    @property
    def path(self) -> str:
        return self.call.partition(" ")[2]


@dataclass(frozen=True)
class Difference:
    """A recorded answer that the sandbox gives otherwise, knowingly."""

    number: int
    status: int
    instead: str
    because: str


def rows(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


CASES = sorted((Case(**row) for area in AREAS for row in rows(area)), key=lambda case: case.number)
DIFFERENCES = {row["number"]: Difference(**row) for row in rows("differences")}
