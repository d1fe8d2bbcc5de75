"""Billing, rates, providers, numbers, complaints and what platform admins ask."""

from datetime import date

from gateway import (
    admin_api_client,
    billing_api_client,
    complaint_api_client,
    inbound_number_client,
    letter_rate_api_client,
    performance_dashboard_api_client,
    protected_sender_id_api_client,
    provider_client,
    sms_rate_api_client,
)
from tests.gateway.clients.names import BY, SERVICE

BILLING = f"{SERVICE}/billing"
PROVIDER = "/provider-details/p1"
NUMBERS = "/inbound-number"
STATS = "/platform-stats"
DAYS = (date(2026, 4, 1), "2026-04-30")
ASKED_DAYS = {"start_date": ["2026-04-01"], "end_date": ["2026-04-30"]}

MONEY = [
    (
        lambda: billing_api_client.get_monthly_usage_for_service("s1", 2026),
        "GET",
        f"{BILLING}/monthly-usage",
        {"year": ["2026"]},
        [1],
        [1],
    ),
    (
        lambda: billing_api_client.get_annual_usage_for_service("s1", 2026),
        "GET",
        f"{BILLING}/yearly-usage-summary",
        {"year": ["2026"]},
        [1],
        [1],
    ),
    (
        lambda: billing_api_client.get_free_sms_fragment_limit_for_year("s1", 2026),
        "GET",
        f"{BILLING}/free-sms-fragment-limit",
        {"financial_year_start": ["2026"]},
        {"free_sms_fragment_limit": 10_000},
        10_000,
    ),
    (
        lambda: billing_api_client.get_free_sms_fragment_limit_for_year("s1"),
        "GET",
        f"{BILLING}/free-sms-fragment-limit",
        {},
        {"free_sms_fragment_limit": 10_000},
        10_000,
    ),
    (
        lambda: billing_api_client.create_or_update_free_sms_fragment_limit("s1", 5),
        "POST",
        f"{BILLING}/free-sms-fragment-limit",
        {"free_sms_fragment_limit": 5},
        {"free_sms_fragment_limit": 5},
        {"free_sms_fragment_limit": 5},
    ),
    (
        lambda: billing_api_client.get_data_for_billing_report(*DAYS),
        "GET",
        f"{STATS}/data-for-billing-report",
        ASKED_DAYS,
        [1],
        [1],
    ),
    (
        lambda: billing_api_client.get_data_for_dvla_billing_report(*DAYS),
        "GET",
        f"{STATS}/data-for-dvla-billing-report",
        ASKED_DAYS,
        [1],
        [1],
    ),
    (
        lambda: billing_api_client.get_data_for_volumes_by_service_report(*DAYS),
        "GET",
        f"{STATS}/volumes-by-service",
        ASKED_DAYS,
        [1],
        [1],
    ),
    (
        lambda: billing_api_client.get_data_for_daily_volumes_report(*DAYS),
        "GET",
        f"{STATS}/daily-volumes-report",
        ASKED_DAYS,
        [1],
        [1],
    ),
    (
        lambda: billing_api_client.get_data_for_daily_sms_provider_volumes_report(*DAYS),
        "GET",
        f"{STATS}/daily-sms-provider-volumes-report",
        ASKED_DAYS,
        [1],
        [1],
    ),
    (
        letter_rate_api_client.get_letter_rates,
        "GET",
        "/letter-rates/",
        {},
        [{"rate": "0.58"}],
        [{"rate": "0.58"}],
    ),
    (sms_rate_api_client.get_sms_rate, "GET", "/sms-rate/", {}, {"rate": 0.02}, {"rate": 0.02}),
]

RUNNING = [
    (
        lambda: complaint_api_client.get_all_complaints(page=2),
        "GET",
        "/complaint",
        {"page": ["2"]},
        {"complaints": []},
        {"complaints": []},
    ),
    (
        lambda: complaint_api_client.get_complaint_count({"start_date": date(2026, 4, 1)}),
        "GET",
        "/complaint/count-by-date-range",
        {"start_date": ["2026-04-01"]},
        3,
        3,
    ),
    (
        lambda: performance_dashboard_api_client.get_performance_dashboard_stats(
            start_date=DAYS[0], end_date=DAYS[1]
        ),
        "GET",
        "/performance-dashboard",
        ASKED_DAYS,
        {"total_notifications": 1},
        {"total_notifications": 1},
    ),
    (
        lambda: admin_api_client.find_by_uuid("x1"),
        "POST",
        "/platform-admin/find-by-uuid",
        {"uuid": "x1"},
        {"type": "user", "context": {}},
        {"type": "user", "context": {}},
    ),
    (
        lambda: admin_api_client.fetch_users_list(
            created_from_date=date(2026, 4, 1), logged_to_date="2026-04-30", take_part_in_research=False
        ),
        "POST",
        "/platform-admin/users-list",
        {
            "created_start": "2026-04-01",
            "created_end": None,
            "logged_in_start": None,
            "logged_in_end": "2026-04-30",
            "take_part_in_research": False,
        },
        {"data": []},
        {"data": []},
    ),
    (
        lambda: protected_sender_id_api_client.get_check_sender_id("A & B"),
        "GET",
        "/protected-sender-id/check",
        {"sender_id": ["A & B"]},
        True,
        True,
    ),
    (
        provider_client.get_all_providers,
        "GET",
        "/provider-details",
        {},
        {"provider_details": []},
        {"provider_details": []},
    ),
    (
        lambda: provider_client.get_provider_by_id("p1"),
        "GET",
        PROVIDER,
        {},
        {"provider_details": 1},
        {"provider_details": 1},
    ),
    (
        lambda: provider_client.get_provider_versions("p1"),
        "GET",
        f"{PROVIDER}/versions",
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: provider_client.update_provider("p1", 40, "It is slow"),
        "POST",
        PROVIDER,
        {"priority": 40, "reason": "It is slow", **BY},
        {"provider_details": 1},
        {"provider_details": 1},
    ),
    (
        lambda: provider_client.update_provider("p1", 40),
        "POST",
        PROVIDER,
        {"priority": 40, **BY},
        {"provider_details": 1},
        {"provider_details": 1},
    ),
    (
        inbound_number_client.get_available_inbound_sms_numbers,
        "GET",
        f"{NUMBERS}/available",
        {},
        {"data": []},
        {"data": []},
    ),
    (
        inbound_number_client.get_all_inbound_sms_number_service,
        "GET",
        NUMBERS,
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: inbound_number_client.get_inbound_sms_number_for_service("s1"),
        "GET",
        f"{NUMBERS}{SERVICE}",
        {},
        {"data": {}},
        {"data": {}},
    ),
    (
        lambda: inbound_number_client.add_inbound_number_to_service("s1", "i1"),
        "POST",
        f"{NUMBERS}{SERVICE}",
        {"inbound_number_id": "i1"},
        {"id": "x1"},
        {"id": "x1"},
    ),
    (
        lambda: inbound_number_client.add_inbound_number_to_service("s1"),
        "POST",
        f"{NUMBERS}{SERVICE}",
        {},
        {"id": "x1"},
        {"id": "x1"},
    ),
]

PLATFORM = [*MONEY, *RUNNING]
