"""Refusals and defaults of the smaller clients."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from gateway import (
    admin_api_client,
    billing_api_client,
    email_branding_client,
    report_request_api_client,
    unsubscribe_api_client,
)
from gateway.errors import BadRequest, NotFound, Unavailable
from tests.builders import an_error

USAGE = "/service/s1/billing/yearly-usage-summary"


class TestAnnualUsage:
    @pytest.mark.parametrize(
        ("now", "year"),
        [
            (datetime(2026, 3, 31, 22, 59, tzinfo=UTC), "2025"),
            (datetime(2026, 3, 31, 23, 1, tzinfo=UTC), "2026"),
            (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), "2026"),
        ],
        ids=["the last minute in London", "the first minute in London", "December"],
    )
    def test_is_of_the_running_financial_year_unless_another_is_given(self, api, monkeypatch, now, year):
        monkeypatch.setattr(timezone, "now", lambda: now)
        api.answers("GET", USAGE, [])

        billing_api_client.get_annual_usage_for_service("s1")

        assert api.asked[0].query == {"year": [year]}


class TestUnsubscribe:
    def test_a_bad_link_is_false(self, api):
        api.answers("POST", "/unsubscribe/n1/old", an_error("No result found"), status=404)

        assert unsubscribe_api_client.unsubscribe("n1", "old") is False

    def test_an_outage_is_not_a_bad_link(self, api):
        api.is_down()

        with pytest.raises(Unavailable):
            unsubscribe_api_client.unsubscribe("n1", "good")

    def test_a_token_cannot_lead_to_another_route(self, api):
        api.answers("POST", "/unsubscribe/n1/..%2F..%2Fuser", {})

        assert unsubscribe_api_client.unsubscribe("n1", "../../user") is True


class TestFindByUuid:
    def test_an_id_of_nothing_is_not_found(self, api):
        api.answers("POST", "/platform-admin/find-by-uuid", an_error("No result found"), status=404)

        with pytest.raises(NotFound):
            admin_api_client.find_by_uuid("x1")


class TestReportRequest:
    def test_an_expired_one_is_not_found(self, api):
        api.answers("GET", "/service/s1/report-request/r1", an_error("No result found"), status=404)

        with pytest.raises(NotFound):
            report_request_api_client.get_report_request("s1", "r1")


class TestArchiveEmailBranding:
    def test_a_brand_in_use_is_refused(self, api):
        api.answers("POST", "/email-branding/b1/archive", an_error("In use"), status=400)

        with pytest.raises(BadRequest):
            email_branding_client.archive_email_branding("b1")
