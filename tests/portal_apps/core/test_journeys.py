from types import SimpleNamespace

import pytest
from django.core.cache.backends.locmem import LocMemCache
from redis.exceptions import ConnectionError as RedisAway

from gateway.errors import CacheUnavailable
from portal_apps.core.journeys import Journey, is_first_use, one_at_a_time
from portal_apps.core.permissions import Visit
from portal_apps.users.models import User
from tests.builders import a_user

ADA = a_user()


def request_of(user):
    return SimpleNamespace(visit=Visit(user=User.from_json(user)))


def journey(user=ADA, kind="email", subject=""):
    return Journey.of(request_of(user), kind, subject)


class TestJourney:
    def test_knows_what_was_answered_on_earlier_pages(self):
        journey().keep(email_address="ada@example.gov.uk")
        journey().keep(reason="New job")

        assert journey().answers == {"email_address": "ada@example.gov.uk", "reason": "New job"}

    def test_is_empty_before_it_begins_and_after_it_ends(self):
        assert journey().answers == {}

        journey().keep(email_address="ada@example.gov.uk")
        journey().end()

        assert journey().answers == {}

    @pytest.mark.parametrize(
        "other",
        [
            journey(a_user()),
            journey({**ADA, "current_session_id": "another sign-in"}),
            journey(kind="mobile"),
            journey(subject="a member"),
        ],
        ids=["person", "sign-in", "kind", "subject"],
    )
    def test_is_nobody_elses(self, other):
        journey().keep(email_address="ada@example.gov.uk")

        assert other.answers == {}

    def test_says_so_when_it_cannot_be_kept(self, monkeypatch):
        def away(*_args, **_options):
            raise RedisAway

        monkeypatch.setattr(LocMemCache, "set", away)
        monkeypatch.setattr(LocMemCache, "get", lambda *_args: None)

        with pytest.raises(CacheUnavailable):
            journey().keep(email_address="ada@example.gov.uk")


class TestOneAtATime:
    def test_lets_the_first_in_and_others_when_it_is_out(self):
        with one_at_a_time("work") as first, one_at_a_time("work") as second, one_at_a_time("other") as other:
            assert (first, second, other) == (True, False, True)

        with one_at_a_time("work") as again:
            assert again

    def test_somebody_who_was_turned_away_does_not_let_others_in(self):
        with one_at_a_time("work"):
            with one_at_a_time("work"):
                pass
            with one_at_a_time("work") as third:
                assert not third

    def test_says_so_when_nobody_can_tell(self, monkeypatch):
        def away(*_args, **_options):
            raise RedisAway

        monkeypatch.setattr(LocMemCache, "add", away)

        with pytest.raises(CacheUnavailable), one_at_a_time("work"):
            pass


class TestFirstUse:
    def test_is_the_first_and_no_other(self):
        assert [is_first_use("this"), is_first_use("this"), is_first_use("that")] == [True, False, True]

    def test_is_assumed_when_nobody_can_tell(self, monkeypatch):
        def away(*_args, **_options):
            raise RedisAway

        monkeypatch.setattr(LocMemCache, "add", away)

        assert is_first_use("this")
