"""Addresses that the API calls for a service."""

import pytest

from tests.builders import a_member, a_service, an_error, an_id
from tests.pages import errors, of_class, text_of, typed

URL, TOKEN = "https://example.gov.uk/receipts", "a-long-enough-token"
IDENTIFIER = an_id()
TYPES = {
    "delivery-status-callback": "delivery_status",
    "received-text-messages-callback": "inbound_sms",
    "returned-letters-callback": "returned_letter",
}


@pytest.fixture(params=TYPES)
def address(request):
    return request.param


@pytest.fixture
def service():
    return a_service(permissions=["email", "sms", "letter", "inbound_sms"])


@pytest.fixture
def user(service):
    return a_member(service, ["manage_api_keys"])


@pytest.fixture
def path(api, service):
    path = f"/service/{service['id']}/callback-api"
    api.answers("POST", path, {"data": {}}, status=201)
    return path


@pytest.fixture
def with_callback(api, service, address, path):
    """The service has this callback already."""
    row = {"callback_id": IDENTIFIER, "callback_type": TYPES[address]}
    api.answers("GET", f"{path}/{IDENTIFIER}", {"data": {"id": IDENTIFIER, "url": URL}})
    api.answers("POST", f"{path}/{IDENTIFIER}", {"data": {}})
    api.answers("DELETE", f"{path}/{IDENTIFIER}", status=204)
    return {**service, "service_callback_api": [row]}


def page_of(service, address):
    return f"/services/{service['id']}/api/callbacks/{address}"


class TestOverview:
    def test_says_what_is_set(self, sign_in, user, with_callback):
        page = sign_in(user, with_callback).get(f"/services/{with_callback['id']}/api/callbacks")

        values = [text_of(value) for value in of_class(page, "govuk-summary-list__value")]
        assert sorted(values) == sorted([URL, "Not set", "Not set"])

    def test_leaves_out_what_the_service_cannot_use(self, sign_in):
        service = a_service(permissions=["email"])

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}/api/callbacks")

        assert [text_of(key) for key in of_class(page, "govuk-summary-list__key")] == ["Delivery receipts"]


class TestNew:
    def test_needs_both(self, api, sign_in, user, service, address):
        page = sign_in(user, service).post(page_of(service, address), {"url": ""})

        assert errors(page) == ["Enter the URL that we should call"]
        assert api.writes == []

    def test_is_created(self, api, sign_in, user, service, address, path):
        answer = sign_in(user, service).post(page_of(service, address), {"url": URL, "bearer_token": TOKEN})

        assert answer.status_code == 302
        assert api.asked_to("POST", path)[0].body == {
            "url": URL,
            "bearer_token": TOKEN,
            "updated_by_id": user["id"],
            "callback_type": TYPES[address],
        }

    @pytest.mark.parametrize(
        ("sent", "expected"),
        [
            (
                {"url": "http://example.gov.uk", "bearer_token": TOKEN},
                "Enter a URL that starts with https://",
            ),
            ({"url": "https://", "bearer_token": TOKEN}, "Enter a URL that starts with https://"),
            ({"url": URL, "bearer_token": "short"}, "Bearer token must be 10 characters or more"),
            ({"url": URL, "bearer_token": "ключ-который-длинный"}, "Bearer token cannot include к"),
            ({"url": "https://пример.example", "bearer_token": TOKEN}, "URL cannot include п"),
            ({"url": URL}, "Enter a bearer token"),
            ({"bearer_token": TOKEN}, "Enter the URL that we should call"),
        ],
    )
    def test_bad_input_stays_in_the_form(self, api, sign_in, user, service, address, sent, expected):
        page = sign_in(user, service).post(page_of(service, address), sent)

        assert errors(page) == [expected]
        assert typed(page, "url") == [sent.get("url", "")]
        assert TOKEN not in page.content.decode()
        assert api.writes == []

    def test_the_refusal_of_the_api_is_shown(self, api, sign_in, user, service, address, path):
        answer = {
            "status_code": 400,
            "errors": [{"error": "ValidationError", "message": "url is not a valid https url"}],
        }
        api.answers("POST", path, answer, status=400)

        page = sign_in(user, service).post(page_of(service, address), {"url": URL, "bearer_token": TOKEN})

        assert errors(page) == ["url is not a valid https url"]


class TestExisting:
    def test_shows_the_address_and_never_the_token(self, sign_in, user, with_callback, address):
        page = sign_in(user, with_callback).get(page_of(with_callback, address))

        assert typed(page, "url") == [URL]
        assert typed(page, "bearer_token") == [""]

    def test_keeps_its_token_unless_a_new_one_is_typed(
        self, api, sign_in, user, with_callback, address, path
    ):
        sign_in(user, with_callback).post(page_of(with_callback, address), {"url": f"{URL}/2"})

        sent = api.asked_to("POST", f"{path}/{IDENTIFIER}")[0].body
        assert (sent["url"], "bearer_token" in sent) == (f"{URL}/2", False)

    def test_can_be_removed_when_the_service_does_no_more_what_it_is_about(
        self, api, sign_in, user, with_callback, address, path
    ):
        without = {**with_callback, "permissions": ["email"]}
        browser = sign_in(user, without)

        overview = browser.get(f"/services/{without['id']}/api/callbacks")
        browser.post(page_of(without, address), {"url": "", "bearer_token": ""})

        assert URL in [text_of(value) for value in of_class(overview, "govuk-summary-list__value")]
        assert api.writes == [("DELETE", f"{path}/{IDENTIFIER}")]

    def test_is_removed_by_emptying_both(self, api, sign_in, user, with_callback, address, path):
        sign_in(user, with_callback).post(page_of(with_callback, address), {"url": "", "bearer_token": ""})

        assert api.writes == [("DELETE", f"{path}/{IDENTIFIER}")]

    def test_that_has_gone_meanwhile_is_a_fault_of_the_page_and_not_of_the_person(
        self, api, sign_in, user, with_callback, address, path
    ):
        api.answers("GET", f"{path}/{IDENTIFIER}", an_error("No result found"), status=404)

        assert sign_in(user, with_callback).get(page_of(with_callback, address)).status_code == 404
