"""What the services of an organisation sent and cost."""

import pytest

from portal_apps.core.financial_years import financial_year
from tests.builders import a_user, an_id, an_organisation
from tests.pages import has_class, link, of_class, text_of, texts, tree


def a_usage(**facts):
    return {
        "service_id": an_id(),
        "service_name": "Parking permits",
        "active": True,
        "chargeable_billable_sms": 10,
        "emails_sent": 1_200,
        "free_sms_limit": 10_000,
        "letter_cost": 0.5,
        "sms_billable_units": 100,
        "sms_cost": 1.25,
        "sms_remainder": 0,
    } | facts


@pytest.fixture
def knows(api, organisation):
    def usage(*rows):
        path = f"/organisations/{organisation['id']}/services-with-usage"
        api.answers("GET", path, {"services": list(rows), "updated_at": "2026-11-26T10:00:00"})
        return path

    return usage


class TestDashboard:
    def test_adds_up_what_the_services_cost(self, browser, url, knows):
        knows(a_usage(), a_usage(sms_cost=0.1, letter_cost=0.2, emails_sent=1))

        page = browser.get(url)

        totals = [text_of(item.find("dd")) for item in of_class(page, "totals-in-words__item")]
        assert totals == ["1,201", "£1.35", "£0.70"]

    def test_has_a_row_for_each_service_by_name(self, browser, url, knows):
        knows(
            a_usage(service_name="Zoo"), a_usage(service_name="<i>Art</i>", sms_cost=0, sms_remainder=9_900)
        )

        rows = [text_of(row) for row in tree(browser.get(url)).iter("tr")][1:]

        assert rows == ["<i>Art</i> 1,200 9,900 free left £0.50", "Zoo 1,200 £1.25 £0.50"]

    def test_is_of_this_financial_year_unless_told(self, api, browser, url, knows):
        path = knows(a_usage())

        browser.get(url)
        browser.get(f"{url}?year={financial_year() - 1}")

        assert [asked.query["year"] for asked in api.asked_to("GET", path)] == [
            [str(financial_year())],
            [str(financial_year() - 1)],
        ]

    @pytest.mark.parametrize("year", ["1066", "next"])
    def test_other_years_are_not_found(self, browser, url, knows, year):
        knows()

        assert browser.get(f"{url}?year={year}").status_code == 404

    def test_may_be_searched_by_name_of_service(self, browser, url, knows):
        knows(a_usage(service_name="Zoo"), a_usage(service_name="Art"))

        page = browser.get(f"{url}?search=zo")

        assert [text_of(cell) for cell in tree(page).iter("th") if cell.get("scope") == "row"] == ["Zoo"]

    def test_says_so_when_there_is_nothing(self, browser, url, knows):
        knows()

        assert "This organisation has no live services." in texts(browser.get(url), "p")

    def test_shows_a_member_no_link_for_platform_admins(self, browser, url, knows):
        knows(a_usage())

        page = browser.get(url)

        navigation = next(nav for nav in tree(page).iter("nav") if has_class(nav, "navigation"))
        assert [text_of(a) for a in navigation.iter("a")] == ["Usage", "Team members"]

    def test_is_closed_to_members_of_other_organisations(self, api, sign_in, organisation, url, knows):
        path = knows(a_usage())

        page = sign_in(a_user(organisations=[an_organisation()["id"]]), organisation).get(url)

        assert page.status_code == 403
        assert api.asked_to("GET", path) == []


class TestCSV:
    def test_has_the_same_figures_and_no_formulas(self, browser, url, knows):
        service = a_usage(service_name="=1+1")
        knows(service)

        answer = browser.get(f"{url}/download-usage-report.csv?year={financial_year()}")

        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[1] == f"{service['service_id']},'=1+1,1200,0,1.25,0.5"
        assert answer["Content-Disposition"].startswith("attachment")


class TestTrialServices:
    @pytest.fixture
    def approver(self, sign_in, organisation):
        permissions = {organisation["id"]: ["can_make_services_live"]}
        return sign_in(
            a_user(organisations=[organisation["id"]], organisation_permissions=permissions), organisation
        )

    def test_lists_what_may_ask_to_go_live(self, api, approver, organisation, url):
        row = {"active": True, "restricted": True}
        services = [
            {"id": an_id(), "name": "Zoo", **row},
            {"id": an_id(), "name": "Art", **row},
            {"id": an_id(), "name": "Live", "active": True, "restricted": False},
            {"id": an_id(), "name": "Gone", "active": False, "restricted": True},
        ]
        api.answers("GET", f"/organisations/{organisation['id']}/services", services)

        page = approver.get(f"{url}/trial-services")

        assert [text_of(item) for item in of_class(page, "browse-list__item")] == ["Art", "Zoo"]

    def test_is_for_those_who_decide(self, browser, url):
        assert browser.get(f"{url}/trial-services").status_code == 403
        assert link(browser.get(f"{url}/trial-services"), "Trial mode services") is None
