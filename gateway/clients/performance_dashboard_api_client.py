"""The figures of the public performance page."""

from datetime import date

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class PerformanceDashboardAPIClient(NotifyAdminAPIClient):
    @cache.set(keys.PERFORMANCE_STATS)
    def get_performance_dashboard_stats(self, *, start_date: date | str, end_date: date | str) -> Json:
        """Messages by channel and day, processing times, live services (GET /performance-dashboard)."""
        params = {"start_date": str(start_date), "end_date": str(end_date)}
        return self.get("/performance-dashboard", params=params)


performance_dashboard_api_client = PerformanceDashboardAPIClient()
