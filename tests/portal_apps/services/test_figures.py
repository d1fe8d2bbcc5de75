"""What a service sent in a financial year."""

import pytest

from portal_apps.core.financial_years import financial_year
from tests.builders import a_member, a_service, an_id
from tests.pages import has_class, of_class, text_of, texts, tree

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

    def test_are_drawn_beside_the_table_with_every_month_of_the_year(self, browser, url, knows):
        knows(m04={"email": {"delivered": 100}}, m06={"email": {"delivered": 25}, "sms": {"sent": 5}})

        page = browser.get(f"{url}/monthly")

        drawing = of_class(page, "plot__drawing")[0]
        labels = [text_of(one) for one in drawing.iter() if has_class(one, "plot__label")]
        assert labels == ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
        assert len([one for one in drawing.iter() if one.tag.endswith("rect")]) == 3
        assert f"Most in April {YEAR}: 100. Least in June {YEAR}: 30." in drawing.get("aria-label")
        assert texts(page, "figcaption") == ["Emails, text messages and letters of each month"]

    def test_says_so_when_nothing_was_sent(self, browser, url, knows):
        knows(m04={})

        assert not of_class(browser.get(f"{url}/monthly"), "plot")
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

    def test_draws_the_most_used_templates_alone_and_the_others_together(self, api, browser, service, url):
        row = {"type": "email", "year": YEAR + 1, "month": 3, "is_precompiled_letter": False}
        stats = [{**row, "template_id": an_id(), "name": f"<b>{nr}", "count": nr} for nr in range(1, 8)]
        api.answers(
            "GET", f"/service/{service['id']}/notifications/templates_usage/monthly", {"stats": stats}
        )

        page = browser.get(f"{url}/template-usage")

        legend = of_class(page, "plot__legend")[0]
        assert [text_of(item) for item in legend.iter("li")] == [
            *("<b>7", "<b>6", "<b>5", "<b>4"),
            "All other templates",
        ]
        assert f"Most in March {YEAR + 1}: 28." in of_class(page, "plot__drawing")[0].get("aria-label")

    def test_five_templates_need_no_others(self, api, browser, service, url):
        row = {"type": "email", "year": YEAR, "month": 4, "is_precompiled_letter": False}
        stats = [{**row, "template_id": an_id(), "name": f"No {nr}", "count": nr} for nr in range(1, 6)]
        api.answers(
            "GET", f"/service/{service['id']}/notifications/templates_usage/monthly", {"stats": stats}
        )

        legend = of_class(browser.get(f"{url}/template-usage"), "plot__legend")[0]

        assert [text_of(item) for item in legend.iter("li")] == ["No 5", "No 4", "No 3", "No 2", "No 1"]

    def test_the_old_address_leads_here(self, browser, url):
        assert browser.get(f"{url}/template-activity")["Location"] == f"{url}/template-usage"
