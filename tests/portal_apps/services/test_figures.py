"""What a service sent in a financial year."""

import pytest

from portal_apps.core.financial_years import financial_year
from tests.builders import a_member, a_service, an_id
from tests.pages import texts, tree

YEAR = financial_year()


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def browser(sign_in, service):
    return sign_in(a_member(service, ["view_activity"]), service)


@pytest.fixture
def url(service):
    return f"/services/{service['id']}"


def cells(row):
    return [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in {"th", "td"}]


def rows(page):
    return [cells(row) for row in tree(page).iter("tr")]


class TestMonthly:
    @pytest.fixture
    def knows(self, api, service):
        def months(**answer):
            nothing = {"email": {}, "sms": {}, "letter": {}}
            path = f"/service/{service['id']}/notifications/monthly"
            data = {name.replace("m", f"{YEAR}-"): {**nothing, **counts} for name, counts in answer.items()}
            api.answers("GET", path, {"data": data})
            return path

        return months

    def test_adds_up_statuses_with_the_latest_month_first(self, browser, url, knows):
        knows(
            m04={"email": {"delivered": 1_000, "permanent-failure": 200, "cancelled": 9}},
            m05={},
            m06={"sms": {"sent": 5}, "letter": {"created": 1}},
        )

        page = browser.get(f"{url}/monthly")

        assert rows(page)[1:] == [
            [f"June {YEAR}", "0", "5", "1", "0"],
            [f"April {YEAR}", "1,200", "0", "0", "200"],
            ["All months", "1,200", "5", "1", "200"],
        ]

    def test_the_bars_are_shares_of_the_largest_month(self, browser, url, knows):
        knows(m04={"email": {"delivered": 100}}, m05={"email": {"delivered": 25}})

        elements = tree(browser.get(f"{url}/monthly")).iter()
        bars = [one.get("width") for one in elements if one.tag.endswith("rect")]

        assert bars == ["25.0", "100.0"]

    def test_says_so_when_nothing_was_sent(self, browser, url, knows):
        knows(m04={})

        assert f"No messages were sent in {YEAR} to {YEAR + 1}." in texts(browser.get(f"{url}/monthly"), "p")

    def test_is_of_the_year_that_is_asked_for(self, api, browser, url, knows):
        path = knows()

        browser.get(f"{url}/monthly?year={YEAR - 2}")

        assert api.asked_to("GET", path)[0].query == {"year": [str(YEAR - 2)]}
        assert browser.get(f"{url}/monthly?year=2010").status_code == 404


class TestTemplateUsage:
    def test_has_a_table_for_each_month_the_most_used_first(self, api, browser, service, url):
        row = {"type": "email", "year": YEAR, "month": 4, "is_precompiled_letter": False}
        stats = [
            {**row, "template_id": an_id(), "name": "Little <i>", "count": 3},
            {**row, "template_id": an_id(), "name": "Much", "count": 3_000},
            {**row, "template_id": an_id(), "name": "May", "count": 1, "month": 5},
            {
                **row,
                "template_id": an_id(),
                "name": None,
                "count": 2,
                "type": "letter",
                "is_precompiled_letter": True,
            },
        ]
        stats[3]["name"] = "Pre-compiled PDF"
        api.answers(
            "GET", f"/service/{service['id']}/notifications/templates_usage/monthly", {"stats": stats}
        )

        page = browser.get(f"{url}/template-usage")

        assert texts(page, "caption") == [f"May {YEAR}", f"April {YEAR}"]
        names = [row[0] for row in rows(page) if row[0] != "Template"]
        assert names == ["May Email", "Much Email", "Little <i> Email", "Provided as PDF Letter"]

    def test_the_old_address_leads_here(self, browser, url):
        assert browser.get(f"{url}/template-activity")["Location"] == f"{url}/template-usage"
