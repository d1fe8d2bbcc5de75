"""The dashboard of a service."""

import json

import pytest

from tests.builders import a_member, a_service, a_user
from tests.pages import by_id, link, of_class, text_of, texts

PERMIT, REMINDER = "4a6cc773-8649-4a51-8933-236a13db134a", "bc0a0a4e-7f0a-4d9f-8a3c-1f6f3a0a1111"
FRAGMENT = {"HX-Request": "true"}


def a_row(**facts):
    return {
        "template_id": PERMIT,
        "template_name": "Permit ready",
        "template_type": "email",
        "status": "delivered",
        "count": 1,
        "is_precompiled_letter": False,
    } | facts


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def knows(api, service):
    """The API knows these figures of the service."""

    def figures(*rows, scheduled=0, soonest=None):
        api.answers("GET", f"/service/{service['id']}/template-statistics", {"data": list(rows)})
        stats = {"count": scheduled, "soonest_scheduled_for": soonest}
        api.answers("GET", f"/service/{service['id']}/job/scheduled-job-stats", stats)
        api.answers("GET", f"/service/{service['id']}/unsubscribe-request-statistics", {})
        returned = {"returned_letter_count": 0, "most_recent_report": None}
        api.answers("GET", f"/service/{service['id']}/returned-letter-statistics", returned)

    return figures


class TestFigures:
    def test_totals_have_thousands_commas_and_stand_alone_in_their_element(self, sign_in, service, knows):
        knows(a_row(count=1234), a_row(template_id=REMINDER, template_type="sms", count=2))

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        ids = ("total-email", "total-sms", "total-letters", PERMIT)
        assert [text_of(by_id(page, name)) for name in ids] == ["1,234", "2", "0", "1,234"]

    def test_failures_are_counted_with_their_share(self, sign_in, service, knows):
        knows(a_row(count=90), a_row(status="permanent-failure", count=10))

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        assert "10 failed, 10.0%" in texts(page, "p", "big-number-status")

    def test_lead_to_the_messages_they_count(self, sign_in, service, knows):
        knows(a_row(count=90), a_row(status="permanent-failure", count=10))

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        messages = f"/services/{service['id']}/notifications/email"
        assert link(page, "emails sent") == messages
        assert link(page, "10 failed") == f"{messages}?status=failed"

    def test_templates_stand_in_the_order_of_their_use(self, sign_in, service, knows):
        knows(a_row(count=1), a_row(template_id=REMINDER, template_name="Reminder", count=5))

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        assert texts(page, "th", "template-use__name") == ["Reminder Email", "Permit ready Email"]
        assert link(page, "Reminder") == f"/services/{service['id']}/templates/{REMINDER}"

    def test_a_service_that_sent_nothing_says_so(self, sign_in, service, knows):
        knows()

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        assert "No messages were sent in the last 7 days." in texts(page, "p")

    def test_files_that_wait_are_announced(self, sign_in, service, knows):
        knows(scheduled=2, soonest="2030-11-24T05:00:00.000000+00:00")

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        assert texts(page, "div", "banner-dashboard") == [
            "2 files waiting to send, the first 24 November 2030 at 5:00am"
        ]

    def test_names_are_text(self, api, sign_in):
        service = a_service(name="<script>alert(1)</script>")
        statistics = {"data": [a_row(template_name="<img src=x onerror=alert(1)>")]}
        api.answers("GET", f"/service/{service['id']}/template-statistics", statistics)
        api.answers("GET", f"/service/{service['id']}/job/scheduled-job-stats", {"count": 0})

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        assert b"<script>alert" not in page.content
        assert b"<img" not in page.content


class TestWho:
    @pytest.mark.parametrize("permissions", [["manage_templates"], []])
    def test_people_who_may_not_see_figures_start_at_the_templates(self, sign_in, service, permissions):
        page = sign_in(a_member(service, permissions), service).get(f"/services/{service['id']}")

        assert page.status_code == 302
        assert page.url == f"/services/{service['id']}/templates"

    def test_strangers_are_refused(self, api, sign_in, service):
        page = sign_in(a_user(), service).get(f"/services/{service['id']}")

        assert page.status_code == 403
        assert not api.asked_to("GET", f"/service/{service['id']}/template-statistics")

    def test_members_of_an_archived_service_are_refused(self, sign_in):
        archived = a_service(active=False)

        assert sign_in(a_member(archived), archived).get(f"/services/{archived['id']}").status_code == 403

    def test_platform_admins_see_every_service(self, sign_in, service, knows):
        knows(a_row())

        page = sign_in(a_user(platform_admin=True), service).get(f"/services/{service['id']}")

        assert page.status_code == 200

    def test_nobody_sees_it_without_signing_in(self, client, service):
        page = client.get(f"/services/{service['id']}")

        assert page.status_code == 302
        assert page.url == f"/sign-in?next=/services/{service['id']}"


class TestRefresh:
    def test_a_fragment_is_the_figures_alone(self, sign_in, service, knows):
        knows(a_row(count=7))

        page = sign_in(a_member(service), service).get(
            f"/services/{service['id']}/dashboard.json", headers=FRAGMENT
        )

        assert b"<html" not in page.content
        assert text_of(by_id(page, "total-email")) == "7"

    def test_without_htmx_it_is_json_by_panel(self, sign_in, service, knows):
        knows(a_row(count=7))

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}/dashboard.json")

        panels = json.loads(page.content)
        assert panels.keys() == {"totals", "upcoming", "template-statistics"}
        assert 'id="total-email"' in panels["totals"]

    def test_refreshing_keeps_nobody_signed_in(self, sign_in, service, knows):
        knows(a_row())
        browser = sign_in(a_member(service), service, session_seen=1)

        page = browser.get(f"/services/{service['id']}/dashboard.json", headers=FRAGMENT)

        assert page.status_code == 200
        assert browser.session["session_seen"] == 1

    def test_a_fragment_for_nobody_is_no_sign_in_page(self, client, service):
        page = client.get(f"/services/{service['id']}/dashboard.json", headers=FRAGMENT)

        assert page.status_code == 401
        assert page.content == b""

    def test_the_old_address_leads_home(self, sign_in, service):
        page = sign_in(a_member(service), service).get(f"/services/{service['id']}/dashboard")

        assert page.url == f"/services/{service['id']}"


class TestCalls:
    def test_a_warm_page_asks_only_for_its_figures(self, api, sign_in, service, knows):
        knows(a_row())
        browser = sign_in(a_member(service), service)
        browser.get(f"/services/{service['id']}")
        before = len(api.asked)

        browser.get(f"/services/{service['id']}")

        assert sorted(request.path.rsplit("/", 1)[-1] for request in api.asked[before:]) == [
            "scheduled-job-stats",
            "template-statistics",
        ]

    def test_every_call_names_the_person(self, api, sign_in, service, knows):
        knows(a_row())
        member = a_member(service)

        sign_in(member, service).get(f"/services/{service['id']}")

        assert {request.headers.get("X-Notify-User-Id") for request in api.asked} == {member["id"]}
        assert len({request.headers["X-B3-TraceId"] for request in api.asked}) == 1


class TestOtherPanels:
    def test_count_what_came_back_and_lead_there(self, api, sign_in):
        service = a_service(permissions=["email", "sms", "letter", "inbound_sms"])
        path = f"/service/{service['id']}"
        api.answers("GET", f"{path}/template-statistics", {"data": []})
        api.answers("GET", f"{path}/job/scheduled-job-stats", {"count": 0, "soonest_scheduled_for": None})
        api.answers(
            "GET",
            f"{path}/inbound-sms/summary",
            {"count": 1_234, "most_recent": "2026-11-23T09:17:17.667774"},
        )
        unsubscribes = {
            "unsubscribe_requests_count": 2,
            "datetime_of_latest_unsubscribe_request": "Mon, 23 Nov 2026 09:17:17 GMT",
        }
        api.answers("GET", f"{path}/unsubscribe-request-statistics", unsubscribes)
        returned = {"returned_letter_count": 1, "most_recent_report": "2026-11-23 00:00:00.000000"}
        api.answers("GET", f"{path}/returned-letter-statistics", returned)

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        here = f"/services/{service['id']}"
        ids = ("total-received", "total-unsubscribe-requests", "total-returned-letters")
        banners = [by_id(page, name) for name in ids]
        assert [banner.tag for banner in banners] == ["a"] * 3
        counts = [
            text_of(count) for banner in banners for count in of_class(banner, "banner-dashboard-count")
        ]
        assert counts == ["1,234", "2", "1"]
        assert link(page, "1,234 text messages received") == f"{here}/inbox"
        assert link(page, "2 unsubscribe requests") == f"{here}/unsubscribe-requests/summary"
        assert link(page, "1 returned letter") == f"{here}/returned-letters"

    def test_one_that_cannot_be_had_is_named_and_the_rest_is_there(self, api, sign_in, service, knows):
        knows(a_row(count=7))
        api.answers("GET", f"/service/{service['id']}/job/scheduled-job-stats", {}, status=500)

        page = sign_in(a_member(service), service).get(f"/services/{service['id']}")

        assert text_of(by_id(page, PERMIT)) == "7"
        assert any("could not find out the scheduled files" in text for text in texts(page, "p"))


class TestUsage:
    @pytest.fixture
    def costs(self, api, service):
        line = {"chargeable_units": 10, "charged_units": 5, "rate": 0.0227}
        sms = {
            "notification_type": "sms",
            "notifications_sent": 8,
            "free_allowance_used": 4_000,
            "cost": 1.135,
        }
        letter = {
            "notification_type": "letter",
            "notifications_sent": 1,
            "free_allowance_used": 0,
            "cost": 0.68,
        }
        email = {
            "notification_type": "email",
            "notifications_sent": 1_500,
            "free_allowance_used": 0,
            "cost": 0,
        }
        path = f"/service/{service['id']}/billing"
        api.answers("GET", f"{path}/yearly-usage-summary", [{**line, **one} for one in (sms, letter, email)])
        api.answers("GET", f"{path}/free-sms-fragment-limit", {"free_sms_fragment_limit": 10_000})

    def test_is_fetched_after_the_page_and_needs_no_script(self, sign_in, service, knows, costs):
        knows(a_row())
        browser, address = sign_in(a_member(service), service), f"/services/{service['id']}"

        page = browser.get(address)
        fragment = browser.get(f"{address}/dashboard-usage.json", headers=FRAGMENT)
        shown = browser.get(f"{address}?usage=show")

        assert link(page, "Show what was spent this year") == f"{address}?usage=show"
        assert texts(fragment, "dd") == ["£1.14 spent", "£0.68 spent", "1,500 sent"]
        assert texts(shown, "dd") == texts(fragment, "dd")
        assert link(shown, "See usage by month") == f"{address}/usage"

    def test_is_json_for_others(self, sign_in, service, costs):
        answer = sign_in(a_member(service), service).get(f"/services/{service['id']}/dashboard-usage.json")

        assert "£1.14" in json.loads(answer.content)["usage"]

    def test_is_for_those_who_manage_the_service(self, sign_in, service, knows):
        knows(a_row())
        browser = sign_in(a_member(service, ["view_activity"]), service)

        assert link(browser.get(f"/services/{service['id']}"), "Show what was spent this year") is None
        assert browser.get(f"/services/{service['id']}/dashboard-usage.json").status_code == 403
