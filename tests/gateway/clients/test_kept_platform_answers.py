"""Answers about the whole platform: which are kept, and after which writes they are asked for again."""

from datetime import date

import pytest

from gateway import (
    email_branding_client,
    inbound_number_client,
    letter_attachment_client,
    letter_branding_client,
    letter_jobs_client,
    letter_rate_api_client,
    organisations_client,
    performance_dashboard_api_client,
    service_api_client,
    sms_rate_api_client,
    status_api_client,
    template_email_file_client,
    template_folder_api_client,
)
from tests.gateway.clients.readers import asked_again

# Of this file alone: another one may still have readers of its service under way.
SERVICE = "5e5f1ce0-1111-4111-8111-111111111111"
TEMPLATE = "22222222-2222-4222-8222-222222222222"
BRAND = "33333333-3333-4333-8333-333333333333"
ORGANISATION = "44444444-4444-4444-8444-444444444444"
TEMPLATES = f"/service/{SERVICE}/template"
FILE = f"/service/{SERVICE}/templates/{TEMPLATE}/template_email_files/f1"
EMAIL_POOL = f"/organisations/{ORGANISATION}/email-branding-pool"
LETTER_POOL = f"/organisations/{ORGANISATION}/letter-branding-pool"


def change_email_brand():
    email_branding_client.update_email_branding(
        branding_id=BRAND,
        logo=None,
        name="n",
        alt_text=None,
        text="t",
        colour=None,
        brand_type="org",
        updated_by_id="u1",
    )


def make_email_brand():
    email_branding_client.create_email_branding(
        logo=None, name="n", alt_text=None, text="t", colour=None, brand_type="org", created_by_id="u1"
    )


def change_letter_brand():
    letter_branding_client.update_letter_branding(
        branding_id=BRAND, filename="f", name="n", updated_by_id="u1"
    )


def attach():
    letter_attachment_client.create_letter_attachment(
        upload_id="a1", original_filename="a.pdf", page_count=1, template_id=TEMPLATE, service_id=SERVICE
    )


def detach():
    letter_attachment_client.archive_letter_attachment(
        letter_attachment_id="a1", user_id="u1", service_id=SERVICE
    )


def publish_file():
    template_email_file_client.update_file(
        "f1", SERVICE, TEMPLATE, link_text="x", retention_period=4, validate_users_email=True, pending=False
    )


def take_number():
    inbound_number_client.add_inbound_number_to_service(SERVICE)


def report_returned():
    letter_jobs_client.submit_returned_letters(["ABCDEFGHIJKLMNOP"])


READS = {
    "one e-mail brand": (f"/email-branding/{BRAND}", lambda: email_branding_client.get_email_branding(BRAND)),
    "all e-mail brands": ("/email-branding", email_branding_client.get_all_email_branding),
    "an e-mail pool": (EMAIL_POOL, lambda: organisations_client.get_email_branding_pool(ORGANISATION)),
    "one letter brand": (
        f"/letter-branding/{BRAND}",
        lambda: letter_branding_client.get_letter_branding(BRAND),
    ),
    "all letter brands": ("/letter-branding", letter_branding_client.get_all_letter_branding),
    "a letter pool": (LETTER_POOL, lambda: organisations_client.get_letter_branding_pool(ORGANISATION)),
    "the service": (f"/service/{SERVICE}", lambda: service_api_client.get_service(SERVICE)),
    "the templates": (TEMPLATES, lambda: service_api_client.get_service_templates(SERVICE)),
    "a template": (
        f"{TEMPLATES}/{TEMPLATE}",
        lambda: service_api_client.get_service_template(SERVICE, TEMPLATE),
    ),
    "the folders": (
        f"{TEMPLATES}-folder",
        lambda: template_folder_api_client.get_template_folders(SERVICE),
    ),
    "returned letters": (
        f"/service/{SERVICE}/returned-letter-statistics",
        lambda: service_api_client.get_returned_letter_statistics(SERVICE),
    ),
    "days of returned letters": (
        f"/service/{SERVICE}/returned-letter-summary",
        lambda: service_api_client.get_returned_letter_summary(SERVICE),
    ),
}
ANSWER = {"email_branding": [], "data": [], "template_folders": []}

WRITES = [
    (
        change_email_brand,
        f"/email-branding/{BRAND}",
        ("one e-mail brand", "all e-mail brands", "an e-mail pool"),
    ),
    (make_email_brand, "/email-branding", ("all e-mail brands",)),
    (
        lambda: email_branding_client.archive_email_branding(BRAND),
        f"/email-branding/{BRAND}/archive",
        ("one e-mail brand", "all e-mail brands", "an e-mail pool"),
    ),
    (
        change_letter_brand,
        f"/letter-branding/{BRAND}",
        ("one letter brand", "all letter brands", "a letter pool"),
    ),
    (
        lambda: letter_branding_client.create_letter_branding(filename="f", name="n", created_by_id="u1"),
        "/letter-branding",
        ("all letter brands",),
    ),
    (attach, "/letter-attachment", ("the templates", "a template", "the folders")),
    (detach, "/letter-attachment/a1/archive", ("the templates", "a template")),
    (publish_file, FILE, ("a template",)),
    (take_number, f"/inbound-number/service/{SERVICE}", ("the service", "a template")),
    (report_returned, "/letters/returned", ("returned letters", "days of returned letters")),
]
PAIRS = [(write, path, name) for write, path, names in WRITES for name in names]


class TestWrites:
    @pytest.mark.parametrize(
        ("write", "path", "name"), PAIRS, ids=[f"{path} changes {name}" for _, path, name in PAIRS]
    )
    def test_make_readers_ask_again(self, api, write, path, name):
        read_path, read = READS[name]
        api.answers("GET", read_path, ANSWER)
        api.answers("POST", path, {"data": {}})

        assert asked_again(api, read_path, read=read, write=write)


class TestReads:
    @pytest.mark.parametrize(
        ("path", "read"),
        [
            ("/letter-rates/", letter_rate_api_client.get_letter_rates),
            ("/sms-rate/", sms_rate_api_client.get_sms_rate),
            (
                "/_status/live-service-and-organisation-counts",
                status_api_client.get_count_of_live_services_and_organisations,
            ),
        ],
        ids=["letter rates", "sms rate", "live counts"],
    )
    def test_are_kept(self, api, path, read):
        api.answers("GET", path, {"rate": "0.58"})

        assert read() == read() == {"rate": "0.58"}
        assert len(api.asked) == 1

    def test_are_kept_for_the_days_they_are_about(self, api):
        api.answers("GET", "/performance-dashboard", {"total_notifications": 1})
        ask = performance_dashboard_api_client.get_performance_dashboard_stats

        ask(start_date=date(2026, 4, 1), end_date=date(2026, 4, 7))
        ask(start_date="2026-04-01", end_date="2026-04-07")
        ask(start_date=date(2026, 4, 2), end_date=date(2026, 4, 7))

        assert [asked.query["start_date"] for asked in api.asked] == [["2026-04-01"], ["2026-04-02"]]
