"""What every call to the API has in common."""

import re

import jwt
import pytest
import requests
import responses
from django.conf import settings

from gateway.base import NotifyAdminAPIClient
from gateway.caller import Caller, Trace, acting_as, calling
from gateway.errors import (
    BadRequest,
    Conflict,
    Forbidden,
    Gone,
    HTTPError,
    InvalidResponse,
    NotFound,
    ServerError,
    TooManyRequests,
    Unauthorized,
    Unavailable,
)
from gateway.token import bearer_token
from tests.notify_api import ADDRESS

client = NotifyAdminAPIClient()


class TestHeaders:
    def test_carry_a_token_that_names_the_client(self, api):
        api.answers("GET", "/service", {"data": []})

        client.get("/service")

        scheme, token = api.asked[0].headers["Authorization"].split(" ")
        claims = jwt.decode(token, settings.ADMIN_CLIENT_SECRET, algorithms=["HS256"])
        assert scheme == "Bearer"
        assert claims.keys() == {"iss", "iat"}
        assert claims["iss"] == settings.ADMIN_CLIENT_USER_NAME
        assert jwt.get_unverified_header(token) == {"typ": "JWT", "alg": "HS256"}

    def test_name_nobody_outside_of_a_request(self, api):
        api.answers("GET", "/service", {"data": []})

        client.get("/service")

        sent = api.asked[0].headers
        assert sent["Content-type"] == "application/json"
        assert re.fullmatch(r"NOTIFY-API-PYTHON-CLIENT/\d+\.\d+\.\d+", sent["User-agent"])
        assert not [name for name in sent if name.startswith("X-")]

    def test_carry_the_trace_and_the_person_of_a_request(self, api):
        api.answers("GET", "/service", {"data": []})
        trace = Trace(trace_id="a" * 32, span_id="b" * 16)

        with calling(Caller(user_id="6ce466d0-fd6a-11e5-82f5-e0accb9d11a6", trace=trace)):
            client.get("/service")

        sent = api.asked[0].headers
        assert sent["X-Notify-User-Id"] == "6ce466d0-fd6a-11e5-82f5-e0accb9d11a6"
        assert sent["X-B3-TraceId"] == "a" * 32
        assert sent["X-B3-ParentSpanId"] == "b" * 16
        assert re.fullmatch(r"[0-9a-f]{16}", sent["X-B3-SpanId"])

    def test_name_a_new_span_for_each_call(self, api):
        api.answers("GET", "/service", {"data": []})

        with acting_as(None):
            client.get("/service")
            client.get("/service")

        first, second = api.asked
        assert first.headers["X-B3-SpanId"] != second.headers["X-B3-SpanId"]
        assert first.headers["X-B3-TraceId"] == second.headers["X-B3-TraceId"]

    def test_pass_a_w3c_trace_on_below_a_span_of_ours(self):
        trace = Trace(traceparent=f"00-{'c' * 32}-{'d' * 16}-01")

        headers = trace.headers()

        assert headers["traceparent"] == f"00-{'c' * 32}-{headers['X-B3-SpanId']}-01"

    def test_the_fixed_ones_win(self):
        class Rogue(Caller):
            def headers(self):
                return {"Authorization": "Bearer mine", "X-B3-TraceId": "1"}

        with calling(Rogue()):
            headers = client.generate_headers("token")

        assert headers["Authorization"] == "Bearer token"
        assert headers["X-B3-TraceId"] == "1"


class TestToken:
    def test_is_kept_for_a_few_seconds(self, monkeypatch):
        monkeypatch.setattr("gateway.token.time.time", lambda: 1_000_001.0)
        first = bearer_token("notify-admin", "secret-of-thirty-two-bytes-length")

        monkeypatch.setattr("gateway.token.time.time", lambda: 1_000_004.9)
        second = bearer_token("notify-admin", "secret-of-thirty-two-bytes-length")

        assert first == second

    def test_is_never_as_old_as_the_api_tolerates(self, monkeypatch):
        for second in range(60):
            now = 1_000_000 + second
            monkeypatch.setattr("gateway.token.time.time", lambda now=now: float(now))
            token = bearer_token("notify-admin", "secret-of-thirty-two-bytes-length")
            issued = jwt.decode(token, options={"verify_signature": False})["iat"]

            assert 0 <= now - issued < 10

    def test_follows_a_changed_secret_at_once(self):
        one = bearer_token("notify-admin", "secret-of-thirty-two-bytes-length")
        other = bearer_token("notify-admin", "another-secret-of-thirty-two-bytes")

        assert one != other


class TestRequest:
    def test_sends_json_and_returns_what_came_back(self, api):
        api.answers("POST", "/service", {"data": {"id": "1"}}, status=201)

        answer = client.post("/service", data={"name": "Årsrapport", "ids": {"b", "a"}, "pair": (1, 2)})

        assert answer == {"data": {"id": "1"}}
        assert api.asked[0].body == {"name": "Årsrapport", "ids": ["a", "b"], "pair": [1, 2]}

    def test_sends_no_body_for_none_and_an_empty_object_for_one(self, api):
        api.answers("POST", "/user/1/activate", {})
        api.answers("DELETE", "/folder", status=204)

        client.post("/user/1/activate", data=None)
        client.delete("/folder", data={})

        without, with_body = (call.request.body for call in api.mock.calls)
        assert without is None
        assert with_body == b"{}"

    def test_goes_out_when_its_pace_allows_it(self, api):
        api.answers("GET", "/a", {})
        taken = []

        with acting_as("ada", pace=lambda: taken.append(len(api.asked))):
            client.get("/a")
            client.get("/a")

        assert taken == [0, 1]

    def test_returns_none_for_an_empty_answer(self, api):
        api.answers("POST", "/user/1/archive", status=204)

        assert client.post("/user/1/archive", data=None) is None

    def test_drops_null_query_values_repeats_lists_and_capitalises_booleans(self, api):
        api.answers("GET", "/service", [])

        client.get(
            "/service",
            params={"only_active": True, "page": None, "status": ["sent", "failed"], "q": "a&b #ü"},
        )

        assert api.asked[0].query == {"only_active": ["True"], "status": ["sent", "failed"], "q": ["a&b #ü"]}

    def test_cannot_be_talked_into_another_path(self, api):
        api.answers("GET", "/service/a%20b", {})

        client.get("/service/a b")

        assert api.asked[0].path == "/service/a%20b"

    @pytest.mark.parametrize("value", [object(), b"bytes"])
    def test_refuses_what_json_cannot_hold(self, value):
        with pytest.raises(TypeError):
            client.post("/service", data={"value": value})


class TestErrors:
    @pytest.mark.parametrize(
        ("status", "error"),
        [
            (400, BadRequest),
            (401, Unauthorized),
            (403, Forbidden),
            (404, NotFound),
            (409, Conflict),
            (410, Gone),
            (418, ServerError),
            (429, TooManyRequests),
            (500, ServerError),
            (502, Unavailable),
            (503, Unavailable),
            (504, Unavailable),
        ],
    )
    def test_have_a_class_by_cause(self, api, status, error):
        api.answers("POST", "/service", {"result": "error", "message": {"name": ["taken"]}}, status=status)

        with pytest.raises(error) as raised:
            client.post("/service", data={})

        assert isinstance(raised.value, HTTPError)
        assert raised.value.status_code == status
        assert raised.value.message == {"name": ["taken"]}

    def test_read_a_version_2_body(self, api):
        errors = [{"error": "ValidationError", "message": "name is required"}]
        api.answers("POST", "/service", {"status_code": 400, "errors": errors}, status=400)

        with pytest.raises(BadRequest) as raised:
            client.post("/service", data={})

        assert raised.value.message == errors

    @pytest.mark.parametrize(
        "cause", [requests.ConnectionError, requests.ConnectTimeout, requests.ReadTimeout]
    )
    def test_no_answer_is_unavailable(self, api, cause):
        api.mock.add(responses.POST, ADDRESS + "/service", body=cause("gone"))

        with pytest.raises(Unavailable) as raised:
            client.post("/service", data={})

        assert raised.value.status_code == 503
        assert raised.value.message == "Request failed"

    def test_an_answer_that_is_not_json_is_not_taken_for_data(self, api):
        api.mock.add(responses.GET, ADDRESS + "/service", body="<html>maintenance</html>")

        with pytest.raises(InvalidResponse):
            client.get("/service")

    def test_an_error_page_of_a_proxy_is_still_an_error_by_status(self, api):
        api.mock.add(responses.GET, ADDRESS + "/service", body="<html>bad gateway</html>", status=502)

        with pytest.raises(Unavailable):
            client.get("/service")

    def test_get_or_none_hides_only_a_missing_thing(self, api):
        api.answers("GET", "/missing", {"message": "No result found"}, status=404)
        api.answers("GET", "/refused", {"message": "no"}, status=403)

        assert client.get_or_none("/missing") is None
        with pytest.raises(Forbidden):
            client.get_or_none("/refused")


class TestPages:
    def test_follows_the_pages_for_as_long_as_there_is_a_next_one(self, api):
        first = {"data": [1, 2], "links": {"next": "/job?page=2"}}
        last = {"data": [3], "links": {}}
        for page, answer in ((1, first), (2, last)):
            match = [responses.matchers.query_param_matcher({"page": page, "limit_days": 7})]
            api.mock.add(responses.GET, ADDRESS + "/job", json=answer, match=match)

        rows = list(client.pages("/job", {"limit_days": 7}))

        assert rows == [1, 2, 3]


class TestRedirects:
    def test_are_followed_on_the_same_host_with_the_token(self, api):
        api.mock.add(
            responses.GET, ADDRESS + "/sms-rate", status=308, headers={"Location": ADDRESS + "/sms-rate/"}
        )
        api.answers("GET", "/sms-rate/", {"rate": 1})

        assert client.get("/sms-rate") == {"rate": 1}
        assert "Authorization" in api.asked[1].headers

    def test_never_carry_the_token_to_another_host(self, api):
        api.mock.add(
            responses.GET, ADDRESS + "/away", status=302, headers={"Location": "http://elsewhere.test/away"}
        )

        with pytest.raises(Unavailable):
            client.get("/away")

        assert len(api.asked) == 1

    def test_do_not_go_round_for_ever(self, api):
        api.mock.add(responses.GET, ADDRESS + "/round", status=302, headers={"Location": "/round"})

        with pytest.raises(HTTPError):
            client.get("/round")

        assert len(api.asked) == 4
