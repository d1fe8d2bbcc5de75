"""Whether the portal can work with its Notify API: reached, believed, in time. Changes nothing there."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from uuid import UUID

from notifications_python_client.errors import HTTPError
from requests import Response

from gateway.base import Json, NotifyAdminAPIClient
from gateway.errors import Forbidden, InvalidResponse, Unauthorized, Unavailable, field_messages
from gateway.findings import Finding, Level
from gateway.token import bearer_token

STATUS_PATH = "/_status"
# Asking for a person whom nobody is costs the API one look into its database, and it asks for credentials first.
NOBODY_PATH = f"/user/{UUID(int=0)}"

# The API refuses tokens that are further away. Some seconds are lost on the way and by keeping a token.
SKEW_REFUSED = 30
SKEW_CLOSE = 20
SLOW_SECONDS = 1.0
ATTEMPTS = 3

CLOCK = "clock"
# What the API says of a token that none of its secrets has signed.
WRONG_SECRET = "API key not found"  # noqa: S105 - a sentence of the API


@dataclass(frozen=True, slots=True)
class Answer:
    """How the API says that it is there."""

    status: Json
    seconds: float
    skew: float | None


class StatusProbe(NotifyAdminAPIClient):
    """Asks as every client does, and also looks at the answer's headers and at the time it took."""

    def ask(self) -> Answer:
        """Raises what every client raises."""
        headers = self.generate_headers(bearer_token(self.service_id, self.api_key))
        before = time.time()
        response = self._perform("GET", STATUS_PATH, headers, None, None)
        after = time.time()
        return Answer(_json_of(response), after - before, _skew(response, (before + after) / 2))


def diagnose_api() -> list[Finding]:
    """What there is to say about the API, in the order in which things must work."""
    probe = StatusProbe()
    try:
        answers = [probe.ask() for _ in range(ATTEMPTS)]
    except (HTTPError, InvalidResponse) as error:
        return [_not_reached(error, probe.base_url)]
    fastest = min(answers, key=lambda answer: answer.seconds)
    return [
        Finding("reached", Level.GOOD, f"The API answers at {probe.base_url}."),
        _version(fastest.status),
        _latency(fastest.seconds),
        _clock(fastest.skew),
        _credentials(probe),
    ]


def _json_of(response: Response) -> Json:
    try:
        answer = response.json()
    except ValueError as cause:
        raise InvalidResponse(response) from cause
    if not isinstance(answer, dict) or answer.get("status") != "ok":
        raise InvalidResponse(response)
    return answer


def _skew(response: Response, now: float) -> float | None:
    """How far the API's clock is ahead of ours, in seconds; its header has whole ones."""
    try:
        theirs = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return None
    return theirs.timestamp() + 0.5 - now


def _not_reached(error: HTTPError | InvalidResponse, address: str) -> Finding:
    if isinstance(error, Unavailable) and error.response is None:
        text, advice = (
            f"Nothing answers at {address}.",
            "Is the API running, and is API_HOST_NAME its address?",
        )
    elif isinstance(error, HTTPError):
        text = f"{address} answers {error.status_code} when asked for its status."
        advice = "Look into the log of the API, or correct API_HOST_NAME if this is not the API."
    else:
        text = f"What answers at {address} is not a Notify API."
        advice = "Correct API_HOST_NAME."
    return Finding("reached", Level.BROKEN, text, advice)


def _version(status: Json) -> Finding:
    commit, built = status.get("git_commit"), status.get("build_time")
    if not commit:
        return Finding("version", Level.GOOD, "The API does not say which version it is.")
    return Finding(
        "version", Level.GOOD, f"The API is version {commit}, built {built or 'at an unknown time'}."
    )


def _latency(seconds: float) -> Finding:
    text = f"The fastest of {ATTEMPTS} answers took {seconds * 1000:.0f} ms."
    if seconds > SLOW_SECONDS:
        return Finding("latency", Level.ATTENTION, text, "Every page waits for at least one answer.")
    return Finding("latency", Level.GOOD, text)


def _clock(skew: float | None) -> Finding:
    if skew is None:
        return Finding(
            CLOCK, Level.ATTENTION, "The API does not tell the time, so the clocks are not compared."
        )
    here = datetime.now(tz=UTC).strftime("%H:%M:%S")
    direction = "ahead of" if skew > 0 else "behind"
    text = f"The API's clock is {abs(skew):.0f} s {direction} ours ({here} UTC)."
    if abs(skew) > SKEW_REFUSED:
        return Finding(
            CLOCK, Level.BROKEN, text, f"It refuses what is more than {SKEW_REFUSED} s off. Set the clocks."
        )
    if abs(skew) > SKEW_CLOSE:
        return Finding(
            CLOCK, Level.ATTENTION, text, f"It will refuse us at {SKEW_REFUSED} s. Set the clocks."
        )
    return Finding(CLOCK, Level.GOOD, text)


def _credentials(probe: NotifyAdminAPIClient) -> Finding:
    about, client = "credentials", probe.service_id
    try:
        probe.get_or_none(NOBODY_PATH)
    except Unauthorized:
        return Finding(
            about,
            Level.BROKEN,
            f"The API does not know the client {client!r}.",
            "Correct ADMIN_CLIENT_USER_NAME, or add the client to the API.",
        )
    except Forbidden as error:
        return _refused(error, client)
    except (HTTPError, InvalidResponse) as error:
        status = error.status_code if isinstance(error, HTTPError) else "something that is not JSON"
        text = f"The API answers {status} when asked for a person."
        return Finding(about, Level.BROKEN, text, "Look into the log of the API.")
    return Finding(about, Level.GOOD, f"The API accepts the client {client!r} and its secret.")


def _refused(error: Forbidden, client: str) -> Finding:
    said = " ".join(text for texts in field_messages(error).values() for text in texts)
    if CLOCK in said:
        text, advice = f"The API refuses our tokens because of the time: {said}.", "Set the clocks."
    elif WRONG_SECRET in said:
        text = f"The API knows the client {client!r} and refuses its secret."
        advice = "ADMIN_CLIENT_SECRET must be one of the secrets that the API holds for this client."
    else:
        text = f"Our tokens are refused: {said or 'no reason given'}."
        advice = "Is there something between the portal and the API that refuses requests?"
    return Finding("credentials", Level.BROKEN, text, advice)
