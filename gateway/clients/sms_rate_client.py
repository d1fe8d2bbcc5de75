"""What text messages cost."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class SMSRateApiClient(NotifyAdminAPIClient):
    @cache.set(keys.SMS_RATE)
    def get_sms_rate(self) -> Json:
        """{rate, valid_from} of now (GET /sms-rate/)."""
        return self.get("/sms-rate/")


sms_rate_api_client = SMSRateApiClient()
