"""E-mails in the outbox look as people read them, and can be read as plain text too."""

import html
import re

import pytest
import requests

from tests.sandbox.caller import TIMEOUT
from tests.sandbox.senders import Sending


@pytest.fixture(scope="module")
def service(api, services, people):
    return Sending(api, services["boat_licences"], people["manager"]["id"])


@pytest.fixture
def shown(sandbox, service):
    """The body of an e-mail on the page, without its plain text."""

    def of(content, **values):
        service.send(service.template("email", content, subject="S"), "reader@example.com", **values)
        page = requests.get(f"{sandbox.url}/outbox", {"search": "reader"}, timeout=TIMEOUT).text
        return re.search(r'<div class="body">(.*?)</div>\s*<details', page, re.DOTALL)[1]

    return of


class TestFormatting:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            ("# Your boat\n## Its name", "<h4>Your boat</h4><h5>Its name</h5>"),
            ("* oars\n* sails", "<ul><li>oars</li><li>sails</li></ul>"),
            ("1. Row\n2. Sail", "<ol><li>Row</li><li>Sail</li></ol>"),
            ("^ Mind the lock", "<blockquote><p>Mind the lock</p></blockquote>"),
            ("One\n\n---\n\nTwo", "<p>One</p><hr><p>Two</p>"),
            ("One\nline\n\nTwo", "<p>One\nline</p><p>Two</p>"),
            (
                "[Renew](https://example.com/a?b=1&c=2) it",
                '<p><a href="https://example.com/a?b=1&amp;c=2" rel="noreferrer">Renew</a> it</p>',
            ),
            (
                "See https://example.com.",
                '<p>See <a href="https://example.com" rel="noreferrer">https://example.com</a>.</p>',
            ),
        ],
    )
    def test_is_that_of_emails(self, shown, content, expected):
        assert shown(content) == expected

    @pytest.mark.parametrize(
        "content", ["<script>alert(1)</script>", "[go](javascript:alert(1))", '# <img src="x">']
    )
    def test_lets_nothing_through(self, shown, content):
        found = shown(content)

        assert "<script" not in found
        assert "<a " not in found
        assert "<img" not in found

    def test_the_plain_text_is_there_as_well(self, sandbox, service):
        content = "# Heading\n\n* one & two"
        service.send(service.template("email", content, subject="S"), "plain@example.com")
        page = requests.get(f"{sandbox.url}/outbox", {"search": "plain"}, timeout=TIMEOUT).text

        assert f"<pre>{html.escape(content)}</pre>" in page

    def test_programs_see_it_too(self, service):
        client, template = (
            service.client(service.key("Previews")),
            service.template("email", "# Hello ((name))"),
        )
        text = service.template("sms")
        previews = [client.post_template_preview(id_, {"name": "Al"})["html"] for id_ in (template, text)]

        assert previews == ["<h4>Hello Al</h4>", None]
