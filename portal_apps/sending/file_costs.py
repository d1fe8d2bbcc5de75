"""What the messages of a file cost in all, as far as anybody knows before they are sent."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from gateway import sms_rate_api_client
from gateway.errors import APIError
from portal_apps.core.formatting import pounds
from portal_apps.message_templates.models import Template
from portal_apps.sending.costs import ABROAD, letter_prices, post_class_of
from portal_apps.sending.recipients import Totals


@dataclass(frozen=True, slots=True)
class Cost:
    """In pounds. Of letters there are two sums: each takes as many sheets of paper as its values make it take."""

    least: Decimal
    most: Decimal

    @classmethod
    def of(cls, template: Template, totals: Totals) -> Self | None:
        """A call of the API only where its prices are not kept. None for e-mails, and where the API does not say."""
        try:
            match template.template_type:
                case "sms":
                    return cls._of_texts(totals)
                case "letter":
                    return cls._of_letters(template, totals)
        except APIError:
            pass
        return None

    @classmethod
    def _of_texts(cls, totals: Totals) -> Self:
        """Without the free allowance, and as if they all stayed in the country."""
        cost = totals.fragments * Decimal(str(sms_rate_api_client.get_sms_rate()["rate"]))
        return cls(cost, cost)

    @classmethod
    def _of_letters(cls, template: Template, totals: Totals) -> Self | None:
        at_home = totals.recipients - totals.international
        counts = {(post_class_of(template),): at_home, ABROAD: totals.international}
        parts = [(count, letter_prices(classes)) for classes, count in counts.items() if count]
        if not all(prices for _count, prices in parts):
            return None
        least, most = (sum(count * prices[place] for count, prices in parts) for place in (0, -1))
        return cls(Decimal(least), Decimal(most))

    @property
    def in_words(self) -> str:
        """£1,234.50, or £68.00 to £119.00"""
        return " to ".join(dict.fromkeys(map(pounds, (self.least, self.most))))
