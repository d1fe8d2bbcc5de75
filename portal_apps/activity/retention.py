"""How much longer messages are kept, with everything that is made of them."""

from datetime import UTC, datetime, timedelta

from gateway import service_api_client
from gateway.times import parse_time
from portal_apps.service_settings.retention import days_by_channel


def days_kept(service_id: str, channel: str) -> int:
    """The API's answer is kept by the gateway."""
    return days_by_channel(service_api_client.get_service_data_retention(service_id))[channel]


def days_left(since: str, days: int) -> int:
    """Of what was made then, counting today; 0 once it is gone."""
    left = parse_time(since) + timedelta(days=days) - datetime.now(tz=UTC)
    return max(0, -(-left // timedelta(days=1)))
