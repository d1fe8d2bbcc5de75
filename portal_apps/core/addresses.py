"""The addresses of pages."""

from functools import lru_cache

from django.urls import reverse

# Those of the services in use right now; putting one together anew costs twenty times as much as finding it here.
KEPT = 10_000


@lru_cache(maxsize=KEPT)
def address_of(name: str, **identifiers: str | int) -> str:
    """Where the page of this name is, as `reverse` has it; for pages that need many of them."""
    return reverse(name, kwargs=identifiers)
