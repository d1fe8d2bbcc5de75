"""The state of the API itself. Routes under /_status."""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient, Query
from gateway.cache import keys


class StatusApiClient(NotifyAdminAPIClient):
    def get_status(self, params: Query | None = None) -> Json:
        """{status: "ok", ...} (GET /_status). `{"simple": 1}` asks without touching the API's database."""
        return self.get("/_status", params=params)

    @cache.set(keys.LIVE_COUNTS)
    def get_count_of_live_services_and_organisations(self) -> Json:
        """{organisations, services}."""
        return self.get("/_status/live-service-and-organisation-counts")


status_api_client = StatusApiClient()
