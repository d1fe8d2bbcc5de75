"""The page on which the sandbox shows what it would have sent."""

import html
import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
import requests

from tests.sandbox.caller import TIMEOUT
from tests.sandbox.senders import Sending

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


@pytest.fixture
def text(sandbox):
    """A text message, put straight into the database."""

    def to(number, body):
        sandbox.database.run(
            "insert into sandbox_outboxmessage"
            """ (uuid, created_at, message_type, "to", subject, body, code, link)"""
            " values (%s, %s, 'sms', %s, '', %s, '', '')",
            uuid4(),
            datetime.now(UTC),
            number,
            body,
        )

    return to


def bodies(answer):
    return re.findall(r'<div class="body"><p>(.*?)</p></div>', answer.text)


def address(answer, words):
    """Where the first link with these words leads; an empty text when there is none."""
    found = re.search(rf'<a [^>]*href="([^"]*)"[^>]*>{re.escape(words)}</a>', answer.text)
    return urljoin(urlsplit(answer.url).path, html.unescape(found[1])) if found else ""


def follow(answer, words):
    return requests.get(urljoin(answer.url, address(answer, words)), timeout=TIMEOUT)


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


class TestSearch:
    @pytest.mark.parametrize(
        "search", ["find*", "confirm findme", "FINDME@*", "addr* new example.com!", "findme'--"]
    )
    def test_has_all_the_words_and_beginnings_of_words(self, page, send, search):
        send("findme@example.com")

        assert "findme@example.com" in page(search=search).text

    @pytest.mark.parametrize("search", ["find", "findme nowhere", "*", "!?", "\x00", "ind*"])
    def test_finds_nothing_else(self, page, send, search):
        send("findme@example.com")

        assert "No message matches" in page(search=search).text

    def test_in_one_type(self, page, text):
        text("07700900333", "Findable text")

        assert "Findable text" in page(search="findable", type="sms").text
        assert "No message matches" in page(search="findable", type="email").text

    def test_is_paged(self, page, text):
        for number in range(60):
            text("07700900444", f"Pageable {number}")
        first = page(search="pageable")
        second = follow(first, "Older messages")

        assert bodies(first) == [f"Pageable {number}" for number in range(59, 9, -1)]
        assert bodies(second) == [f"Pageable {number}" for number in range(9, -1, -1)]
        assert bodies(follow(second, "Newer messages")) == bodies(first)


class TestPages:
    def test_lead_to_the_beginning_and_back(self, page, text):
        for number in range(120):
            text("07700900555", f"Text {number}")
        there = [page(type="sms")]
        while address(there[-1], "Older messages"):
            there.append(follow(there[-1], "Older messages"))
        back = [there[-1]]
        while address(back[-1], "Newer messages"):
            back.append(follow(back[-1], "Newer messages"))

        seen = [body for each in there for body in bodies(each)]
        assert seen[:120] == [f"Text {number}" for number in range(119, -1, -1)]
        assert len(set(seen)) == len(seen)
        assert bodies(back[-1]) == bodies(there[0])

    def test_only_the_newest_refreshes(self, page, text):
        for number in range(60):
            text("07700900666", f"Text {number}")

        assert 'http-equiv="refresh"' not in follow(page(), "Older messages").text

    @pytest.mark.parametrize(
        "values", [{"before": "x"}, {"after": "9" * 40}, {"type": "fax"}, {"alike": "-1"}]
    )
    def test_what_cannot_be_meant_is_ignored(self, page, text, values):
        text("07700900666", "The newest text")

        assert bodies(page(**values))[0] == "The newest text"

    def test_before_the_first_there_is_nothing(self, page):
        answer = page(before=1)

        assert "There are no such messages" in answer.text
        assert address(answer, "Newer messages") == "/outbox"


class TestLinks:
    def test_lead_to_the_messages_of_a_recipient(self, page, text):
        text("07700900777", "One for 777")
        text("07700900778", "One for 778")
        text("07700900777", "Another for 777")
        answer = follow(page(), "07700900777")

        assert bodies(answer) == ["Another for 777", "One for 777"]
        assert "07700900777" not in answer.url

    def test_lead_to_the_template(self, page, api, services, people):
        service = Sending(api, services["harbour_notices"], people["manager"]["id"])
        template = service.template("email", name="News of the harbour")
        service.send(template, "bo@example.com", name="Bo").raise_for_status()

        expected = f"http://localhost:6012/services/{service.id}/templates/{template}"
        assert address(page(), "News of the harbour") == expected


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
