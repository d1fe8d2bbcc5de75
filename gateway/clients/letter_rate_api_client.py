"""What letters cost."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class LetterRateApiClient(NotifyAdminAPIClient):
    @cache.set(keys.LETTER_RATES)
    def get_letter_rates(self) -> Json:
        """List of {sheet_count, post_class, rate: decimal text such as "0.58", start_date} (GET /letter-rates/)."""
        return self.get("/letter-rates/")


letter_rate_api_client = LetterRateApiClient()
