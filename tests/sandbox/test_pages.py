"""What the pages of the sandbox have in common."""

import pytest
import requests

from tests.sandbox.caller import TIMEOUT


@pytest.mark.parametrize("path", ["/outbox", "/outbox/text-a-service", "/outbox/callbacks", "/docs"])
class TestEveryPage:
    def test_says_that_nothing_is_really_sent(self, sandbox, path):
        assert "Nothing is really sent." in requests.get(f"{sandbox.url}{path}", timeout=TIMEOUT).text

    def test_loads_nothing_from_elsewhere(self, sandbox, path):
        headers = requests.get(f"{sandbox.url}{path}", timeout=TIMEOUT).headers

        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"

    def test_leads_to_the_outbox(self, sandbox, path):
        assert 'href="/outbox"' in requests.get(f"{sandbox.url}{path}", timeout=TIMEOUT).text


class TestStyle:
    def test_is_served(self, sandbox):
        answer = requests.get(f"{sandbox.url}/_sandbox/style.css", timeout=TIMEOUT)

        assert answer.headers["Content-Type"].startswith("text/css")
