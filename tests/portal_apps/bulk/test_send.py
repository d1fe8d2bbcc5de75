"""bulk_send, in front of a sandbox: a file becomes as many jobs as it takes, each once, whatever happens."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as settings_of_tests

from gateway import acting_as, bypassed, job_api_client, service_api_client
from notify_portal.settings.base import FILE_BUCKETS
from notify_portal.settings.files import file_storages
from portal_apps.bulk.runs import runs
from tests.portal_apps.bulk.gate import AFTER, Hold, gate_to
from tests.portal_apps.bulk.processes import started
from tests.sandbox_process import SandboxProcess, seeded_database

HEADING = "phone number,licence number,expiry date"
SECRET = {"ADMIN_CLIENT_SECRET": settings_of_tests.ADMIN_CLIENT_SECRET, "SANDBOX_DELIVERY_SECONDS": "0"}
SECONDS = 60
TEMPLATE = "Licence renewed text"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    with SandboxProcess(seeded_database(tmp_path_factory.mktemp("seeded")), SECRET) as process:
        yield process


@pytest.fixture
def world(sandbox, folder, settings):
    """This process has the secret and the files of the sandbox."""
    settings.API_HOST_NAME = sandbox.url
    places = file_storages(sandbox.files, dict.fromkeys(FILE_BUCKETS, ""), region="", endpoint="")
    settings.STORAGES = {**settings.STORAGES, **places}
    return World(sandbox)


class World:
    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.admin = sandbox.person("platform_admin")["id"]
        self.service_id = sandbox.service("boat_licences")["id"]
        found = service_api_client.get_service_templates(self.service_id)["data"]
        self.template_id = next(one["id"] for one in found if one["name"] == TEMPLATE)
        self.who = ("--apply", "--as-user", self.admin)

    @property
    def command(self):
        return ("bulk_send", "--service", self.service_id, "--template", self.template_id)

    def jobs(self, *entries):
        """How many rows the jobs of these rows of a report have, by their statistics."""
        return [self.count(entry["after"]["job"]) for entry in entries]

    def count(self, job_id):
        with bypassed():
            job = job_api_client.get_job(self.service_id, job_id)["data"]
        return sum(one["count"] for one in job["statistics"])

    def number_of_jobs(self):
        with bypassed():
            return job_api_client.get_jobs(self.service_id)["total"]

    def change_service(self, **values):
        with acting_as(self.admin):
            service_api_client.update_service(self.service_id, **values)

    def change_template(self):
        with acting_as(self.admin):
            service_api_client.update_service_template(
                self.service_id, self.template_id, content="((licence number)) until ((expiry date))!"
            )


@pytest.fixture
def people(tmp_path):
    """`people(5)`: a file of so many people whom no other test writes to."""

    def written(count, *more):
        unique = f"{tmp_path.name}-{len(list(tmp_path.glob('*.csv')))}"
        path = tmp_path / f"{unique}.csv"
        rows = [f"07700 900{number:03},{unique}-{number},1 May" for number in range(300, 300 + count)]
        path.write_text("\n".join([HEADING, *rows, *more, ""]))
        return str(path)

    return written


@pytest.fixture
def send(run, world):
    """`send("--file", ...)`; with `applied` in the name of the admin."""

    def sent(*arguments, applied=False):
        return run(*world.command, *arguments, *(world.who if applied else ()))

    return sent


def tomorrow(**more):
    return (datetime.now(tz=UTC) + timedelta(days=1, **more)).isoformat(timespec="minutes")


class TestPlan:
    def test_shows_the_parts_and_writes_nothing(self, send, world, people):
        before, files = world.number_of_jobs(), set(world.sandbox.files.rglob("*"))

        ended = send("--file", people(5), "--split", "2")

        assert ended.status == 0
        assert [row["subject"] for row in ended.rows] == ["part 1 of 3", "part 2 of 3", "part 3 of 3"]
        assert [row["input"]["rows"] for row in ended.rows] == [[2, 3], [4, 5], [6, 6]]
        assert [row["input"]["remaining"] for row in ended.rows] == [5, 3, 1]
        assert world.number_of_jobs() == before
        assert set(world.sandbox.files.rglob("*")) == files

    def test_names_nobody(self, send, folder, people):
        ended = send("--file", people(2))

        assert "07700" not in ended.out + ended.messages
        assert all(b"07700" not in path.read_bytes() for path in folder.iterdir())

    def test_is_the_same_wherever_it_is_made(self, send, people):
        file = people(3)

        first = send("--file", file, "--split", "2")
        for run in runs():
            run.remove()

        assert send("--file", file, "--split", "2").digest == first.digest

    def test_depends_on_when_it_is_sent(self, send, people):
        file = people(3)

        assert send("--file", file).digest != send("--file", file, "--schedule", tomorrow()).digest


class TestBadFile:
    def test_every_bad_row_is_reported_and_nothing_is_written(self, send, world, people):
        before = world.number_of_jobs()
        file = people(3, "", *["0770,L1,"] * 60)

        ended = send("--file", file, "--split", "2", applied=True)

        lines = ended.messages.splitlines()
        assert ended.status == 2
        assert lines.count("row 65, phone number: Phone number is too short") == 1
        assert sum("Phone number is too short" in line for line in lines) == 60
        assert sum("expiry date: Missing" in line for line in lines) == 60
        assert "120 complaints" in lines[-1]
        assert world.number_of_jobs() == before
        assert runs() == []

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("phone number,name\n07700 900300,Ada", "Missing: “licence number” and “expiry date”"),
            (HEADING, "no recipients below them"),
            ("", "The file is empty"),
        ],
    )
    def test_a_file_that_cannot_be_sent_says_why(self, send, tmp_path, text, complaint):
        path = tmp_path / "people.csv"
        path.write_text(text)

        ended = send("--file", str(path))

        assert ended.status == 2
        assert complaint in ended.messages

    def test_counts_repeats_of_all_parts_together(self, send, people):
        row = "07700 900300,again,1 May"

        ended = send("--file", people(1, row, "07700 900301,x,1 May", "07700 900301,y,1 May"), "--split", "2")

        assert "Recipients that are in the file more than once: 2" in ended.messages

    def test_parts_that_are_the_same_are_refused(self, send, people):
        row = "07700 900300,again,1 May"

        ended = send("--file", people(0, row, row), "--split", "1")

        assert ended.status == 2
        assert "row 2: is about the same as row 1" in ended.messages


class TestOptions:
    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--shard", "1/2"], "--shard: parts are sent in their order"),
            (["--schedule", "2020-01-01T09:00"], "must be within the next 7 days"),
            (["--schedule", "2999-01-01T09:00"], "must be within the next 7 days"),
            (["--sender", "b07801b4-4667-5aff-97a6-5bc5422da960"], "--sender: the service has no"),
        ],
    )
    def test_refuses_what_cannot_be_done(self, send, people, arguments, complaint):
        ended = send("--file", people(1), *arguments)

        assert ended.status == 2
        assert complaint in ended.messages

    def test_refuses_a_template_that_is_not_there(self, run, world, people):
        ended = run(
            "bulk_send", "--service", world.service_id, "--template", world.service_id, "--file", people(1)
        )

        assert ended.status == 2
        assert "no such template" in ended.messages


class TestSending:
    def test_sends_every_row_once_and_waits_for_them(self, send, world, people):
        ended = send("--file", people(5), "--split", "2", "--wait", applied=True)

        assert ended.status == 0
        assert ended.states == ["done"] * 3
        assert world.jobs(*ended.rows) == [2, 2, 1]
        assert "5 of 5 messages: 5 delivered, 0 failed" in ended.messages

    def test_calls_the_parts_by_the_name_of_the_file(self, send, world, people):
        file = people(3)

        ended = send("--file", file, "--split", "2", applied=True)

        job = job_api_client.get_job(world.service_id, ended.rows[1]["after"]["job"])["data"]
        name = file.rpartition("/")[2].removesuffix(".csv")
        assert job["original_file_name"] == f"{name} (2 of 2).csv"

    def test_refuses_the_same_file_again(self, send, world, people):
        file = people(2)
        first = send("--file", file, applied=True)
        before = world.number_of_jobs()

        again = send("--file", file, applied=True)

        assert again.status == 2
        assert f"sent as job {first.rows[0]['after']['job']}: --allow-repeat" in again.messages
        assert world.number_of_jobs() == before

    def test_two_machines_with_the_same_plan_make_one_job(self, send, world, people, settings, tmp_path):
        file, before = people(2), world.number_of_jobs()
        digest = send("--file", file).digest
        here, settings.BULK_FOLDER = settings.BULK_FOLDER, tmp_path / "elsewhere"
        elsewhere = send("--file", file, "--expect", digest, applied=True)
        settings.BULK_FOLDER = here

        ended = send("--file", file, "--expect", digest, applied=True)

        assert (elsewhere.states, ended.states) == (["done"], ["unchanged"])
        assert world.number_of_jobs() == before + 1
        assert world.jobs(*ended.rows) == [2]

    def test_sends_it_again_when_told_to(self, send, world, people):
        file = people(2)
        first = send("--file", file, applied=True)

        again = send("--file", file, "--allow-repeat", applied=True)

        assert again.states == ["done"]
        assert again.rows[0]["after"] != first.rows[0]["after"]
        assert world.jobs(*again.rows) == [2]

    def test_refuses_more_than_the_day_has_room_for(self, send, world, people):
        world.change_service(sms_message_limit=1)
        try:
            ended = send("--file", people(3), "--split", "1", applied=True)
        finally:
            world.change_service(sms_message_limit=250_000)

        assert ended.status == 2
        assert "3 are to be sent, and 0 are left of today's text message limit (1)" in ended.messages

    def test_refuses_more_than_any_day_has_room_for(self, send, world, people):
        world.change_service(sms_message_limit=2)
        try:
            ended = send("--file", people(3), "--schedule", tomorrow(), applied=True)
        finally:
            world.change_service(sms_message_limit=250_000)

        assert ended.status == 2
        assert "3 are to be sent, and 2 is the daily text message limit (2)" in ended.messages


class TestChangedSince:
    def test_a_template_that_changed_after_the_plan_stops_all_parts(self, send, world, people):
        file, before = people(3), world.number_of_jobs()
        digest = send("--file", file, "--split", "2").digest
        world.change_template()

        ended = send("--file", file, "--split", "2", "--expect", digest, applied=True)

        assert ended.status == 1
        assert ended.states == ["failed", "failed"]
        assert "changed since the file was checked" in ended.rows[0]["reason"]
        assert "Part 1 is not sent" in ended.rows[1]["reason"]
        assert world.number_of_jobs() == before


@pytest.fixture
def killed(world, folder, people):
    """`killed(nth)`: the arguments of a run that was killed when its nth job was made and nobody knew; and how it goes on."""

    def run_until(nth):
        arguments = [*world.command, "--file", people(5), "--split", "2", *world.who]
        hold = Hold("POST", f"/service/{world.service_id}/job", nth, AFTER)
        files = {"BULK_FOLDER": str(folder), "FILES_ROOT": str(world.sandbox.files)}
        with gate_to(world.sandbox.url, hold) as gate:
            environ = SECRET | files | {"API_HOST_NAME": gate.url}
            process = started(arguments, environ)
            assert gate.reached.wait(SECONDS), process.communicate()[1]
            process.kill()
            process.communicate()
            gate.gone.set()
            yield
            again = started(arguments, environ)
            _, messages = again.communicate(timeout=SECONDS)
            yield again.returncode, messages

    return run_until


def rows_of_latest():
    with runs()[0].opened() as journal:
        return list(journal.entries())


class TestKilled:
    def test_goes_on_at_the_first_part_that_was_not_sent(self, killed, world):
        before = world.number_of_jobs()
        steps = killed(2)
        next(steps)
        between = [entry.state for entry in rows_of_latest()]

        status, messages = next(steps)

        entries = rows_of_latest()
        assert between == ["done", "sending", "planned"]
        assert status == 0, messages
        assert [entry.state for entry in entries] == ["done"] * 3
        assert [world.count(entry.planned.after["job"]) for entry in entries] == [2, 2, 1]
        assert world.number_of_jobs() == before + 3

    def test_parts_without_room_are_sent_later_without_the_file(self, killed, run, world):
        steps = killed(1)
        next(steps)
        world.change_service(sms_message_limit=2)
        try:
            status, _messages = next(steps)
        finally:
            world.change_service(sms_message_limit=250_000)
        between = rows_of_latest()

        retried = run("bulk_retry", "latest", *world.who)

        assert status == 1
        assert [entry.state for entry in between] == ["done", "failed", "failed"]
        assert "3 are to be sent, and 0 are left" in between[1].reason
        assert between[2].reason == "Part 2 is not sent, so this part waits for it"
        assert retried.states == ["done"] * 3
        assert world.jobs(*retried.rows) == [2, 2, 1]


class TestUndo:
    def test_cancels_what_still_waits(self, run, send, world, people):
        sent = send("--file", people(3), "--split", "2", "--schedule", tomorrow(), applied=True)

        undone = run("bulk_undo", "latest", *world.who)

        assert undone.status == 0
        assert undone.states == ["undone", "undone"]
        statuses = [
            job_api_client.get_job(world.service_id, row["after"]["job"])["data"]["job_status"]
            for row in sent.rows
        ]
        assert statuses == ["cancelled", "cancelled"]

    def test_leaves_what_has_begun(self, run, send, world, people):
        send("--file", people(1), applied=True)

        undone = run("bulk_undo", "latest", *world.who)

        assert undone.states == ["done"]
        assert "cannot be cancelled" in undone.rows[0]["reason"]

    def test_what_was_cancelled_can_be_sent_anew(self, run, send, world, people):
        file = people(2)
        send("--file", file, "--schedule", tomorrow(), applied=True)
        run("bulk_undo", "latest", *world.who)

        again = send("--file", file, applied=True)

        assert again.states == ["done"]
        assert world.jobs(*again.rows) == [2]
