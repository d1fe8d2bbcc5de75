"""A client of the sandbox that knows nothing but HTTP and tokens."""

import time
from types import TracebackType
from typing import Any, Self

import jwt
import requests

# Long enough for PyJWT, which warns about keys below 32 bytes; the sandbox itself takes any.
SECRET = "a-secret-of-the-tests-that-is-long-enough"
ISSUER = "notify-admin"
TIMEOUT = 30


def a_token(secret: str = SECRET, algorithm: str = "HS256", age: int = 0, **claims: Any) -> str:
    """A claim given as None is left out."""
    all_claims = {"iss": ISSUER, "iat": int(time.time()) - age} | claims
    present = {name: value for name, value in all_claims.items() if value is not None}
    return jwt.encode(present, secret, algorithm=algorithm)


class Caller:
    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        self.url = url
        self.timeout = timeout
        self.session = requests.Session()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {a_token()}"} | options.pop("headers", {})
        return self.session.request(method, self.url + path, headers=headers, timeout=self.timeout, **options)

    def get(self, path: str, **params: Any) -> requests.Response:
        return self.request("GET", path, params=params)

    def post(self, path: str, json: Any = None) -> requests.Response:
        return self.request("POST", path, json=json)

    def delete(self, path: str, json: Any = None) -> requests.Response:
        return self.request("DELETE", path, json=json)

    def data(self, path: str, **params: Any) -> Any:
        """What is under `data` of a GET that must succeed."""
        answer = self.get(path, **params)
        answer.raise_for_status()
        return answer.json()["data"]
