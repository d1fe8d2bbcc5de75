"""Services by the thousand, of which a few dozen will do to see that they fit together."""

import json
import subprocess
import sys
import time
from collections import Counter
from io import StringIO

import pytest
from django.core.management.base import OutputWrapper
from hypothesis import given
from hypothesis import strategies as st

from sandbox.crowd.progress import progress
from sandbox.crowd.shares import shares
from sandbox.crowd.size import Size
from tests.sandbox.caller import SECRET
from tests.sandbox_databases import new_database
from tests.sandbox_process import SandboxProcess, command_environment, run_to_end
from tests.server_process import ROOT

pytestmark = pytest.mark.both_databases

SERVICES, USERS, NOTIFICATIONS, OUTBOX = 60, 300, 4000, 100
SIZE = (
    *("--services", str(SERVICES)),
    *("--users", str(USERS)),
    *("--notifications", str(NOTIFICATIONS)),
    *("--outbox", str(OUTBOX)),
)

# What is due is looked for before every answer; the rest is the answer's own.
MOST_STATEMENTS = 15
# Times are relative to the seeding, and the names of archived services have one in them.
SAME_EVERY_TIME = (
    "select id, name, organisation_id from sandbox_service where substr(name, 1, 1) <> '_' order by id",
    "select id, email_address from sandbox_user where state <> 'inactive' order by id",
    "select user_id, service_id from sandbox_servicemember order by id",
    "select id, content, version from sandbox_template order by id",
    "select count(*) from sandbox_notification group by service_id order by service_id",
    "select count(*) from sandbox_job",
    "select count(*) from sandbox_outboxmessage",
)


@pytest.fixture(scope="module")
def database(database_kind, tmp_path_factory):
    database = new_database(tmp_path_factory.mktemp("crowd"), database_kind)
    run_to_end(database, "sandbox_seed", *SIZE)
    yield database
    database.drop()


@pytest.fixture(scope="module")
def sandbox(database, tmp_path_factory):
    with SandboxProcess(database, {"ADMIN_CLIENT_SECRET": SECRET}) as process:
        yield process


@pytest.fixture(scope="module")
def crowd(api, services):
    """The services that are not of the invented world."""
    return [row for row in api.data("/service") if row["id"] not in services.values() and row["organisation"]]


@pytest.fixture(scope="module")
def measured(database):
    """What the command says of every question."""
    # Lines about requests are no part of the answer.
    done = run_to_end(database, "sandbox_measure", "--json", environ={"SANDBOX_LOG_LEVEL": "ERROR"})
    return json.loads(done.stdout)


def a_size(**options):
    return Size.of(**{"seed": 1, "services": 100, "users": 500, "notifications": 1000, **options})


class TestSize:
    def test_what_is_not_said_follows(self):
        size = a_size(notifications=50)

        assert (size.organisations, size.templates, size.outbox) == (12, 600, 50)
        assert list(size.complaints()) == []

    @pytest.mark.parametrize(
        ("options", "complaint"),
        [
            ({"services": 0}, "--services must be 1 or more."),
            ({"notifications": -1}, "--notifications must be 0 or more."),
            ({"seed": 10_000}, "--seed must be 9,999 or fewer."),
            ({"users": 10**9}, "--users must be 500,000 or fewer."),
            (
                {"organisations": 101},
                "--organisations must not be more than --services: each has one at least.",
            ),
            ({"users": 5}, "--users must not be fewer than --organisations: somebody has to be in each."),
            ({"templates": 99}, "--templates must not be fewer than --services: each has one at least."),
            ({"outbox": 1001}, "--outbox must not be more than --notifications, nor less than 0."),
        ],
    )
    def test_nonsense_is_refused(self, options, complaint):
        assert complaint in list(a_size(**options).complaints())

    def test_the_command_says_everything_that_is_wrong(self, database):
        with pytest.raises(subprocess.CalledProcessError) as refused:
            run_to_end(database, "sandbox_seed", "--services", "0", "--notifications", "-5")

        assert "--services must be 1 or more.\n" in refused.value.stderr
        assert "--notifications must be 0 or more." in refused.value.stderr


class TestShares:
    @given(st.integers(0, 10_000), st.lists(st.floats(0, 100), max_size=50), st.integers(0, 3))
    def test_add_up(self, total, weights, at_least):
        weights = [1.0, *weights]
        total += at_least * len(weights)
        found = shares(total, weights, at_least)

        assert sum(found) == total
        assert min(found) >= at_least


class TestProgress:
    def test_is_a_line_in_a_log(self):
        out = StringIO()
        with progress(200, OutputWrapper(out)) as lines:
            lines.advance("services", 200)

        assert out.getvalue().startswith("100%  200 of 200 (done), ")
        assert "rows a second, 0 seconds left" in out.getvalue()

    def test_is_a_bar_on_a_terminal(self, capsys):
        out = StringIO()
        out.isatty = lambda: True
        with progress(200, OutputWrapper(out)) as bar:
            bar.advance("services", 100)

        assert "100 of 200" in capsys.readouterr().out


class TestCrowd:
    def test_everything_is_there(self, crowd, database, api):
        assert len(crowd) == SERVICES
        assert database.run("select count(*) from sandbox_user") == [(USERS + 12,)]
        assert database.run("select count(*) from sandbox_notification") == [(NOTIFICATIONS + 2020,)]
        assert len(api.get("/organisations").json()) == 7 + 3

    def test_everything_fits_together(self, database):
        if hasattr(database, "path"):
            assert database.run("pragma foreign_key_check") == []
        [(orphans,)] = database.run(
            "select count(*) from sandbox_notification n left join sandbox_templatehistory h"
            " on h.template_id = n.template_id and h.version = n.template_version where h.id is null"
        )
        assert orphans == 0

    def test_the_invented_world_is_as_it_was(self, api, people, services):
        assert api.data(f"/service/{services['boat_licences']}")["name"] == "Boat licences"
        assert api.data(f"/user/{people['manager']['id']}")["name"] == "Morgan Ellis"

    def test_services_are_of_every_kind(self, crowd):
        kinds = Counter((row["active"], row["restricted"]) for row in crowd)

        assert set(kinds) == {(True, False), (True, True), (False, True)}
        assert kinds[True, False] > kinds[True, True] > kinds[False, True]

    def test_a_few_are_large_and_most_are_small(self, database):
        counts = [
            count
            for (count,) in database.run(
                "select count(*) from sandbox_notification group by service_id order by 1 desc"
            )
        ]

        assert counts[0] > 10 * counts[len(counts) // 2]

    def test_people_are_in_several_services_with_permissions(self, api, crowd):
        some = [row for row in crowd if row["active"]][:20]
        users = {user["id"]: user for row in some for user in api.data(f"/service/{row['id']}/users")}

        assert max(len(user["services"]) for user in users.values()) > 2
        assert all(user["permissions"] for user in users.values())

    def test_every_service_has_a_manager(self, api, crowd):
        for row in [row for row in crowd if row["active"]][-20:]:
            users = api.data(f"/service/{row['id']}/users")
            assert any("manage_settings" in user["permissions"][row["id"]] for user in users)

    def test_statistics_add_up(self, api, crowd):
        for row in crowd[:20]:
            path = f"/service/{row['id']}"
            by_channel = api.data(f"{path}/statistics", limit_days=8).values()
            by_template = api.data(f"{path}/template-statistics", limit_days=7)
            count = api.get(f"{path}/notifications/count", limit_days=8).json()["notifications_sent_count"]
            cancelled = sum(each["count"] for each in by_template if each["status"] == "cancelled")

            assert sum(each["requested"] for each in by_channel) == count - cancelled

    def test_jobs_have_the_messages_they_say(self, api, crowd):
        jobs = [
            job
            for row in crowd
            for job in api.data(f"/service/{row['id']}/job")
            if job["job_status"] == "finished"
        ]

        assert len(jobs) > 20
        for job in jobs:
            assert sum(each["count"] for each in job["statistics"]) == job["notification_count"]

    def test_there_is_every_status(self, database):
        found = {status for (status,) in database.run("select distinct status from sandbox_notification")}

        assert found >= {"created", "sending", "delivered", "sent", "temporary-failure", "permanent-failure"}
        assert found >= {"technical-failure", "returned-letter"}

    def test_messages_can_be_read(self, api, crowd):
        largest = max(crowd, key=lambda row: row["volume_email"] or 0)
        rows = api.get(f"/service/{largest['id']}/notifications", page_size=200).json()["notifications"]

        assert len(rows) == 200
        assert all(row["created_at"] >= rows[-1]["created_at"] for row in rows)
        assert all("((" not in value for row in rows for value in row["personalisation"].values())

    def test_bills_go_back_for_years(self, api, crowd):
        largest = max(crowd, key=lambda row: row["volume_email"] or 0)
        year = int(time.strftime("%Y"))
        usage = [
            api.get(f"/service/{largest['id']}/billing/yearly-usage-summary", year=each).json()
            for each in range(year - 3, year + 1)
        ]

        assert sum(bool(each) for each in usage) >= 1

    def test_the_newest_are_in_the_outbox(self, sandbox, database):
        messages = database.run("select created_at from sandbox_outboxmessage order by number")

        assert len(messages) == OUTBOX
        assert messages == sorted(messages)
        assert sandbox.outbox()[0]["body"]

    def test_everybody_has_the_documented_password(self, api, crowd, sandbox):
        user = crowd[0]["created_by"]
        body = {"password": sandbox.world()["password"]}

        assert api.post(f"/user/{user}/verify/password", body).status_code == 204


class TestMeasuring:
    def test_every_question_is_answered(self, measured):
        assert len(measured) > 80
        assert {each["read"]: each["status"] for each in measured if each["status"] != 200} == {}

    def test_no_list_asks_again_for_every_row(self, measured):
        many = {each["read"]: each["statements"] for each in measured if each["statements"] > MOST_STATEMENTS}

        # A whole platform's months are asked for one by one.
        assert [read for read in many if "/service/monthly-data-by-service" not in read] == []


class TestAgain:
    def test_a_second_time_there_is_nothing_to_do(self, database):
        done = run_to_end(database, "sandbox_seed", *SIZE)

        assert "Crowd 1 is there already: 60 services of 7 organisations, 300 users" in done.stdout
        assert database.run("select count(*) from sandbox_user") == [(USERS + 12,)]

    def test_a_seed_is_used_once(self, database):
        with pytest.raises(subprocess.CalledProcessError) as refused:
            run_to_end(database, "sandbox_seed", "--services", "9")

        assert "Seed 1 has made another crowd: 60 services of 7 organisations" in refused.value.stderr

    def test_what_was_interrupted_becomes_the_same(self, database, database_kind, tmp_path):
        other = new_database(tmp_path, database_kind)
        run_to_end(other, "sandbox_reset")
        with subprocess.Popen(
            [sys.executable, "manage.py", "sandbox_seed", *SIZE],
            cwd=ROOT,
            env=command_environment(other),
            stdout=subprocess.DEVNULL,
        ) as interrupted:
            while other.run("select blocks_done from sandbox_crowd") in ([], [(0,)]):
                time.sleep(0.01)
            interrupted.kill()
        run_to_end(other, "sandbox_seed", *SIZE)

        for statement in SAME_EVERY_TIME:
            assert other.run(statement) == database.run(statement)
        other.drop()

    def test_another_seed_adds_another_crowd(self, database, database_kind, tmp_path):
        other = database.copy(tmp_path)
        run_to_end(
            other, "sandbox_seed", "--seed", "2", "--services", "9", "--users", "20", "--notifications", "50"
        )

        assert other.run("select count(*) from sandbox_user") == [(USERS + 12 + 20,)]
        other.drop()
