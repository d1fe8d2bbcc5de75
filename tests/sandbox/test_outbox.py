"""The page on which the sandbox shows what it would have sent."""

import html

import pytest
import requests

from tests.sandbox.caller import TIMEOUT

pytestmark = pytest.mark.both_databases

NASTY = '<script>alert(1)</script> & "friends"'


@pytest.fixture
def page(sandbox):
    def get(**params):
        return requests.get(f"{sandbox.url}/outbox", params=params, timeout=TIMEOUT)

    return get


@pytest.fixture
def send(api, people):
    """An email in which the recipient's name is somebody else's words."""

    def to(address, name="Sam Tester"):
        user = people["viewer"]["id"]
        api.post(f"/user/{user}", {"name": name})
        api.post(f"/user/{user}/change-email-verification", {"email": address})

    return to


class TestPage:
    def test_says_so_while_it_is_empty(self, page):
        assert "Nothing has been sent yet" in page().text

    def test_newest_first_and_links_can_be_followed(self, page, send, sandbox):
        send("older@example.com")
        send("newer@example.com")
        link = sandbox.latest_link("newer@example.com")
        text = page().text

        assert text.index("newer@example.com") < text.index("older@example.com")
        assert f'<a href="{link}"' in text

    def test_a_full_stop_after_a_link_is_no_part_of_it(self, page, send):
        send("stop@example.com", "https://www.example.com/a?b=1&c=2.")

        assert '<a href="https://www.example.com/a?b=1&amp;c=2" rel="noreferrer">' in page().text

    def test_other_peoples_words_cannot_become_markup(self, page, send):
        send("nasty@example.com", NASTY)
        text = page().text

        assert "<script" not in text
        assert html.escape(NASTY, quote=False).split(" &")[0] in text

    def test_neither_can_a_search(self, page):
        text = page(search=NASTY).text

        assert "<script" not in text
        assert "&lt;script&gt;" in text

    def test_the_code_stands_out(self, page, api, sandbox, people):
        api.post(f"/user/{people['manager']['id']}/sms-code", {"to": None})
        code = sandbox.latest_code(people["manager"]["mobile_number"])

        assert f"<dd>{code}</dd>" in page().text

    @pytest.mark.parametrize("search", ["findme@example.com", "FINDME", "Confirm your new email"])
    def test_search_by_recipient_or_text(self, page, send, search):
        send("findme@example.com")

        assert "findme@example.com" in page(search=search).text

    def test_search_leaves_the_others_out(self, page, send):
        send("findme@example.com")
        send("hidden@example.com")

        assert "hidden@example.com" not in page(search="findme").text

    def test_refreshes_itself_but_not_under_a_search(self, page):
        assert 'http-equiv="refresh"' in page().text
        assert 'http-equiv="refresh"' not in page(search="a").text

    def test_refreshing_can_be_turned_off(self, page):
        assert 'http-equiv="refresh"' not in page(refresh="off").text
        assert "Start refreshing" in page(refresh="off").text

    def test_nothing_can_be_posted(self, sandbox):
        assert requests.post(f"{sandbox.url}/outbox", timeout=TIMEOUT).status_code == 405


class TestJson:
    def test_one_recipients_messages_newest_first(self, sandbox, send):
        send("json@example.com")
        send("other@example.com")
        send("json@example.com")
        messages = sandbox.outbox("JSON@example.com")

        assert [message["to"] for message in messages] == ["json@example.com"] * 2
        assert messages[0]["created_at"] > messages[1]["created_at"]

    def test_no_more_than_asked_for(self, sandbox, send):
        send("json@example.com")
        send("json@example.com")
        answer = requests.get(f"{sandbox.url}/outbox.json?limit=1", timeout=TIMEOUT).json()

        assert len(answer["messages"]) == 1
