"""The page behind the link at the end of an e-mail."""

from http import HTTPStatus

import pytest

from tests.builders import an_error, an_id
from tests.pages import first_button, link, text_of, texts

TOKEN = "ImxlbmFAZXhhbXBsZS5jb20i.aSY.x-Y"


@pytest.fixture
def message_id():
    return an_id()


@pytest.fixture
def address(message_id):
    """As the e-mail has it, which some programs would take a full stop for the end of."""
    return f"/unsubscribe/{message_id}/{TOKEN.replace('.', '%2E')}"


class TestUnsubscribing:
    def test_asks_first_because_programs_open_links(self, api, client, address):
        page = client.get(address)

        assert text_of(first_button(page)) == "Confirm"
        assert api.asked == []

    def test_tells_the_api_and_says_so(self, api, client, address, message_id):
        api.answers("POST", f"/unsubscribe/{message_id}/{TOKEN}", {"result": "success"})

        page = client.post(address, follow=True)

        assert api.writes == [("POST", f"/unsubscribe/{message_id}/{TOKEN}")]
        assert page.request["PATH_INFO"] == "/unsubscribe/confirmed"
        assert texts(page, "h1") == ["You have asked to unsubscribe"]

    def test_with_a_bad_link_says_what_to_do(self, api, client, address, message_id):
        refusal = an_error({"unsubscribe request": "This is not a valid unsubscribe link."})
        api.answers("POST", f"/unsubscribe/{message_id}/{TOKEN}", refusal, status=404)

        page = client.post(address)

        assert page.status_code == HTTPStatus.NOT_FOUND
        assert texts(page, "h1") == ["This link does not work"]

    def test_while_the_api_is_away_says_that_it_was_not_done(self, api, client, address):
        api.is_down()

        page = client.post(address)

        assert page.status_code == HTTPStatus.SERVICE_UNAVAILABLE

    @pytest.mark.parametrize("page", ["address", "/unsubscribe/confirmed"])
    def test_shows_recipients_no_way_to_an_account(self, client, request, page):
        path = request.getfixturevalue(page) if page == "address" else page

        assert link(client.get(path), "Sign in") is None
