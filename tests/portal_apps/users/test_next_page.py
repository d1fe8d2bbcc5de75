import pytest
from django.test import RequestFactory

from portal_apps.users.next_page import next_page, redirect_signed_in, url_with_next

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "https:evil.example",
    "https://evil.example/your-account",
    "http:///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "http://testserver.evil.example/",
    "http://testserver@evil.example/",
    "http://testserver//evil.example",
    "http://testserver/\\evil.example",
    "\x08//evil.example",
    "your-account",
    "",
]


def a_request(wanted, **options):
    return RequestFactory().get("/sign-in", {"next": wanted}, **options)


class TestNextPage:
    @pytest.mark.parametrize("wanted", ELSEWHERE)
    def test_never_leads_elsewhere(self, wanted):
        request = a_request(wanted)

        assert next_page(request) == ""
        assert redirect_signed_in(request)["Location"] == "/accounts-or-dashboard"
        assert url_with_next(request, "users:sign_in") == "/sign-in"

    @pytest.mark.parametrize(
        ("wanted", "path"),
        [
            ("/your-account", "/your-account"),
            ("/services/1?page=2&to=x", "/services/1?page=2&to=x"),
            ("http://testserver/your-account", "/your-account"),
            ("/your-account#name", "/your-account"),
        ],
    )
    def test_a_page_of_the_portal_is_kept_as_a_path(self, wanted, path):
        request = a_request(wanted)

        assert next_page(request) == path
        assert redirect_signed_in(request)["Location"] == path

    def test_plain_http_is_refused_where_the_portal_uses_tls(self):
        assert next_page(a_request("http://testserver/your-account", secure=True)) == ""

    def test_links_on_the_way_keep_it(self):
        assert url_with_next(a_request("/a?b=c&d"), "users:sign_in") == "/sign-in?next=%2Fa%3Fb%3Dc%26d"
