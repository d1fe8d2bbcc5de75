"""What the letters of a file cost."""

import pytest

from tests.pages import texts

LETTER_PRICES = (
    *(("first", "1.56", 1), ("first", "1.75", 5), ("second", "0.73", 1), ("economy", "0.60", 1)),
    *(("europe", "1.70", 1), ("rest-of-world", "1.85", 1)),
)
RATES = [
    {"post_class": post_class, "rate": rate, "sheet_count": sheets}
    for post_class, rate, sheets in LETTER_PRICES
]


def cost_of_letters(world, last_lines):
    """What the page says of a file of letters to addresses that end so."""
    browser = world.browser()
    headings = ["address line 1", "address line 2", "address line 3", "name"]
    rows = [[f"Ada {number}", "1 Hall Road", last, "Ada"] for number, last in enumerate(last_lines)]
    upload_id = world.send(browser, [headings, *rows])["Location"].rpartition("/")[2]
    world.has_no_job(upload_id)
    page = browser.get(world.check_url(upload_id))
    return dict(zip(texts(page, "dt"), texts(page, "dd"), strict=True)).get("Cost")


class TestCostOfLetters:
    def test_is_a_range_which_depends_on_their_pages(self, world):
        world.has_template(template_type="letter", subject="Hi", content="Dear ((name))", postage="first")
        world.api.answers("GET", "/letter-rates/", RATES)

        assert cost_of_letters(world, ["SW1A 1AA", "SW1A 1AA"]) == (
            "£3.12 to £3.50, depending on how many sheets of paper the letters take"
        )

    def test_of_those_that_leave_the_country_has_prices_of_its_own(self, world):
        world.service["permissions"] = [*world.service["permissions"], "international_letters"]
        world.has_template(template_type="letter", subject="Hi", content="Dear ((name))", postage="economy")
        world.api.answers("GET", "/letter-rates/", RATES)

        assert cost_of_letters(world, ["SW1A 1AA", "France"]) == (
            "£2.30 to £2.45, depending on how many sheets of paper the letters take"
        )

    @pytest.mark.parametrize(("rates", "status"), [([], 200), ({"message": "no"}, 500)])
    def test_is_left_out_where_nobody_knows_it(self, world, rates, status):
        world.has_template(template_type="letter", subject="Hi", content="Dear ((name))")
        world.api.answers("GET", "/letter-rates/", rates, status=status)

        assert cost_of_letters(world, ["SW1A 1AA"]) is None
