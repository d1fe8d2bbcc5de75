"""How often somebody may try: a counter per account and one per client address, over a fixed window.

Shared by all processes through the cache; each process also counts by itself, so that without Redis the counting goes on.
"""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from portal_apps.core.client_address import client_network

# Room for more keys than a flood of invented accounts can fill in a window, so that it pushes nobody's count out.
MOST_LOCAL_KEYS = 100_000
CACHE_ERRORS = (RedisError, OSError)

local_counts = LocMemCache("throttle", {"OPTIONS": {"MAX_ENTRIES": MOST_LOCAL_KEYS}})
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Throttle:
    """Counts tries of one kind. Keys hold keyed hashes: neither addresses nor accounts can be read from the cache."""

    kind: str

    def admits(self, request: HttpRequest, account: str) -> bool:
        """Count one more try; False when the account or the client address has used up its tries."""
        by_account = _count(self._key("account", account))
        by_address = _count(self._key("address", client_network(request)))
        return (
            by_account <= settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT
            and by_address <= settings.SIGN_IN_ATTEMPTS_PER_ADDRESS
        )

    def forgive(self, request: HttpRequest, account: str) -> None:
        """After its owner has proven to be there: start the count of the account anew, and take this try back.

        The tries of the address that failed stay counted. Those that succeed never add up: a whole office, or a test
        suite, may sign in from one address.
        """
        of_account, of_address = self._key("account", account), self._key("address", client_network(request))
        try:
            for store in (local_counts, cache):
                store.delete(of_account)
                _take_back_in(store, of_address)
        except CACHE_ERRORS:
            logger.warning("a count of tries could not be reset: no cache")

    def _key(self, of: str, value: str) -> str:
        digest = salted_hmac(
            f"throttle {self.kind} {of}", value.strip().casefold(), algorithm="sha256"
        ).hexdigest()
        return f"tries-{digest}"


def _count(key: str) -> int:
    here = _count_in(local_counts, key)
    try:
        return max(here, _count_in(cache, key))
    except CACHE_ERRORS:
        logger.warning("tries are counted in this process only: no cache")
        return here


def _take_back_in(store: BaseCache, key: str) -> None:
    try:
        store.decr(key)
    except ValueError:
        # The window has ended, and the try with it.
        return


def _count_in(store: BaseCache, key: str) -> int:
    if store.add(key, 1, timeout=settings.SIGN_IN_WINDOW_SECONDS):
        return 1
    try:
        return store.incr(key)
    except ValueError:
        # The window ended between the two steps: this try is the first of the next one.
        store.add(key, 1, timeout=settings.SIGN_IN_WINDOW_SECONDS)
        return 1
