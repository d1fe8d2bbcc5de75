"""Long lists, a page at a time, also without script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import Http404, HttpRequest

PAGE_SIZE = 50

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and where the others are."""

    rows: Sequence[Row]
    number: int
    total: int
    size: int
    path: str
    query: str  # the other parts of the query string, kept on every link

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def previous_url(self) -> str | None:
        return self._url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        return self._url(self.number + 1) if self.number < self.last else None

    @property
    def links(self) -> dict[str, Any]:
        """The parameters of the GOV.UK pagination component; empty for a list of one page."""
        if self.last == 1:
            return {}
        ways = {"previous": self.previous_url, "next": self.next_url}
        near = sorted(
            {1, self.number - 1, self.number, self.number + 1, self.last} & {*range(1, self.last + 1)}
        )
        items: list[dict[str, Any]] = []
        for index, number in enumerate(near):
            if index and number - near[index - 1] > 1:
                items.append({"ellipsis": True})
            items.append({"number": number, "href": self._url(number), "current": number == self.number})
        return {"items": items, **{name: {"href": url} for name, url in ways.items() if url}}

    def _url(self, number: int) -> str:
        query = "&".join(part for part in (self.query, f"page={number}" if number > 1 else "") if part)
        return f"{self.path}?{query}" if query else self.path


def neighbours(request: HttpRequest, *, has_next: bool, path: str = "") -> dict[str, Any]:
    """The parameters of the pagination component for a list whose length the API does not tell."""
    number = page_number(request)
    around = one_page(request, [], number + 1 if has_next else number, size=1, path=path).links
    return {name: link for name, link in around.items() if name != "items"}


def page_number(request: HttpRequest) -> int:
    """The page that is asked for, the first unless told. Raises Http404 for anything that is no page."""
    text = request.GET.get("page", "1")
    if not text.isascii() or not text.isdecimal() or not int(text[:9]) > 0:
        raise Http404
    return int(text[:9])


def page_of(request: HttpRequest, rows: Sequence[Row], size: int = PAGE_SIZE) -> Page[Row]:
    """One page of a list that is known as a whole. Raises Http404 past its end."""
    number = page_number(request)
    start = (number - 1) * size
    if number > 1 and start >= len(rows):
        raise Http404
    return one_page(request, rows[start : start + size], len(rows), size)


def one_page(
    request: HttpRequest, rows: Sequence[Row], total: int, size: int = PAGE_SIZE, *, path: str = ""
) -> Page[Row]:
    """The page that the API has already cut out of a list of this many. A part of a page names the `path` of the whole."""
    others = request.GET.copy()
    others.pop("page", None)
    return Page(rows, page_number(request), total, size, path or request.path, others.urlencode())
