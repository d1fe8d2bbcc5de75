"""How often templates were used. Routes under /service/{id}."""

from gateway.base import Json, NotifyAdminAPIClient

# The API answers 400 without a number of days; a week is what every page shows.
DEFAULT_DAYS = 7


class TemplateStatisticsApiClient(NotifyAdminAPIClient):
    def get_template_statistics_for_service(self, service_id: str, limit_days: int = DEFAULT_DAYS) -> Json:
        """List of {count, is_precompiled_letter, status, template_id, template_name, template_type} over 0 to 7 days."""
        return self.get(f"/service/{service_id}/template-statistics", params={"limit_days": limit_days})[
            "data"
        ]

    def get_monthly_template_usage_for_service(self, service_id: str, year: int) -> Json:
        """List of {template_id, name, type, month, year, count, is_precompiled_letter} of a financial year."""
        path = f"/service/{service_id}/notifications/templates_usage/monthly"
        return self.get(path, params={"year": year})["stats"]

    get_monthly_template_usage = get_monthly_template_usage_for_service

    def get_last_used_date_for_template(self, service_id: str, template_id: str) -> str | None:
        """When a message was last made from the template, as the API writes it; None for never."""
        return self.get(f"/service/{service_id}/template-statistics/last-used/{template_id}")[
            "last_date_used"
        ]


template_statistics_client = TemplateStatisticsApiClient()
