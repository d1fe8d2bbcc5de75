"""What messages cost, in words."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from gateway import letter_rate_api_client, sms_rate_api_client

POSTAGE = {"economy": "Economy", "second": "Second class", "first": "First class"}


def price(pounds: Decimal) -> str:
    """2.33 pence, £1.56"""
    if pounds >= 1:
        return f"£{pounds:.2f}"
    return f"{(pounds * 100).normalize():f} pence"


def prices_of(channel: str) -> list[str]:
    """What one message of the channel costs, a line for each kind there is. Both lists of rates are kept."""
    if channel == "sms":
        return [f"{price(Decimal(str(sms_rate_api_client.get_sms_rate()['rate'])))} for a text message"]
    if channel == "letter":
        return list(_letter_prices(letter_rate_api_client.get_letter_rates()))
    return []


def _letter_prices(rates: list[dict[str, Any]]) -> Iterable[str]:
    for post_class, name in POSTAGE.items():
        of_class = sorted(Decimal(rate["rate"]) for rate in rates if rate["post_class"] == post_class)
        if of_class:
            prices = dict.fromkeys(price(rate) for rate in (of_class[0], of_class[-1]))
            yield f"{name}: {' to '.join(prices)} for a letter"
