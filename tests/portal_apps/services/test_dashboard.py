"""The dashboard of a service."""

from tests.builders import a_member, a_service


def a_row(**facts):
    return {
        "template_id": "4a6cc773-8649-4a51-8933-236a13db134a",
        "template_name": "Permit ready",
        "template_type": "email",
        "status": "delivered",
        "count": 1,
        "is_precompiled_letter": False,
    } | facts


class TestDashboard:
    def test_shows_totals_with_thousands_commas(self, api, sign_in):
        service = a_service()
        api.answers("GET", f"/service/{service['id']}/template-statistics", {"data": [a_row(count=1234)]})
        api.answers(
            "GET",
            f"/service/{service['id']}/job/scheduled-job-stats",
            {"count": 0, "soonest_scheduled_for": None},
        )
        browser = sign_in(a_member(service), service)

        page = browser.get(f"/services/{service['id']}")

        assert page.status_code == 200
        assert b"1,234" in page.content
