"""What every service sent and owes, in five reports; the days are those of a financial year."""

import pytest

from gateway.errors import BadRequest
from tests.integration.gateway.noted import billing_api_client


@pytest.fixture
def days(year):
    """All of last year."""
    return f"{year - 1}-04-01", f"{year}-03-31"


class TestBills:
    def test_add_up_to_the_usage_page_of_a_service(self, services, year, days):
        boats = services["boat_licences"]
        bills = {row["service_id"]: row for row in billing_api_client.get_data_for_billing_report(*days)}
        usage = billing_api_client.get_annual_usage_for_service(boats, year - 1)
        letters = [row for row in usage if row["notification_type"] == "letter"]

        assert bills[boats]["service_name"] == "Boat licences"
        assert bills[boats]["total_letters"] == sum(row["notifications_sent"] for row in letters) > 0
        assert bills[boats]["letter_cost"] == pytest.approx(sum(row["cost"] for row in letters), abs=0.01)

    def test_of_the_letter_supplier(self, days):
        rows = billing_api_client.get_data_for_dvla_billing_report(*days)

        assert rows[0].keys() >= {"date", "postage", "sheets", "letters", "rate", "cost"}
        assert sum(row["letters"] for row in rows) > 0

    def test_are_of_one_year(self, year):
        for report in (
            billing_api_client.get_data_for_billing_report,
            billing_api_client.get_data_for_dvla_billing_report,
        ):
            with pytest.raises(BadRequest):
                report(f"{year - 1}-03-31", f"{year - 1}-04-01")


class TestVolumes:
    def test_of_services_and_of_days_are_the_same(self, days):
        by_service = billing_api_client.get_data_for_volumes_by_service_report(*days)
        by_day = billing_api_client.get_data_for_daily_volumes_report(*days)

        emails = sum(row["email_totals"] for row in by_day)
        assert emails == sum(row["email_totals"] for row in by_service) > 0

    def test_of_texts_by_provider(self, days):
        rows = billing_api_client.get_data_for_daily_sms_provider_volumes_report(*days)

        assert rows[0].keys() >= {"day", "provider", "sms_totals"}
        assert sum(row["sms_totals"] for row in rows) > 0
