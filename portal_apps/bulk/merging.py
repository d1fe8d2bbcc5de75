"""Reports of shards: each in the order of the input, so that together they can be read in that order, a line at a time."""

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from portal_apps.bulk.errors import ALL_DONE, SOME_FAILED, BadInput
from portal_apps.bulk.loading import Shard
from portal_apps.bulk.states import RowState

FINISHED = frozenset({RowState.DONE, RowState.UNCHANGED, RowState.SKIPPED, RowState.UNDONE})


class Merging:
    """`counts` and `status` are complete when all lines have been read."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._shards: set[str] = set()
        self.counts: Counter[RowState] = Counter()

    @property
    def status(self) -> int:
        return ALL_DONE if set(self.counts) <= FINISHED else SOME_FAILED

    def lines(self) -> Iterator[str]:
        """Raises BadInput for a row that is there twice, and for what is no report."""
        last = 0
        for row in heapq.merge(*map(_rows, self._paths), key=lambda row: row["row"]):
            if row["row"] == last:
                raise BadInput(f"Row {last} is in two of the reports")
            last = row["row"]
            self.counts[RowState(row["state"])] += 1
            self._shards.add(row.get("shard", ""))
            yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE).decode()

    def check_complete(self) -> None:
        """A shard may have no rows, but where one is missing a report is, too."""
        wanted = {Shard.parsed(text).of for text in self._shards if text}
        if len(wanted) > 1:
            raise BadInput(f"These are shards of different divisions: {', '.join(sorted(self._shards))}")
        if wanted and len(self._paths) < (of := wanted.pop()):
            raise BadInput(f"There are {len(self._paths)} reports, and {of} shards")


def _rows(path: str) -> Iterator[dict[str, Any]]:
    try:
        with Path(path).open("rb") as file:
            for line in file:
                row = orjson.loads(line)
                if not isinstance(row.get("row"), int):
                    raise BadInput(f"{path} is no report of a run")
                yield row
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    except (orjson.JSONDecodeError, AttributeError):
        raise BadInput(f"{path} is no report in lines of JSON") from None
