"""What one message costs, in sentences, as far as anybody knows before it is sent."""

from collections.abc import Callable, Container
from decimal import Decimal
from math import ceil
from typing import Any

from gateway import letter_rate_api_client, sms_rate_api_client, template_preview_client
from gateway.errors import APIError
from portal_apps.core.formatting import count_of
from portal_apps.message_templates.models import Template
from portal_apps.sending.one_message import OneMessage
from portal_apps.service_settings.prices import POSTAGE, price

ABROAD = ("europe", "rest-of-world")
PAGES_OF_A_SHEET = 2
MAX_PAGES = 10


def cost_of(message: OneMessage, fragments: int | None, pages: int | None) -> list[str]:
    """Calls of the API only for prices that are not kept. Without a price, what is known of the message itself."""
    is_abroad = message.is_international
    match message.template.template_type:
        case "sms":
            return _cost_of_text(fragments or 1, is_abroad=is_abroad)
        case "letter":
            return _cost_of_letter(post_class_of(message.template), pages, is_abroad=is_abroad)
        case _:
            return ["Emails are free of charge."]


def pages_of(message: OneMessage) -> int | None:
    """How many pages the letter has, which is a call of what draws letters; None for what is none, or if nobody knows."""
    if message.template.template_type != "letter":
        return None
    try:
        counts = template_preview_client.get_page_counts_for_letter(
            message.template.facts, message.service.facts, message.personalisation
        )
    except APIError:
        return None
    return counts["count"] if counts else None


def post_class_of(template: Template) -> str:
    """How its letters travel within the country."""
    post_class: str = template.facts["postage"] or "second"
    return post_class


def letter_prices(classes: Container[str], sheets: int | None = None) -> list[Decimal]:
    """The prices in pounds of a letter of these classes, the lowest first: of any length unless told how many sheets it has."""
    return sorted(
        Decimal(rate["rate"])
        for rate in letter_rate_api_client.get_letter_rates()
        if rate["post_class"] in classes and sheets in (None, rate["sheet_count"])
    )


def _cost_of_text(fragments: int, *, is_abroad: bool) -> list[str]:
    sentences = [f"It is charged as {count_of(fragments, 'text message')}."]
    if is_abroad:
        return [*sentences, "Text messages to other countries can cost more than those to UK numbers."]
    rate = _or_none(lambda: Decimal(str(sms_rate_api_client.get_sms_rate()["rate"])))
    if rate is not None:
        sentences.append(
            f"That is {price(rate * fragments)}, or nothing while your service has free text messages left this year."
        )
    return sentences


def _cost_of_letter(post_class: str, pages: int | None, *, is_abroad: bool) -> list[str]:
    sentences = [f"It has {count_of(pages, 'page')}." if pages else "It is charged by the sheet of paper."]
    classes = ABROAD if is_abroad else (post_class,)
    sheets = ceil(pages / PAGES_OF_A_SHEET) if pages else None
    prices = _or_none(lambda: letter_prices(classes, sheets)) or []
    name = "International post" if is_abroad else POSTAGE.get(classes[0], "Post")
    shown = dict.fromkeys(price(rate) for rate in (prices[0], prices[-1])) if prices else {}
    return [*sentences, f"{name}: {' to '.join(shown)}." if shown else f"{name}."]


def _or_none(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except APIError:
        return None
