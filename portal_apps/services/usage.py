"""What a service spent and has left in this financial year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from gateway import billing_api_client, fan_out
from portal_apps.core.financial_years import financial_year


@dataclass(frozen=True, slots=True)
class YearToDate:
    emails: int
    texts_free_left: int
    sms_cost: Decimal
    letter_cost: Decimal

    @classmethod
    def of(cls, service_id: str) -> Self:
        year = financial_year()
        lines, free = fan_out(
            lambda: billing_api_client.get_annual_usage_for_service(service_id, year),
            lambda: billing_api_client.get_free_sms_fragment_limit_for_year(service_id, year),
        )
        used = sum(line["free_allowance_used"] for line in lines if line["notification_type"] == "sms")
        return cls(
            emails=sum(line["notifications_sent"] for line in lines if line["notification_type"] == "email"),
            texts_free_left=max(0, free - used),
            sms_cost=_cost(lines, "sms"),
            letter_cost=_cost(lines, "letter"),
        )


def _cost(lines: list[dict[str, Any]], channel: str) -> Decimal:
    pounds = sum(
        (Decimal(str(line["cost"])) for line in lines if line["notification_type"] == channel), Decimal(0)
    )
    return pounds.quantize(Decimal("0.01"))
