"""What is left of the limit of the day."""

from django.template import engines

from portal_apps.sending.today import Today
from portal_apps.services.limits import DailyLimit
from portal_apps.services.models import Service
from tests.builders import a_service, an_error

SERVICE = a_service(sms_message_limit=1_000)
STATISTICS = f"/service/{SERVICE['id']}/statistics"


def today(used, wanted=1):
    return Today(DailyLimit("sms", 1_000, used), wanted, "This file")


def table(shown):
    return engines["jinja2"].env.get_template("sending/limits.html").module.daily_limit(shown)


class TestToday:
    def test_is_what_the_api_counts(self, api):
        api.answers("GET", STATISTICS, {"data": {"sms": {"requested": 12, "delivered": 0, "failed": 0}}})

        found = Today.of(Service(SERVICE), "sms", 3, "This file")

        assert (found.daily.limit, found.daily.used, found.left_after) == (1_000, 12, 985)

    def test_is_none_when_the_api_does_not_say(self, api):
        api.answers("GET", STATISTICS, an_error("Internal server error"), status=500)

        assert Today.of(Service(SERVICE), "sms", 1, "This message") is None

    def test_takes_what_is_left_and_no_more(self):
        assert not today(used=990, wanted=10).is_too_much
        assert today(used=990, wanted=11).is_too_much
        assert today(used=990, wanted=11).left_after == 0

    def test_is_never_too_much_when_nobody_knows(self):
        assert not today(used=None, wanted=5_000).is_too_much
        assert today(used=None).left_after is None


class TestTable:
    def test_says_limit_used_wanted_left_and_when_it_starts_again(self):
        said = table(today(used=12, wanted=3))

        for words in ("1,000 text messages a day", "12", "This file", "985", "Starts again"):
            assert words in said

    def test_says_when_nobody_knows(self):
        assert "could not find out" in table(None)
        assert "Not known" in table(today(used=None))
