"""manage.py cache_admin: what it lists, compares, removes and fills."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_redis import get_redis_connection

from gateway import organisations_client, service_api_client
from notify_portal.settings.caches import cache_settings
from tests.builders import a_service, an_error
from tests.redis_server import PATIENT, running_redis

ONE, OTHER = a_service(name="Winter fuel"), a_service(name="Bins")


@pytest.fixture(scope="module")
def server():
    with running_redis() as redis:
        yield redis


@pytest.fixture
def redis(server, settings, api):
    """The raw client of the gateway; two services and the list of organisations are kept, and a key of somebody else."""
    settings.CACHES = cache_settings(server.url, [], PATIENT)
    client = get_redis_connection("gateway")
    client.flushdb()
    for service in (ONE, OTHER):
        api.answers("GET", f"/service/{service['id']}", {"data": service})
        service_api_client.get_service(service["id"])
    api.answers("GET", "/service", {"data": [ONE, OTHER]})
    api.answers("GET", "/organisations", [])
    organisations_client.get_organisations()
    client.set("celery", "theirs")
    yield client
    client.connection_pool.disconnect()


def key_of(service):
    return f"service-{service['id']}"


def told(*arguments):
    """What was printed, and the exit status."""
    out, status = StringIO(), 0
    try:
        call_command("cache_admin", *arguments, stdout=out, stderr=StringIO(), no_color=True)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), status


def listed(*arguments):
    return {line.split()[0] for line in told("list", *arguments)[0].splitlines()}


@pytest.mark.usefixtures("redis")
class TestList:
    def test_has_every_answer_and_nothing_else(self):
        assert listed() == {key_of(ONE), key_of(OTHER), "organisations"}

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--id", ONE["id"]),
            ("--kind", "service", "--id", ONE["id"].upper()),
            ("--pattern", f"*{ONE['id'][-12:]}"),
        ],
    )
    def test_has_only_what_was_asked_for(self, arguments):
        assert listed(*arguments) == {key_of(ONE)}

    def test_says_how_large_and_how_old(self):
        text, _ = told("list", "--kind", "organisations")

        assert text == "organisations  2 bytes, 0 s old, 24 h left, hit\n"

    def test_says_of_a_foreign_value_that_it_does_not_count(self, redis):
        redis.set(key_of(ONE), "{}")

        assert "foreign" in told("list", "--id", ONE["id"])[0]

    def test_reads_many_keys_in_few_round_trips(self, redis):
        for number in range(1_000):
            redis.set(f"user-00000000-0000-4000-8000-{number:012}", "{}")
        redis.config_resetstat()

        found = listed("--kind", "user")

        assert len(found) == 1_000
        assert redis.info("commandstats")["cmdstat_exec"]["calls"] == 10


@pytest.mark.usefixtures("redis")
class TestShow:
    def test_is_what_cache_inspect_shows(self):
        shown, inspected = told("show", key_of(ONE))[0], StringIO()
        call_command("cache_inspect", key_of(ONE), stdout=inspected)

        assert shown == inspected.getvalue()
        assert "Winter fuel" not in shown


@pytest.mark.usefixtures("redis")
class TestDiff:
    def test_reports_what_is_stale(self, api):
        api.answers("GET", f"/service/{ONE['id']}", {"data": ONE | {"name": "Summer fuel"}})

        text, status = told("diff", "--kind", "service")

        assert status == 1
        assert f"{key_of(ONE)}  differs" in text
        assert key_of(OTHER) not in text

    def test_looks_at_one_id_only(self, api):
        api.answers("GET", f"/service/{ONE['id']}", {"data": ONE | {"name": "Summer fuel"}})

        assert told("diff", "--id", OTHER["id"]) == ("1 same\n", 0)


class TestClear:
    def test_only_counts_unless_it_is_to_be_done(self, redis):
        text, status = told("clear", "--kind", "service")

        assert (text.partition(" ")[0], status) == ("2", 0)
        assert redis.exists(key_of(ONE))

    def test_removes_one_kind(self, redis):
        assert told("clear", "--kind", "service", "--apply") == ("2 answers removed.\n", 0)
        assert listed() == {"organisations"}

    def test_removes_what_is_about_an_id(self, redis):
        told("clear", "--id", ONE["id"], "--apply")

        assert listed() == {key_of(OTHER), "organisations"}

    def test_leaves_what_is_not_the_gateways(self, redis):
        told("clear", "--all", "--apply")

        assert listed() == set()
        assert redis.get("celery") == b"theirs"

    def test_lets_others_be_answered_in_between(self, redis):
        """One step about all of them would keep Redis for longer than a portal waits."""
        for number in range(1_200):
            redis.set(f"user-00000000-0000-4000-8000-{number:012}", "{}")
        redis.config_resetstat()

        text, _ = told("clear", "--kind", "user", "--apply")

        assert text == "1,200 answers removed.\n"
        assert redis.info("commandstats")["cmdstat_evalsha"]["calls"] >= 3

    def test_leaves_the_fence_of_a_write_in_flight(self, redis):
        redis.set(f"guard:{key_of(ONE)}", "W writer")

        told("clear", "--all", "--apply")

        assert redis.get(f"guard:{key_of(ONE)}") == b"W writer"

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [((), "Say what to clear"), (("--id", "1"), "--id 1: is not an id")],
    )
    def test_needs_to_be_told_what(self, redis, arguments, complaint):
        with pytest.raises(CommandError, match=complaint):
            told("clear", *arguments)


class TestWarm:
    def test_asks_only_for_what_is_not_fresh(self, redis, api):
        told("clear", "--id", ONE["id"], "--apply")
        before = len(api.asked_to("GET", f"/service/{OTHER['id']}"))

        ended = told("warm", "--kind", "service", "--workers", "2")

        assert ended == ("1 filled, 1 fresh, 0 failed.\n", 0)
        assert key_of(ONE) in listed()
        assert len(api.asked_to("GET", f"/service/{OTHER['id']}")) == before

    def test_takes_what_has_no_fields(self, redis):
        told("clear", "--all", "--apply")

        assert told("warm", "--kind", "organisations")[0] == "1 filled, 0 fresh, 0 failed.\n"

    def test_says_what_the_api_has_no_answer_for(self, redis, api):
        api.answers("GET", f"/service/{ONE['id']}", an_error("no"), status=404)
        redis.flushdb()

        text, status = told("warm", "--kind", "service")

        assert (text, status) == ("1 filled, 0 fresh, 1 failed.\n", 1)

    def test_ends_with_three_when_the_api_is_away(self, redis, api):
        redis.flushdb()
        api.answers("GET", f"/service/{ONE['id']}", an_error("no"), status=503)

        _, status = told("warm", "--kind", "service", "--id", ONE["id"], "--patience", "0.01")

        assert status == 3

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            ((), "Say what to fill"),
            (("--kind", "user"), "give --id"),
            (("--kind", "service_template_versions"), "when somebody asks"),
        ],
    )
    def test_needs_what_can_be_listed(self, redis, arguments, complaint):
        with pytest.raises(CommandError, match=complaint):
            told("warm", *arguments)


class TestWithoutRedis:
    def test_there_is_nothing_to_look_into(self):
        with pytest.raises(CommandError, match="only Redis") as raised:
            told("list")

        assert raised.value.returncode == 2
