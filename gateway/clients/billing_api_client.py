"""What messages cost. Routes under /service/{id}/billing and /platform-stats. Years are financial ones, from April."""

from datetime import date

from django.utils import timezone

from gateway.base import Json, NotifyAdminAPIClient

FIRST_MONTH = 4

Day = date | str


class BillingAPIClient(NotifyAdminAPIClient):
    # Of one service

    def get_monthly_usage_for_service(self, service_id: str, year: int) -> Json:
        """List of rows, one for a month, channel, rate and postage (GET /service/{id}/billing/monthly-usage)."""
        return self.get(f"/service/{service_id}/billing/monthly-usage", params={"year": year})

    def get_annual_usage_for_service(self, service_id: str, year: int | None = None) -> Json:
        """List of rows, one for a channel and rate, of this year unless another is given.

        GET /service/{id}/billing/yearly-usage-summary; the API itself has no year of its own choice.
        """
        params = {"year": _current_year() if year is None else year}
        return self.get(f"/service/{service_id}/billing/yearly-usage-summary", params=params)

    def get_free_sms_fragment_limit_for_year(self, service_id: str, year: int | None = None) -> int:
        """How many texts are free in a year, this one unless given (GET /service/{id}/billing/free-sms-fragment-limit).

        The API sets the usual allowance where none is set.
        """
        path = f"/service/{service_id}/billing/free-sms-fragment-limit"
        return self.get(path, params={"financial_year_start": year})["free_sms_fragment_limit"]

    def create_or_update_free_sms_fragment_limit(self, service_id: str, free_sms_fragment_limit: int) -> Json:
        """{free_sms_fragment_limit}, set for this year and those to come (POST ...). Raises BadRequest below 0."""
        return self.post(
            f"/service/{service_id}/billing/free-sms-fragment-limit",
            data={"free_sms_fragment_limit": free_sms_fragment_limit},
        )

    # Of the whole platform: lists of rows. They raise BadRequest for days that are no days.

    def get_data_for_billing_report(self, start_date: Day, end_date: Day) -> Json:
        """One row for a service. Raises BadRequest unless both days are in one year and in order."""
        return self._report("data-for-billing-report", start_date, end_date)

    def get_data_for_dvla_billing_report(self, start_date: Day, end_date: Day) -> Json:
        """One row for a day, postage and number of sheets. Raises BadRequest as the billing report."""
        return self._report("data-for-dvla-billing-report", start_date, end_date)

    def get_data_for_volumes_by_service_report(self, start_date: Day, end_date: Day) -> Json:
        """One row for a service."""
        return self._report("volumes-by-service", start_date, end_date)

    def get_data_for_daily_volumes_report(self, start_date: Day, end_date: Day) -> Json:
        """One row for a day."""
        return self._report("daily-volumes-report", start_date, end_date)

    def get_data_for_daily_sms_provider_volumes_report(self, start_date: Day, end_date: Day) -> Json:
        """One row for a day and provider of text messages."""
        return self._report("daily-sms-provider-volumes-report", start_date, end_date)

    def _report(self, name: str, start_date: Day, end_date: Day) -> Json:
        params = {"start_date": str(start_date), "end_date": str(end_date)}
        return self.get(f"/platform-stats/{name}", params=params)


def _current_year() -> int:
    today = timezone.localdate()
    return today.year if today.month >= FIRST_MONTH else today.year - 1


billing_api_client = BillingAPIClient()
