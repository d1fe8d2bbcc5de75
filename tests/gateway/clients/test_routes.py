"""Each client method asks the right route with the right query and body, and returns the part that it promises."""

import pytest
from django.conf import settings

from gateway import (
    acting_as,
    api_key_api_client,
    events_api_client,
    job_api_client,
    organisations_client,
    service_api_client,
    status_api_client,
    template_folder_api_client,
    template_statistics_client,
    user_api_client,
)
from tests.architecture.imports import ROOT

WHO = "6ce466d0-fd6a-11e5-82f5-e0accb9d11a6"
SERVICE = "/service/s1"
TEMPLATE = f"{SERVICE}/template/t1"
FOLDER = f"{SERVICE}/template-folder"
BY = {"created_by": WHO}
LINK = settings.ADMIN_BASE_URL

# call, verb, path, what goes out (query of a GET, else body), answer, what is returned
ROUTES = [
    (lambda: user_api_client.get_user("u1"), "GET", "/user/u1", {}, {"data": 1}, 1),
    (
        lambda: user_api_client.get_user_by_email("a@b"),
        "POST",
        "/user/email",
        {"email": "a@b"},
        {"data": 1},
        1,
    ),
    (
        lambda: user_api_client.get_user_by_email_or_none("a@b"),
        "POST",
        "/user/email",
        {"email": "a@b"},
        {"data": 1},
        1,
    ),
    (lambda: user_api_client.get_users_for_service("s1"), "GET", f"{SERVICE}/users", {}, {"data": [1]}, [1]),
    (
        lambda: user_api_client.get_organisations_and_services_for_user("u1"),
        "GET",
        "/user/u1/organisations-and-services",
        {},
        {"services": []},
        {"services": []},
    ),
    (
        lambda: user_api_client.update_user_attribute("u1", name="Bo"),
        "POST",
        "/user/u1",
        {"name": "Bo"},
        {"data": 1},
        1,
    ),
    (
        lambda: user_api_client.activate_user("u1"),
        "POST",
        "/user/u1/activate",
        None,
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: user_api_client.reset_failed_login_count("u1"),
        "POST",
        "/user/u1/reset-failed-login-count",
        {},
        {"data": 1},
        1,
    ),
    (
        lambda: user_api_client.update_password("u1", "new one"),
        "POST",
        "/user/u1/update-password",
        {"_password": "new one"},
        {"data": 1},
        1,
    ),
    (
        lambda: user_api_client.verify_password("u1", "mine"),
        "POST",
        "/user/u1/verify/password",
        {"password": "mine"},
        None,
        True,
    ),
    (
        lambda: user_api_client.send_verify_code("u1", "sms", "07700900001"),
        "POST",
        "/user/u1/sms-code",
        {"to": "07700900001"},
        None,
        None,
    ),
    (
        lambda: user_api_client.send_verify_code("u1", "email", None, "/x"),
        "POST",
        "/user/u1/email-code",
        {"to": None, "next": "/x", "email_auth_link_host": LINK},
        None,
        None,
    ),
    (
        lambda: user_api_client.check_verify_code("u1", "12345", "sms"),
        "POST",
        "/user/u1/verify/code",
        {"code_type": "sms", "code": "12345"},
        None,
        (True, ""),
    ),
    (
        lambda: user_api_client.send_reset_password_url("a@b", "/x"),
        "POST",
        "/user/reset-password",
        {"email": "a@b", "admin_base_url": LINK, "next": "/x"},
        None,
        None,
    ),
    (
        lambda: user_api_client.send_verify_email("u1", "a@b"),
        "POST",
        "/user/u1/email-verification",
        {"to": "a@b", "admin_base_url": LINK},
        None,
        None,
    ),
    (lambda: service_api_client.get_service("s1"), "GET", SERVICE, {}, {"data": 1}, {"data": 1}),
    (
        lambda: service_api_client.get_service_statistics("s1", limit_days=7),
        "GET",
        f"{SERVICE}/statistics",
        {"limit_days": ["7"]},
        {"data": 1},
        1,
    ),
    (
        lambda: service_api_client.create_service_template(
            name="n", type_="sms", content="c", service_id="s1"
        ),
        "POST",
        f"{SERVICE}/template",
        {"name": "n", "template_type": "sms", "content": "c", "service": "s1", **BY},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.create_service_template(
            name="n",
            type_="email",
            content="c",
            service_id="s1",
            subject="s",
            parent_folder_id="f1",
            has_unsubscribe_link=False,
        ),
        "POST",
        f"{SERVICE}/template",
        {
            "name": "n",
            "template_type": "email",
            "content": "c",
            "service": "s1",
            "subject": "s",
            "parent_folder_id": "f1",
            "has_unsubscribe_link": False,
            **BY,
        },
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.update_service_template("s1", "t1", name="n", content="c"),
        "POST",
        TEMPLATE,
        {"name": "n", "content": "c", **BY},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.delete_service_template("s1", "t1"),
        "POST",
        TEMPLATE,
        {"archived": True, **BY},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.get_service_template("s1", "t1"),
        "GET",
        TEMPLATE,
        {},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.get_service_template("s1", "t1", 3),
        "GET",
        f"{TEMPLATE}/version/3",
        {},
        {"data": 1},
        {"data": 1},
    ),
    (
        lambda: service_api_client.get_service_template_versions("s1", "t1"),
        "GET",
        f"{TEMPLATE}/versions",
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_service_templates("s1"),
        "GET",
        f"{SERVICE}/template",
        {},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: service_api_client.get_reply_to_email_addresses("s1"),
        "GET",
        f"{SERVICE}/email-reply-to",
        {},
        [1],
        [1],
    ),
    (lambda: service_api_client.get_sms_senders("s1"), "GET", f"{SERVICE}/sms-sender", {}, [1], [1]),
    (
        lambda: template_folder_api_client.create_template_folder("s1", "n"),
        "POST",
        FOLDER,
        {"name": "n", "parent_id": None},
        {"data": {"id": "f1"}},
        "f1",
    ),
    (
        lambda: template_folder_api_client.get_template_folders("s1"),
        "GET",
        FOLDER,
        {},
        {"template_folders": [1]},
        [1],
    ),
    (
        lambda: template_folder_api_client.move_to_folder("s1", "f1", ["t1"], ["f2"]),
        "POST",
        f"{FOLDER}/f1/contents",
        {"templates": ["t1"], "folders": ["f2"]},
        None,
        None,
    ),
    (
        lambda: template_folder_api_client.move_to_folder("s1", None, {"t1"}, set()),
        "POST",
        f"{FOLDER}/contents",
        {"templates": ["t1"], "folders": []},
        None,
        None,
    ),
    (
        lambda: template_folder_api_client.update_template_folder("s1", "f1", "n"),
        "POST",
        f"{FOLDER}/f1",
        {"name": "n"},
        {},
        None,
    ),
    (
        lambda: template_folder_api_client.update_template_folder("s1", "f1", "n", []),
        "POST",
        f"{FOLDER}/f1",
        {"name": "n", "users_with_permission": []},
        {},
        None,
    ),
    (
        lambda: template_folder_api_client.delete_template_folder("s1", "f1"),
        "DELETE",
        f"{FOLDER}/f1",
        {},
        None,
        None,
    ),
    (
        lambda: template_statistics_client.get_template_statistics_for_service("s1"),
        "GET",
        f"{SERVICE}/template-statistics",
        {"limit_days": ["7"]},
        {"data": []},
        [],
    ),
    (
        lambda: template_statistics_client.get_monthly_template_usage("s1", 2026),
        "GET",
        f"{SERVICE}/notifications/templates_usage/monthly",
        {"year": ["2026"]},
        {"stats": [1]},
        [1],
    ),
    (
        lambda: template_statistics_client.get_last_used_date_for_template("s1", "t1"),
        "GET",
        f"{SERVICE}/template-statistics/last-used/t1",
        {},
        {"last_date_used": None},
        None,
    ),
    (organisations_client.get_organisations, "GET", "/organisations", {}, [1], [1]),
    (
        lambda: organisations_client.get_organisation("o1"),
        "GET",
        "/organisations/o1",
        {},
        {"name": "n"},
        {"name": "n"},
    ),
    (
        lambda: organisations_client.get_organisation_name("o1"),
        "GET",
        "/organisations/o1",
        {},
        {"name": "n"},
        "n",
    ),
    (
        lambda: organisations_client.get_organisation_by_domain("a&b.gov.uk"),
        "GET",
        "/organisations/by-domain",
        {"domain": ["a&b.gov.uk"]},
        {"id": "o1"},
        {"id": "o1"},
    ),
    (lambda: job_api_client.get_job("s1", "j1"), "GET", f"{SERVICE}/job/j1", {}, {"data": 1}, {"data": 1}),
    (
        lambda: job_api_client.get_jobs("s1", statuses=["finished", "error"], limit_days=7),
        "GET",
        f"{SERVICE}/job",
        {"page": ["1"], "statuses": ["finished,error"], "limit_days": ["7"]},
        {"data": []},
        {"data": []},
    ),
    (
        lambda: job_api_client.get_scheduled_job_stats("s1"),
        "GET",
        f"{SERVICE}/job/scheduled-job-stats",
        {},
        {"count": 0},
        {"count": 0},
    ),
    (lambda: job_api_client.has_jobs("s1"), "GET", f"{SERVICE}/job", {"page": ["1"]}, {"data": []}, False),
    (
        lambda: status_api_client.get_status({"simple": 1}),
        "GET",
        "/_status",
        {"simple": ["1"]},
        {"status": "ok"},
        {"status": "ok"},
    ),
    (
        status_api_client.get_count_of_live_services_and_organisations,
        "GET",
        "/_status/live-service-and-organisation-counts",
        {},
        {"services": 1},
        {"services": 1},
    ),
    (
        lambda: events_api_client.create_event("sucessful_login", {"user_id": "u1"}),
        "POST",
        "/events",
        {"event_type": "sucessful_login", "data": {"user_id": "u1"}},
        {"data": 1},
        1,
    ),
    (
        lambda: api_key_api_client.get_api_keys("s1"),
        "GET",
        f"{SERVICE}/api-keys",
        {},
        {"apiKeys": []},
        {"apiKeys": []},
    ),
]


class TestRoutes:
    @pytest.mark.parametrize(("call", "verb", "path", "sent", "answer", "returned"), ROUTES)
    def test_a_method_speaks_to_its_route(self, api, call, verb, path, sent, answer, returned):
        api.answers(verb, path, answer, status=204 if answer is None else 200)

        with acting_as(WHO):
            result = call()

        asked = api.asked[0]
        assert (asked.method, asked.path) == (verb, path)
        assert (asked.query if verb == "GET" else asked.body) == sent
        assert result == returned
        assert type(result) is type(returned)

    def test_every_method_has_a_row(self):
        clients = (ROOT / "gateway" / "clients").glob("*_client.py")
        written = [
            line for path in clients for line in path.read_text().splitlines() if line.startswith("    def ")
        ]
        public = {
            line.split("(")[0].removeprefix("    def ")
            for line in written
            if not line.startswith("    def _")
        }

        covered = {name for name in public if any(name in row[0].__code__.co_names for row in ROUTES)}

        # Another name for the same method, and one that reads a list which has a row of its own.
        assert public - covered == {"get_monthly_template_usage_for_service", "get_template_folder"}
