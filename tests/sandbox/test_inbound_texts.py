"""Texts that people send to a service while the sandbox runs, from a form or from a test."""

import re

import pytest
import requests

from tests.sandbox.caller import TIMEOUT

NUMBER, SENDER = "07700900800", "07700 900456"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(scope="module")
def inbox(services):
    return f"/service/{services['boat_licences']}/inbound-sms"


@pytest.fixture
def text(sandbox):
    def post(**changed):
        body = {"notify_number": NUMBER, "user_number": SENDER, "content": "Sold it"} | changed
        wanted = {name: value for name, value in body.items() if value is not None}
        return requests.post(f"{sandbox.url}/_sandbox/inbound-text", json=wanted, timeout=TIMEOUT)

    return post


@pytest.fixture
def form(sandbox):
    """Fills the form in and sends it, as a browser does."""

    def send(**changed):
        page = f"{sandbox.url}/outbox/text-a-service"
        values = {"notify_number": NUMBER, "user_number": SENDER, "content": "Sold it"} | changed
        with requests.Session() as browser:
            [token] = TOKEN.findall(browser.get(page, timeout=TIMEOUT).text)
            headers = {"Origin": sandbox.url}
            return browser.post(
                page, values | {"csrfmiddlewaretoken": token}, headers=headers, timeout=TIMEOUT
            )

    return send


class TestForTests:
    def test_a_text_is_in_the_inbox(self, api, inbox, text):
        received = text(content="When is my licence due?")

        assert received.status_code == 201
        assert api.post(inbox, {}).json()["data"][0] == received.json()
        assert received.json()["user_number"] == "447700900456"

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            (
                {"notify_number": "07700900801"},
                {"notify_number": ["No service receives texts at this number"]},
            ),
            ({"user_number": "07700"}, {"user_number": ["Mobile number is too short"]}),
            ({"content": ""}, {"content": ["Invalid input."]}),
            ({"content": None}, {"content": ["Missing data for required field."]}),
        ],
    )
    def test_what_no_phone_could_send_is_refused(self, text, changed, message):
        answer = text(**changed)

        assert (answer.status_code, answer.json()["message"]) == (400, message)

    def test_only_json_is_read(self, sandbox):
        answer = requests.post(
            f"{sandbox.url}/_sandbox/inbound-text", data={"content": "Hello"}, timeout=TIMEOUT
        )

        assert answer.status_code == 415


class TestForPeople:
    def test_a_text_is_in_the_inbox_and_the_page_says_so(self, api, inbox, form):
        page = form(content="Thank you <3")

        assert "Boat licences has received your text." in page.text
        assert api.post(inbox, {}).json()["data"][0]["content"] == "Thank you <3"

    def test_neither_words_nor_numbers_are_in_an_address(self, form):
        page = form(content="Private")

        assert re.fullmatch(r".*/text-a-service\?received=[0-9a-f-]{36}", page.url)

    def test_only_services_that_receive_texts_are_offered(self, sandbox):
        page = requests.get(f"{sandbox.url}/outbox/text-a-service", timeout=TIMEOUT).text

        assert re.findall(r'<option value="(\d+)"', page) == [NUMBER]

    @pytest.mark.parametrize(
        ("changed", "error"),
        [
            ({"user_number": "07700"}, "Mobile number is too short"),
            ({"user_number": ""}, "Enter your number"),
            ({"content": ""}, "Enter what you want to say"),
            ({"content": "x" * 1601}, "The text must be 1,600 characters or fewer"),
            ({"notify_number": "07700900801"}, "Choose a number from the list"),
        ],
    )
    def test_a_mistake_is_named_beside_its_field(self, form, changed, error):
        page = form(**changed).text
        [field] = changed

        assert "There is a problem" in page
        assert f'<a href="#id_{field}">{error}</a>' in page
        assert f'<p class="error" id="id_{field}_error">{error}</p>' in page

    def test_what_was_typed_stays(self, form):
        page = form(user_number="07700", content="Keep this").text

        assert "Keep this" in page
        assert 'value="07700"' in page

    def test_another_site_cannot_send_one(self, sandbox, api, inbox):
        before = api.post(inbox, {}).json()
        values = {"notify_number": NUMBER, "user_number": SENDER, "content": "Forged"}
        answer = requests.post(f"{sandbox.url}/outbox/text-a-service", values, timeout=TIMEOUT)

        assert answer.status_code == 403
        assert api.post(inbox, {}).json() == before
