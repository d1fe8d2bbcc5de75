"""How many messages a service may send in a day, and how many are left."""

from datetime import UTC, datetime, timedelta

import pytest

from portal_apps.core.formatting import day_and_time
from portal_apps.services.limits import DailyLimit
from tests.pages import errors, link, main, of_class, text_of, texts, typed


@pytest.fixture
def sent_today(world):
    """What the API says was sent today, by channel."""

    def says(**counts):
        statistics = {
            channel: {"requested": counts.get(channel, 0), "delivered": 0, "failed": 0}
            for channel in ("email", "sms", "letter")
        }
        world.api.answers("GET", f"{world.path}/statistics", {"data": statistics})

    says(email=1_200, sms=30)
    return says


def rows(page):
    found = of_class(main(page), "govuk-summary-list__row")
    return {text_of(next(row.iter("dt"))): text_of(next(row.iter("dd"))) for row in found}


class TestDailyLimit:
    def url(self, world, kind):
        return f"{world.url}/daily-message-limit/{kind}"

    @pytest.mark.usefixtures("sent_today")
    def test_says_what_is_used_left_and_when_it_starts_again(self, world):
        shown = rows(world.browser().get(self.url(world, "email")))

        assert shown == {
            "Limit": "250,000 a day",
            "Used today": "1,200",
            "Left today": "248,800",
            "Starts again": day_and_time(DailyLimit("email", 0, 0).starts_again_at),
        }
        [asked] = world.api.asked_to("GET", f"{world.path}/statistics")
        assert asked.query == {"limit_days": ["0"]}

    def test_is_never_below_nothing(self, world, sent_today):
        sent_today(letter=30_000)

        assert rows(world.browser().get(self.url(world, "letter")))["Left today"] == "0"

    def test_of_texts_abroad_is_not_known_without_the_redis_of_the_api(self, world):
        page = world.browser().get(self.url(world, "international_sms"))

        assert (rows(page)["Used today"], rows(page)["Left today"]) == ("Not known", "Not known")
        assert link(page, "Change the daily international text message limit") is not None

    def test_comes_from_the_counter_that_the_api_shares(self, world, settings):
        settings.GATEWAY_SHARED_REDIS = True

        shown = rows(world.browser().get(self.url(world, "international_sms")))

        assert shown["Used today"] == "0"
        assert world.api.asked_to("GET", f"{world.path}/statistics") == []

    def test_no_other_has_a_page(self, world):
        assert world.browser().get(self.url(world, "fax")).status_code == 404

    @pytest.mark.usefixtures("sent_today")
    def test_refreshes_itself(self, world):
        browser = world.browser()
        address = f"{world.url}/email/remaining-today.json"

        page = browser.get(self.url(world, "email"))
        fragment = browser.get(address, headers={"HX-Request": "true"})
        answer = browser.get(address).json()

        assert [one.get("hx-get") for one in main(page).iter("div") if one.get("hx-get")] == [address]
        assert texts(fragment, "h1") == []
        assert "248,800" in fragment.content.decode()
        assert "248,800" in answer["remaining_today"]


class TestStartsAgain:
    def test_at_the_next_midnight_utc_as_the_api_counts(self):
        then = DailyLimit("email", 50, 0).starts_again_at

        assert timedelta() < then - datetime.now(tz=UTC) <= timedelta(days=1)
        assert (then.hour, then.minute, then.utcoffset()) == (0, 0, timedelta())


class TestInternationalLimit:
    def url(self, world):
        return f"{world.url}/set-message-limit/international-sms"

    def test_is_for_the_team_to_set(self, world):
        answer = world.browser().post(self.url(world), {"message_limit": "1,000"})

        assert answer.url == f"{world.url}/daily-message-limit/international_sms"
        assert world.saved == [{"international_sms_message_limit": 1_000}]

    def test_may_be_nothing(self, world):
        world.browser().post(self.url(world), {"message_limit": "0"})

        assert world.saved == [{"international_sms_message_limit": 0}]

    @pytest.mark.parametrize(
        ("limit", "says"),
        [
            ("", "Enter a daily limit"),
            ("-1", "Daily limit must be 0 or more"),
            ("many", "Daily limit must be a whole number"),
        ],
    )
    def test_is_a_number(self, world, limit, says):
        page = world.browser().post(self.url(world), {"message_limit": limit})

        assert errors(page) == [says]
        assert typed(page, "message_limit") == [limit]
        assert world.saved == []
