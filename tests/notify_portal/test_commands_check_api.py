"""manage.py check_api: what it prints, and how it ends."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from io import StringIO

import pytest
from django.core.management import call_command

from gateway.diagnosis import NOBODY_PATH
from notify_portal.settings.caches import cache_settings
from tests.builders import an_error


@pytest.fixture
def healthy(api):
    date = format_datetime(datetime.now(tz=UTC), usegmt=True)
    api.answers("GET", "/_status", {"status": "ok"}, headers={"Date": date})
    api.answers("GET", NOBODY_PATH, an_error("No result found"), status=404)
    return api


def checked(*options):
    """What was printed, and the exit status."""
    out, status = StringIO(), 0
    try:
        call_command("check_api", *options, stdout=out, no_color=True)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), status


class TestCheckApi:
    def test_ends_well_when_all_is_well(self, healthy):
        text, status = checked()

        assert status == 0
        assert "ok         credentials  The API accepts the client 'notify-admin' and its secret.\n" in text

    def test_ends_with_one_when_something_needs_attention(self, healthy):
        healthy.answers("GET", "/_status", {"status": "ok"})

        text, status = checked()

        assert status == 1
        assert "attention  clock" in text

    def test_ends_with_two_when_the_portal_cannot_work(self, api):
        text, status = checked()

        assert status == 2
        assert "broken     reached      Nothing answers at http://notify-api.test.\n" in text
        assert "Is the API running" in text

    def test_ends_with_two_when_redis_is_away(self, healthy, settings):
        settings.CACHES = cache_settings("redis://127.0.0.1:9/0", [], 0.25)

        text, status = checked()

        assert status == 2
        assert "broken     cache" in text

    def test_never_prints_the_secret(self, healthy, settings):
        text, _ = checked()

        assert settings.ADMIN_CLIENT_SECRET not in text

    def test_is_there_for_machines(self, healthy):
        text, _ = checked("--json")

        rows = {row["about"]: row["level"] for row in json.loads(text)}
        assert rows["reached"] == rows["credentials"] == rows["cache"] == "ok"
