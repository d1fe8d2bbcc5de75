"""What a service used and spent in a financial year."""

from decimal import Decimal

import pytest

from portal_apps.core.financial_years import financial_year
from tests.builders import a_member, a_service, a_user, an_id
from tests.pages import has_class, link, main, of_class, text_of, texts, tree

YEAR = financial_year()


def a_line(**facts):
    """Of a bill, for one month: ten texts at 2 pence, four of them free."""
    return {
        "month": "April",
        "notification_type": "sms",
        "postage": "none",
        "notifications_sent": 10,
        "chargeable_units": 10,
        "free_allowance_used": 4,
        "charged_units": 6,
        "rate": 0.02,
        "cost": 0.12,
    } | facts


def letters(number, postage="second", rate=0.75, **facts):
    return a_line(
        notification_type="letter",
        postage=postage,
        notifications_sent=number,
        chargeable_units=number,
        free_allowance_used=0,
        charged_units=number,
        rate=rate,
        cost=float(number * Decimal(str(rate))),
        **facts,
    )


def texts_of(free, charged, rate=0.02, **facts):
    return a_line(
        notifications_sent=free + charged,
        chargeable_units=free + charged,
        free_allowance_used=free,
        charged_units=charged,
        rate=rate,
        cost=float(charged * Decimal(str(rate))),
        **facts,
    )


def table(page, caption):
    """The rows of the table of this name, without its headings."""
    found = next(one for one in tree(page).iter("table") if text_of(next(one.iter("caption"))) == caption)
    return [[text_of(cell) for cell in row] for row in found.iter("tr")][1:]


@pytest.fixture
def service():
    return a_service(organisation=an_id())


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/usage"


@pytest.fixture
def bill(api, service):
    """The API knows these lines of the months, and so many e-mails and free texts."""

    def knows(*lines, emails=0, allowance=10_000):
        path = f"/service/{service['id']}/billing"
        nothing = {"chargeable_units": 0, "free_allowance_used": 0, "charged_units": 0, "rate": 0, "cost": 0}
        email = nothing | {"notification_type": "email", "notifications_sent": emails}
        api.answers("GET", f"{path}/yearly-usage-summary", [email] if emails else [])
        api.answers("GET", f"{path}/free-sms-fragment-limit", {"free_sms_fragment_limit": allowance})
        api.answers("GET", f"{path}/monthly-usage", list(lines))

    return knows


@pytest.fixture
def browser(sign_in, service):
    return sign_in(a_member(service, ["manage_users", "manage_settings"]), service)


class TestTheYear:
    def test_has_what_every_channel_came_to(self, browser, url, bill):
        bill(texts_of(free=100, charged=50), letters(3), letters(2, month="May"), emails=1_234)

        page = browser.get(url)

        assert texts(page, "h1") == ["Usage"]
        assert texts(page, "dt") == ["Emails sent", "Text messages", "Letters", "Spent in all"]
        assert texts(page, "dd") == ["1,234", "£1.00", "£3.75", "£4.75"]

    def test_has_the_texts_by_price_and_what_is_left_of_the_free_ones(self, browser, url, bill):
        bill(
            texts_of(free=9_000, charged=0),
            texts_of(free=999, charged=2_001, month="May"),
            texts_of(free=0, charged=10, rate=0.0233, month="June"),
        )

        page = browser.get(url)

        assert table(page, "Text messages") == [
            ["Free, of an allowance of 10,000", "9,999", "£0.00"],
            ["At 2 pence", "2,001", "£40.02"],
            ["At 2.33 pence", "10", "£0.23"],
            ["All", "12,010", "£40.25"],
        ]
        assert "1 free text message left." in texts(page, "p")

    def test_tells_what_was_sent_where_some_texts_count_more_than_once(self, browser, url, bill):
        bill(a_line(notifications_sent=7))

        words = "7 text messages sent. One that is long, or goes to another country, counts more than once."
        assert words in texts(browser.get(url), "p")

    def test_that_is_over_has_nothing_left(self, browser, url, bill):
        bill(texts_of(free=9_000, charged=0))

        assert "1,000 free text messages not used." in texts(browser.get(f"{url}?year={YEAR - 1}"), "p")

    def test_has_nothing_free_without_an_allowance(self, browser, url, bill):
        bill(texts_of(free=0, charged=1), allowance=0)

        page = browser.get(url)

        assert table(page, "Text messages") == [["At 2 pence", "1", "£0.02"], ["All", "1", "£0.02"]]
        assert "free" not in text_of(main(page)).replace("Emails are free", "")

    def test_has_the_letters_by_postage_and_price(self, browser, url, bill):
        bill(
            letters(2, "second", 0.75),
            letters(1, "second", 0.75, month="May"),
            letters(4, "first", 1.56),
            letters(1, "europe", 1.8),
            letters(2, "rest-of-world", 1.8),
        )

        assert table(browser.get(url), "Letters") == [
            ["First class at £1.56", "4", "£6.24"],
            ["International at £1.80", "3", "£5.40"],
            ["Second class at 75 pence", "3", "£2.25"],
            ["All", "10", "£13.89"],
        ]

    def test_that_was_empty_says_so(self, browser, url, bill):
        bill()

        page = browser.get(url)

        words = f"No text messages or letters were charged or counted in {YEAR} to {YEAR + 1}."
        assert words in texts(page, "p")
        assert texts(page, "dd") == ["0", "£0.00", "£0.00", "£0.00"]
        assert not of_class(page, "plot")

    def test_is_the_one_that_is_asked_for(self, api, browser, service, url, bill):
        bill()

        page = browser.get(f"{url}?year={YEAR - 1}")

        asked = {call.path.rpartition("/")[2]: call.query for call in api.asked if "/billing/" in call.path}
        assert asked == {
            "yearly-usage-summary": {"year": [str(YEAR - 1)]},
            "free-sms-fragment-limit": {"financial_year_start": [str(YEAR - 1)]},
            "monthly-usage": {"year": [str(YEAR - 1)]},
        }
        assert link(page, f"{YEAR} to {YEAR + 1}") == f"{url}?year={YEAR}"

    @pytest.mark.parametrize("year", ["2010", "x", str(YEAR + 1)])
    def test_is_not_found_when_it_is_none(self, browser, url, bill, year):
        bill()

        assert browser.get(f"{url}?year={year}").status_code == 404


class TestMonths:
    def test_add_up_to_the_year_the_first_one_first(self, browser, url, bill):
        bill(
            letters(2, month="January"),
            texts_of(free=1_000, charged=500, month="May"),
            texts_of(free=0, charged=100, month="January"),
            letters(1, "first", 1.56, month="January"),
        )

        assert table(browser.get(url), "Month by month") == [
            [f"May {YEAR}", "1,000 free500 at 2 pence", "None", "£10.00"],
            [
                f"January {YEAR + 1}",
                "100 at 2 pence",
                "1 first class at £1.562 second class at 75 pence",
                "£5.06",
            ],
            ["All months", "1,600", "3", "£15.06"],
        ]

    def test_are_drawn_in_pounds(self, browser, url, bill):
        bill(texts_of(free=0, charged=500), letters(4), letters(100, month="March"))

        drawing = of_class(browser.get(url), "plot__drawing")[0]

        assert f"Most in March {YEAR + 1}: 75. Least in April {YEAR}: 13." in drawing.get("aria-label")
        assert len([one for one in drawing.iter() if has_class(one, "plot__label")]) == 12

    def test_are_drawn_with_nothing_that_cost_nothing(self, browser, url, bill):
        bill(texts_of(free=500, charged=0), letters(4))

        legend = of_class(browser.get(url), "plot__legend")[0]

        assert [text_of(item) for item in legend.iter("li")] == ["Letters"]

    def test_are_not_drawn_for_pennies(self, browser, url, bill):
        bill(texts_of(free=0, charged=20))

        assert not of_class(browser.get(url), "plot")


class TestServicesWithoutLetters:
    @pytest.fixture
    def service(self):
        return a_service(permissions=["email", "sms"])

    def test_read_nothing_about_them(self, browser, url, bill):
        bill(texts_of(free=1, charged=0))

        page = browser.get(url)

        assert texts(page, "caption") == ["Text messages", "Month by month"]
        assert "etters" not in text_of(main(page))

    def test_read_about_those_they_sent_before(self, browser, url, bill):
        bill(letters(1))

        assert texts(browser.get(url), "caption") == ["Text messages", "Letters", "Month by month"]


class TestWhoSeesIt:
    def test_members_of_the_organisation_do(self, sign_in, service, url, bill):
        bill()
        browser = sign_in(a_user(organisations=[service["organisation"]]), service)

        page = browser.get(url)

        assert page.status_code == 200
        assert link(page, "Usage") == url

    def test_members_who_do_not_manage_the_service_do_not(self, sign_in, service, url):
        assert sign_in(a_member(service, ["view_activity"]), service).get(url).status_code == 403


class TestBillingDetails:
    TEXT = "Billing details of this service"

    @pytest.fixture
    def service(self):
        return a_service(purchase_order_number="PO 1")

    def test_are_a_step_away_for_those_who_change_them(self, sign_in, service, url, bill):
        bill()
        address = f"/services/{service['id']}/edit-billing-details"

        assert link(sign_in(a_user(platform_admin=True), service).get(url), self.TEXT) == address

    def test_are_not_offered_to_others(self, browser, url, bill):
        bill()

        assert link(browser.get(url), self.TEXT) is None
