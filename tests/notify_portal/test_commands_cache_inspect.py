"""manage.py cache_inspect: what it prints, what it hides, and how it ends."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_redis import get_redis_connection

from gateway import service_api_client
from notify_portal.settings.caches import cache_settings
from tests.redis_server import PATIENT, running_redis

SERVICE = "11111111-1111-4111-8111-111111111111"
KEY = f"service-{SERVICE}"
PATH = f"/service/{SERVICE}"


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture(scope="module")
def server():
    with running_redis() as redis:
        yield redis


@pytest.fixture
def kept(server, settings, api):
    """A service in the cache; the raw client of the gateway."""
    settings.CACHES = cache_settings(server.url, [], PATIENT)
    client = get_redis_connection("gateway")
    client.flushdb()
    api.answers("GET", PATH, {"data": {"id": SERVICE, "name": "Winter fuel"}})
    service_api_client.get_service(SERVICE)
    yield client
    client.connection_pool.disconnect()


def inspected(*arguments, stderr=None):
    """What was printed, and the exit status."""
    out, status = StringIO(), 0
    try:
        call_command("cache_inspect", *arguments, stdout=out, stderr=stderr or StringIO(), no_color=True)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), status


class TestOneKey:
    def test_is_explained_in_words(self, kept):
        text, status = inspected(KEY)

        assert status == 0
        assert "family   service-{service_id}\n" in text
        assert "state    kept: this is what readers get\n" in text
        assert "value    75 bytes, 24 h left, 0 s old\n" in text

    def test_hides_personal_data(self, kept):
        text, _ = inspected(KEY)

        assert "Winter fuel" not in text
        assert f'"id": "{SERVICE}"' in text

    def test_shows_it_when_asked_to(self, kept):
        text, _ = inspected(KEY, "--show-personal-data")

        assert '"name": "Winter fuel"' in text

    def test_that_holds_nothing(self, kept):
        text, _ = inspected(f"service-{SERVICE}-templates")

        assert "state    nothing that counts: the next reader asks the API\n" in text
        assert "value    absent\n" in text

    def test_names_the_groups_it_belongs_to(self, kept):
        text, _ = inspected(f"service-{SERVICE}-templates")

        assert f"group    guard:service-{SERVICE}-template*: absent\n" in text

    def test_of_somebody_else_is_masked_too(self, kept):
        kept.set("theirs", "Ada Okafor, not JSON")

        text, _ = inspected("theirs")
        everything, _ = inspected("theirs", "--show-personal-data")

        assert "none of the gateway's" in text
        assert "stays for good" in text
        assert "Ada" not in text
        assert "Ada Okafor, not JSON" in everything


class TestStale:
    def test_ends_well_when_all_is_the_same(self, kept):
        assert inspected("--stale") == ("1 same\n", 0)

    def test_ends_with_one_when_an_answer_differs(self, kept, api):
        api.answers("GET", PATH, {"data": {"id": SERVICE, "name": "Summer fuel"}})

        text, status = inspected("--stale")

        assert status == 1
        assert text.startswith(f"{KEY}  differs, 0 s old\n")
        assert "fuel" not in text

    def test_ends_with_two_when_something_cannot_be_compared(self, kept, api):
        api.answers("GET", PATH, {}, status=500)

        text, status = inspected("--stale")

        assert status == 2
        assert f"{KEY}  cannot be compared, 0 s old: the API answers 500\n" in text

    def test_looks_at_one_family_only(self, kept, api):
        before = len(api.asked)

        assert inspected("--stale", "--family", "user-{user_id}") == ("Nothing is kept.\n", 0)
        assert len(api.asked) == before

    def test_a_limit_of_none_compares_nothing(self, kept):
        assert inspected("--stale", "--limit", "0") == ("Nothing is kept.\n", 0)

    def test_an_unknown_family_is_refused(self, kept):
        with pytest.raises(CommandError, match="is no family"):
            inspected("--stale", "--family", "users")

    def test_progress_is_for_terminals(self, kept):
        terminal, file = Terminal(), StringIO()

        inspected("--stale", stderr=terminal)
        inspected("--stale", stderr=file)

        assert "1 compared" in terminal.getvalue()
        assert file.getvalue() == ""


class TestUse:
    @pytest.mark.parametrize("arguments", [(), (KEY, "--stale")])
    def test_it_is_either_a_key_or_all(self, arguments):
        with pytest.raises(CommandError, match="either a key or --stale"):
            inspected(*arguments)

    def test_memory_cannot_be_looked_into(self):
        with pytest.raises(CommandError, match="only Redis") as raised:
            inspected(KEY)

        assert raised.value.returncode == 2

    def test_a_redis_that_is_away(self, settings):
        settings.CACHES = cache_settings("redis://127.0.0.1:9/0", [], 0.25)

        with pytest.raises(CommandError, match="Redis does not answer") as raised:
            inspected(KEY)

        assert raised.value.returncode == 2
