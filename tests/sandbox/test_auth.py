"""Who may speak to the API: each refusal by name, in the right order."""

import json

import pytest
import requests

from tests.sandbox.caller import SECRET, TIMEOUT, a_token
from tests.sandbox_process import SandboxProcess

UNREADABLE = (
    "Invalid token: make sure your API token matches the example at "
    "https://docs.notifications.service.gov.uk/rest-api.html#authorisation-header"
)
CLOCK = "Error: Your system clock must be accurate to within 30 seconds"
KEY_NOT_FOUND = "Invalid token: API key not found"
NOT_ALLOWED = "Unauthorized: not allowed to perform this action"
OTHER_SCHEME = "Unauthorized: authentication bearer scheme must be used"
NO_SUCH_PATH = (
    "The requested URL was not found on the server. "
    "If you entered the URL manually please check your spelling and try again."
)


@pytest.fixture
def ask(sandbox, services):
    """A GET of a service that exists, with exactly these headers."""

    def get(authorization=None, **headers):
        if authorization is not None:
            headers["Authorization"] = authorization
        return requests.get(
            f"{sandbox.url}/service/{services['boat_licences']}", headers=headers, timeout=TIMEOUT
        )

    return get


class TestRefusals:
    def test_no_token(self, ask):
        answer = ask()

        assert answer.status_code == 401
        assert answer.json() == {
            "result": "error",
            "message": {"token": ["Unauthorized: authentication token must be provided"]},
        }

    @pytest.mark.parametrize(
        ("authorization", "status", "text"),
        [
            ("Basic abc", 401, OTHER_SCHEME),
            ("Bearer", 401, OTHER_SCHEME),
            ("Token {token}", 401, OTHER_SCHEME),
            ("Bearer garbage", 403, UNREADABLE),
            ("Bearer a.b.c", 403, UNREADABLE),
            ("Bearer e30.W10.e30", 403, UNREADABLE),
            ("Bearer  {token}", 403, UNREADABLE),
        ],
    )
    def test_a_bad_header(self, ask, authorization, status, text):
        answer = ask(authorization.format(token=a_token()))

        assert (answer.status_code, answer.json()) == (
            status,
            {"result": "error", "message": {"token": [text]}},
        )

    @pytest.mark.parametrize(
        ("token", "status", "text"),
        [
            ({"iss": "another-client"}, 401, NOT_ALLOWED),
            ({"iss": "another-client", "secret": "x" * 40}, 401, NOT_ALLOWED),
            ({"iss": None}, 403, "Invalid token: iss field not provided"),
            ({"iat": None}, 403, KEY_NOT_FOUND),
            ({"secret": "x" * 40}, 403, KEY_NOT_FOUND),
            ({"secret": SECRET * 2, "algorithm": "HS512"}, 403, "Invalid token: algorithm used is not HS256"),
        ],
    )
    def test_a_bad_token(self, ask, token, status, text):
        answer = ask(f"Bearer {a_token(**token)}")

        assert (answer.status_code, answer.json()) == (
            status,
            {"result": "error", "message": {"token": [text]}},
        )

    @pytest.mark.parametrize("age", [60, 33, -33, -60])
    def test_a_clock_that_is_wrong(self, ask, age):
        answer = ask(f"Bearer {a_token(age=age)}")

        assert (answer.status_code, answer.json()["message"]) == (403, {"token": [CLOCK]})

    @pytest.mark.parametrize("path", ["/sms-rate/", "/letter-rates/"])
    def test_the_other_family_lists_its_errors(self, sandbox, path):
        answer = requests.get(sandbox.url + path, headers={"Authorization": "Basic abc"}, timeout=TIMEOUT)

        assert answer.status_code == 401
        assert answer.json() == {
            "status_code": 401,
            "errors": [{"error": "AuthError", "message": OTHER_SCHEME}],
        }


class TestWelcome:
    @pytest.mark.parametrize("age", [0, 27, -27])
    def test_a_clock_that_is_nearly_right(self, ask, age):
        assert ask(f"Bearer {a_token(age=age)}").status_code == 200

    @pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
    def test_the_scheme_in_any_case(self, ask, scheme):
        assert ask(f"{scheme} {a_token()}").status_code == 200

    def test_any_of_several_secrets(self, seeded, services):
        old, new = "o" * 40, "n" * 40
        keys = {
            "INTERNAL_CLIENT_API_KEYS": json.dumps({"notify-admin": [old, new], "somebody-else": ["s" * 40]})
        }

        with SandboxProcess(seeded, keys) as sandbox:
            address = f"{sandbox.url}/service/{services['boat_licences']}"
            statuses = [
                requests.get(
                    address, headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT
                ).status_code
                for token in (a_token(old), a_token(new), a_token(), a_token("s" * 40, iss="somebody-else"))
            ]

        assert statuses == [200, 200, 403, 401]

    @pytest.mark.parametrize(
        "path", ["/_status", "/_status?simple=1", "/_status/live-service-and-organisation-counts"]
    )
    def test_some_routes_ask_for_no_token(self, sandbox, path):
        assert requests.get(sandbox.url + path, timeout=TIMEOUT).status_code == 200


class TestOrder:
    """The path and the method are judged before the token, the token before the body."""

    @pytest.mark.parametrize("path", ["/nope", "/service/not-a-uuid", "/user/123", "/service/"])
    def test_an_unknown_path_is_404_without_a_token(self, sandbox, path):
        answer = requests.get(sandbox.url + path, timeout=TIMEOUT)

        assert (answer.status_code, answer.json()) == (404, {"result": "error", "message": NO_SUCH_PATH})

    def test_a_wrong_method_is_405_without_a_token(self, sandbox):
        answer = requests.delete(f"{sandbox.url}/service", timeout=TIMEOUT)

        assert answer.status_code == 405
        assert answer.json() == {
            "result": "error",
            "message": "The method is not allowed for the requested URL.",
        }
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"

    @pytest.mark.parametrize("path", ["/sms-rate", "/letter-rates"])
    def test_a_missing_slash_is_a_redirect_without_a_token(self, sandbox, path):
        answer = requests.get(sandbox.url + path, allow_redirects=False, timeout=TIMEOUT)

        assert (answer.status_code, answer.headers["Location"]) == (308, f"{sandbox.url}{path}/")

    def test_a_broken_body_is_401_without_a_token(self, sandbox):
        assert requests.post(f"{sandbox.url}/service", data="{bad", timeout=TIMEOUT).status_code == 401

    def test_an_id_in_capitals_is_the_same_id(self, api, services):
        assert api.get(f"/service/{services['boat_licences'].upper()}").status_code == 200

    def test_a_head_request_has_headers_and_no_body(self, sandbox):
        answer = requests.head(f"{sandbox.url}/_status", timeout=TIMEOUT)

        assert (answer.status_code, answer.content) == (200, b"")
        assert int(answer.headers["Content-Length"]) > 0


class TestTracing:
    def test_ids_of_the_request_come_back(self, ask):
        answer = ask(f"Bearer {a_token()}", **{"X-B3-TraceId": "a" * 32, "X-B3-SpanId": "b" * 16})

        assert answer.headers["X-B3-TraceId"] == "a" * 32
        assert answer.headers["X-B3-SpanId"] == "b" * 16

    def test_a_refusal_carries_them_too(self, sandbox):
        answer = requests.get(f"{sandbox.url}/nope", headers={"X-B3-TraceId": "c" * 32}, timeout=TIMEOUT)

        assert answer.headers["X-B3-TraceId"] == "c" * 32

    def test_a_request_without_one_gets_a_new_one(self, ask):
        first, second = ask().headers["X-B3-TraceId"], ask().headers["X-B3-TraceId"]

        assert len(first) == 32
        assert first != second
