import pytest
from django.http import Http404
from django.test import RequestFactory

from portal_apps.core.pagination import one_page, page_of

ROWS = list(range(120))


def asked(query: str = ""):
    return RequestFactory().get(f"/things{query}")


class TestPageOf:
    def test_cuts_one_page_out_of_the_list(self):
        page = page_of(asked("?page=2"), ROWS)

        assert list(page.rows) == list(range(50, 100))
        assert (page.number, page.last, page.total) == (2, 3, 120)

    def test_links_to_the_pages_beside_it_and_keeps_the_rest_of_the_query(self):
        page = page_of(asked("?status=failed&page=2"), ROWS)

        assert page.previous_url == "/things?status=failed"
        assert page.next_url == "/things?status=failed&page=3"

    def test_the_ends_lead_no_further(self):
        assert page_of(asked(), ROWS).previous_url is None
        assert page_of(asked("?page=3"), ROWS).next_url is None

    def test_an_empty_list_has_one_page_without_links(self):
        page = page_of(asked(), [])

        assert (page.number, page.last, page.links) == (1, 1, {})

    @pytest.mark.parametrize("number", ["0", "-1", "4", "two", "", "1.5", "\u0662"])
    def test_what_is_no_page_is_not_found(self, number):
        with pytest.raises(Http404):
            page_of(asked(f"?page={number}"), ROWS)


class TestLinks:
    def test_leave_out_what_is_far_away(self):
        links = one_page(asked("?page=10"), [], total=1_000).links

        shown = [item.get("number", "...") for item in links["items"]]
        assert shown == [1, "...", 9, 10, 11, "...", 20]
        assert [item["number"] for item in links["items"] if item.get("current")] == [10]
        assert links["next"] == {"href": "/things?page=11"}

    def test_a_part_of_a_page_links_to_the_whole(self):
        assert one_page(asked("?page=2"), [], total=200, path="/whole").next_url == "/whole?page=3"
