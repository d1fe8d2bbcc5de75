"""What check_api says of the Notify API: each thing that may be wrong has words of its own."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.test import override_settings

from gateway.diagnosis import NOBODY_PATH, diagnose_api
from gateway.findings import Finding, Level
from tests.builders import an_error
from tests.notify_api import NotifyAPI
from tests.sandbox_process import SandboxProcess

UP = {"status": "ok", "git_commit": "abc123", "build_time": "2026-11-01T09:00:00"}


def http_date(seconds_ahead: float = 0) -> dict[str, str]:
    moment = datetime.now(tz=UTC) + timedelta(seconds=seconds_ahead)
    return {"Date": format_datetime(moment, usegmt=True)}


def finding(about: str) -> Finding:
    return next(found for found in diagnose_api() if found.about == about)


@pytest.fixture
def healthy(api: NotifyAPI) -> NotifyAPI:
    api.answers("GET", "/_status", UP, headers=http_date())
    api.answers("GET", NOBODY_PATH, an_error("No result found"), status=404)
    return api


class TestHealthy:
    def test_everything_is_good(self, healthy: NotifyAPI) -> None:
        assert {found.level for found in diagnose_api()} == {Level.GOOD}

    def test_the_version_is_named(self, healthy: NotifyAPI) -> None:
        assert finding("version").text == "The API is version abc123, built 2026-11-01T09:00:00."

    def test_an_api_without_a_version_is_as_good(self, healthy: NotifyAPI) -> None:
        healthy.answers("GET", "/_status", {"status": "ok"}, headers=http_date())

        assert finding("version") == Finding(
            "version", Level.GOOD, "The API does not say which version it is."
        )

    def test_nothing_is_asked_that_changes_anything(self, healthy: NotifyAPI) -> None:
        diagnose_api()

        assert healthy.writes == []


class TestReached:
    def test_an_api_that_is_away(self, api: NotifyAPI) -> None:
        only = diagnose_api()

        assert [(found.level, found.text) for found in only] == [
            (Level.BROKEN, "Nothing answers at http://notify-api.test.")
        ]

    def test_an_api_that_fails(self, api: NotifyAPI) -> None:
        api.answers("GET", "/_status", {}, status=500)

        assert finding("reached").text == "http://notify-api.test answers 500 when asked for its status."

    @pytest.mark.parametrize("answer", [{"hello": "world"}, ["ok"]])
    def test_something_else_at_the_address(self, api: NotifyAPI, answer: object) -> None:
        api.answers("GET", "/_status", answer)

        assert finding("reached").text == "What answers at http://notify-api.test is not a Notify API."

    def test_a_page_at_the_address(self, api: NotifyAPI) -> None:
        api.mock.add("GET", f"{api.address}/_status", body="<html>")

        assert finding("reached").level is Level.BROKEN

    def test_a_slow_one_needs_attention(self, healthy: NotifyAPI, monkeypatch: pytest.MonkeyPatch) -> None:
        seconds = iter(range(0, 1000, 2))
        monkeypatch.setattr("gateway.diagnosis.time.time", lambda: float(next(seconds)))

        assert finding("latency").level is Level.ATTENTION


class TestClock:
    @pytest.mark.parametrize(
        ("ahead", "level", "words"),
        [
            (0, Level.GOOD, "s"),
            (25, Level.ATTENTION, "25 s ahead of ours"),
            (-25, Level.ATTENTION, "25 s behind ours"),
            (60, Level.BROKEN, "60 s ahead of ours"),
        ],
    )
    def test_is_compared_with_ours(
        self,
        healthy: NotifyAPI,
        monkeypatch: pytest.MonkeyPatch,
        ahead: int,
        level: Level,
        words: str,
    ) -> None:
        now = 1_800_000_000.5
        monkeypatch.setattr("gateway.diagnosis.time.time", lambda: now)
        theirs = datetime.fromtimestamp(now + ahead, tz=UTC)
        healthy.answers("GET", "/_status", UP, headers={"Date": format_datetime(theirs, usegmt=True)})

        clock = finding("clock")

        assert clock.level is level
        assert words in clock.text

    @pytest.mark.parametrize("headers", [{}, {"Date": "some day"}])
    def test_may_not_be_told(self, healthy: NotifyAPI, headers: dict[str, str]) -> None:
        healthy.answers("GET", "/_status", UP, headers=headers)

        assert finding("clock").level is Level.ATTENTION


class TestRefused:
    @pytest.mark.parametrize("status", [500, 503])
    def test_an_error_of_the_api_is_no_refusal(self, healthy: NotifyAPI, status: int) -> None:
        healthy.answers("GET", NOBODY_PATH, {}, status=status)

        assert finding("credentials").text == f"The API answers {status} when asked for a person."

    def test_a_proxy_in_between(self, healthy: NotifyAPI) -> None:
        healthy.mock.remove("GET", healthy.address + NOBODY_PATH)
        healthy.mock.add("GET", healthy.address + NOBODY_PATH, body="<html>", status=403)

        assert "something between" in finding("credentials").advice


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxProcess]:
    with SandboxProcess() as process:
        yield process


@pytest.fixture
def real_api(sandbox: SandboxProcess) -> Iterator[None]:
    secrets = {"ADMIN_CLIENT_USER_NAME": "notify-admin", "ADMIN_CLIENT_SECRET": "dev-notify-secret-key"}
    with override_settings(API_HOST_NAME=sandbox.url, **secrets):
        yield


@pytest.mark.usefixtures("real_api")
@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
class TestAgainstTheSandbox:
    """The words of refusal are those of an API and not of this test."""

    def test_it_is_reached_and_believes_us(self) -> None:
        findings = {found.about: found.level for found in diagnose_api()}

        assert findings["reached"] == findings["clock"] == findings["credentials"] == Level.GOOD

    def test_an_unknown_client(self) -> None:
        with override_settings(ADMIN_CLIENT_USER_NAME="somebody"):
            assert finding("credentials").text == "The API does not know the client 'somebody'."

    def test_a_wrong_secret(self) -> None:
        with override_settings(ADMIN_CLIENT_SECRET="another-secret-that-is-long-enough-for-a-token"):
            assert (
                finding("credentials").text
                == "The API knows the client 'notify-admin' and refuses its secret."
            )

    def test_a_wrong_clock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = time.time
        monkeypatch.setattr("gateway.token.time.time", lambda: real() - 120)

        assert "because of the time" in finding("credentials").text
        assert finding("clock").level is Level.BROKEN
