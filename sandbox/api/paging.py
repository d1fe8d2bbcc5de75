"""Pages of 50, with links as the API writes them: paths for jobs and uploads, plain `true` for notifications."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from sandbox.api.errors import WRONG_PATH, NotFoundError

PAGE_SIZE = 50

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


class NoSuchPageError(NotFoundError):
    """As if there were no such path: only of a row that is missing the API says that it found no result."""

    def __init__(self) -> None:
        super().__init__(WRONG_PATH)


@dataclass(frozen=True)
class Page(Generic[Item]):
    rows: list[Item]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return -(-self.total // self.size)

    def links(self, request: HttpRequest) -> dict[str, str]:
        def to(number: int) -> str:
            rest = [
                (key, value) for key in request.GET for value in request.GET.getlist(key) if key != "page"
            ]
            return f"{request.path}?{urlencode([('page', number), *rest])}"

        links = {}
        if self.number > 1:
            links["prev"] = to(self.number - 1)
        if self.number < self.last:
            links |= {"next": to(self.number + 1), "last": to(self.last)}
        return links

    def flags(self) -> dict[str, bool]:
        has = {"prev": self.number > 1, "next": self.number < self.last}
        return {name: True for name, there in has.items() if there}

    def as_json(self, request: HttpRequest, key: str, rows: list[Any]) -> dict[str, Any]:
        return {key: rows, "page_size": self.size, "total": self.total, "links": self.links(request)}


def rows_at(rows: QuerySet[Row], whole: QuerySet[Row], start: int, size: int) -> list[Row]:
    """A part of an ordered list, taken from `whole`. What comes before is counted within an index, and not read."""
    keys = list(rows.values_list("pk", flat=True)[start : start + size])
    found = whole.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def page_of(
    rows: QuerySet[Row], number: int, size: int = PAGE_SIZE, whole: QuerySet[Row] | None = None
) -> Page[Row]:
    """One page. A page beyond the end is a 404, except the first, which may be empty. `whole` is for very long lists."""
    total = rows.count()
    start = _start(number, size, total)
    shown = list(rows[start : start + size]) if whole is None else rows_at(rows, whole, start, size)
    return Page(shown, number, size, total)


def slice_of(items: Sequence[Item], number: int, size: int = PAGE_SIZE) -> Page[Item]:
    """The same of what is in memory."""
    start = _start(number, size, len(items))
    return Page(list(items[start : start + size]), number, size, len(items))


def _start(number: int, size: int, total: int) -> int:
    start = (number - 1) * size
    if number > 1 and start >= total:
        raise NoSuchPageError
    return start
