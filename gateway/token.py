"""The bearer token of the API: a JWT that names the client and the second it was made."""

import time
from functools import lru_cache

import jwt

# The API accepts a token for 30 seconds either way. Five leave room for a clock that is off by twenty.
LIFETIME_SECONDS = 5


def bearer_token(client_id: str, secret: str) -> str:
    """A token for this client; one is kept for a few seconds, because signing costs more than sending it again."""
    return _signed(client_id, secret, int(time.time()) // LIFETIME_SECONDS * LIFETIME_SECONDS)


@lru_cache(maxsize=8)
def _signed(client_id: str, secret: str, issued_at: int) -> str:
    return jwt.encode({"iss": client_id, "iat": issued_at}, secret, algorithm="HS256", headers={"typ": "JWT"})
