"""Jobs: a file of the portal becomes messages, row by row."""

import json
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.sandbox.caller import SECRET
from tests.sandbox.senders import Sending, all_at_once
from tests.sandbox_process import SandboxProcess

pytestmark = pytest.mark.both_databases

PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def sandbox(seeded, files):
    environ = {
        "ADMIN_CLIENT_SECRET": SECRET,
        "SANDBOX_DELIVERY_SECONDS": "0",
        "SANDBOX_FILES": str(files),
    }
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture(scope="module")
def service(api, services, people):
    return Sending(api, services["council_tax"], people["council_manager"]["id"])


@pytest.fixture
def upload(files):
    """A file as the portal leaves it; returns its id."""

    def store(service, template, lines, **metadata):
        upload_id = str(uuid4())
        folder = files / "recipient_files" / f"service-{service.id}-notify"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{upload_id}.csv").write_text("\r\n".join(lines), encoding="utf-8")
        facts = {
            "notification_count": str(len(lines) - 1),
            "template_id": template,
            "valid": "True",
            "original_file_name": "people.csv",
            **metadata,
        }
        beside = {"content_type": "text/csv", "metadata": facts, "tags": {}}
        (folder / f"{upload_id}.csv.facts.json").write_text(json.dumps(beside), encoding="utf-8")
        return upload_id

    return store


def start(service, upload_id, **more):
    body = {"id": upload_id, "created_by": service.person_id, **more}
    return service.api.post(f"{service.path}/job", body)


def job(service, job_id):
    return service.api.data(f"{service.path}/job/{job_id}")


def when_over(service, job_id):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while job(service, job_id)["job_status"] == "in progress":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    # Messages move on before a request is read: the last rows may have come just after that, in the request that saw the end.
    return job(service, job_id)


def rows(service, job_id):
    return service.api.get(f"{service.path}/job/{job_id}/notifications").json()["notifications"]


def ahead(**delta):
    return (datetime.now(UTC) + timedelta(**delta)).isoformat()


class TestLongJobs:
    def test_are_done_while_others_get_answers(self, service, upload):
        lines = ["phone number", *(f"07700900{number % 1000:03}" for number in range(3_000))]
        upload_id = upload(service, service.template("sms"), lines)
        start(service, upload_id)

        began = job(service, upload_id)
        found = when_over(service, upload_id)

        assert (began["job_status"], found["job_status"]) == ("in progress", "finished")
        assert sum(each["count"] for each in found["statistics"]) == 3_000


class TestJobs:
    def test_every_row_becomes_a_message(self, sandbox, service, upload):
        template = service.template("email")
        lines = [
            "Email address,Name",
            "ann@example.com,Ann",
            "bob@example.com,Bob",
            ",",
            "cat@example.com,Cat",
        ]
        answer = start(service, upload(service, template, lines, notification_count="3"))
        created = answer.json()["data"]
        done = job(service, created["id"])
        messages = rows(service, created["id"])

        assert (answer.status_code, created["job_status"], created["statistics"]) == (201, "pending", [])
        assert (done["job_status"], done["notification_count"]) == ("finished", 3)
        assert done["statistics"] == [{"status": "delivered", "count": 3}]
        assert [(row["job_row_number"], row["to"], row["personalisation"]["Name"]) for row in messages] == [
            (0, "ann@example.com", "Ann"),
            (1, "bob@example.com", "Bob"),
            (2, "cat@example.com", "Cat"),
        ]
        assert sandbox.outbox("bob@example.com")[0]["body"] == "Hello Bob"

    def test_the_file_says_what_it_is_called_and_who_sends(self, api, service, upload):
        api.post(f"{service.path}/sms-sender", {"sms_sender": "REVENUES", "is_default": False})
        senders = api.get(f"{service.path}/sms-sender").json()
        sender = next(row for row in senders if row["sms_sender"] == "REVENUES")
        upload_id = upload(
            service, service.template("sms"), ["phone number,name", "07700900888,Bo"], sender_id=sender["id"]
        )
        start(service, upload_id)

        assert job(service, upload_id)["original_file_name"] == "people.csv"
        assert [row["reply_to_text"] for row in rows(service, upload_id)] == ["REVENUES"]

    def test_failures_show_in_its_statistics_and_the_services(self, service, upload):
        template = service.template("sms")
        before = service.statistics()["sms"]
        lines = ["phone number,name", "07700900888,Ann", "07700900003,Bob", "07700900888,Cat"]
        upload_id = upload(service, template, lines)
        start(service, upload_id)
        after = service.statistics()["sms"]

        assert job(service, upload_id)["statistics"] == [
            {"status": "delivered", "count": 2},
            {"status": "temporary-failure", "count": 1},
        ]
        assert (after["requested"], after["failed"]) == (before["requested"] + 3, before["failed"] + 1)

    def test_those_of_a_contact_list_are_counted_in_it_and_go_with_it(self, api, service, upload):
        upload_id = upload(service, service.template("sms"), ["phone number,name", "07700900888,Bo"])
        saved = {
            "id": str(uuid4()),
            "original_file_name": "skippers.csv",
            "row_count": 1,
            "template_type": "sms",
            "created_by": service.person_id,
        }
        path = f"{service.path}/contact-list"
        api.post(path, saved)
        start(service, upload_id, contact_list_id=saved["id"])
        counted = api.get(f"{path}/{saved['id']}").json()
        of_the_list = api.data(f"{service.path}/job", contact_list_id=saved["id"])
        uploads = api.data(f"{service.path}/upload")
        api.delete(f"{path}/{saved['id']}")

        assert (counted["has_jobs"], counted["recent_job_count"]) == (True, 1)
        assert [row["id"] for row in of_the_list] == [upload_id]
        assert upload_id not in [row["id"] for row in uploads]
        assert api.data(f"{service.path}/job", contact_list_id=saved["id"]) == []

    def test_letters(self, service, upload):
        template = service.template("letter", postage="second")
        lines = ["address line 1,address line 2,postcode,name", "Ann,1 Road,N1 1AA,Ann"]
        upload_id = upload(service, template, lines)
        start(service, upload_id)

        assert [(row["to"], row["status"]) for row in rows(service, upload_id)] == [
            ("Ann\n1 Road\nN1 1AA", "created")
        ]

    @pytest.mark.parametrize("count", [900, 1_500])
    def test_eight_readers_at_once_do_a_job_once(self, service, upload, count):
        """A short one in passing, a long one beside their requests."""
        people = [f"p{number}@example.com,P{number}" for number in range(count)]
        upload_id = upload(service, service.template("email"), ["email address,name", *people])
        start(service, upload_id)
        seen = []

        assert all_at_once([lambda: seen.append(job(service, upload_id))] * 8) == []
        assert len(seen) == 8
        assert when_over(service, upload_id)["statistics"] == [{"status": "delivered", "count": count}]

    def test_columns_of_the_same_name_are_a_list(self, sandbox, service, upload):
        lines = ["email address,name,name", "dan@example.com,Dan,Eve"]
        start(service, upload(service, service.template("email"), lines))

        assert sandbox.outbox("dan@example.com")[0]["body"] == "Hello Dan and Eve"

    def test_a_template_changed_meanwhile_stays_as_it_was(self, sandbox, api, service, upload):
        template = service.template("email")
        upload_id = upload(service, template, ["email address,name", "fay@example.com,Fay"])
        start(service, upload_id, scheduled_for=ahead(hours=1))
        api.post(f"{service.path}/template/{template}", {"content": "New", "created_by": service.person_id})
        _make_due(sandbox, upload_id)

        assert [row["template"]["version"] for row in rows(service, upload_id)] == [1]
        assert sandbox.outbox("fay@example.com")[0]["body"] == "Hello Fay"


class TestScheduling:
    def test_it_waits_for_its_time(self, sandbox, service, upload):
        upload_id = upload(service, service.template("email"), ["email address,name", "gus@example.com,Gus"])
        planned = start(service, upload_id, scheduled_for=ahead(hours=20)).json()["data"]
        waiting = job(service, upload_id)
        _make_due(sandbox, upload_id)
        done = job(service, upload_id)

        assert (planned["job_status"], waiting["job_status"], waiting["statistics"]) == (
            "scheduled",
            "scheduled",
            [],
        )
        assert (done["job_status"], done["statistics"]) == (
            "finished",
            [{"status": "delivered", "count": 1}],
        )

    def test_cancelled_in_time_it_never_begins(self, sandbox, service, upload):
        upload_id = upload(service, service.template("email"), ["email address,name", "hal@example.com,Hal"])
        start(service, upload_id, scheduled_for=ahead(hours=20))
        service.api.post(f"{service.path}/job/{upload_id}/cancel", {})
        _make_due(sandbox, upload_id)

        assert (job(service, upload_id)["job_status"], sandbox.outbox("hal@example.com")) == ("cancelled", [])

    @pytest.mark.parametrize(
        ("delta", "text"),
        [
            ({"minutes": -1}, "Date cannot be in the past"),
            ({"days": 8}, "Date cannot be more than 7 days in the future"),
        ],
    )
    def test_a_time_out_of_reach(self, service, upload, delta, text):
        upload_id = upload(service, service.template("email"), ["email address,name", "x@example.com,X"])
        answer = start(service, upload_id, scheduled_for=ahead(**delta))

        assert (answer.status_code, answer.json()["message"]) == (400, {"scheduled_for": [text]})


class TestRefusals:
    def test_a_file_nobody_uploaded_or_nobody_checked(self, service, upload):
        unchecked = upload(service, service.template("sms"), ["phone number"], valid="False")

        for upload_id in (str(uuid4()), unchecked):
            answer = start(service, upload_id)
            assert (answer.status_code, answer.json()["message"]) == (
                400,
                "File is not valid, can't create job",
            )

    def test_the_same_file_twice_is_refused(self, service, upload):
        upload_id = upload(service, service.template("sms"), ["phone number,name", "07700900888,Bo"])
        first, second = start(service, upload_id), start(service, upload_id)

        assert (first.status_code, second.status_code) == (201, 400)
        assert len(rows(service, upload_id)) == 1

    def test_no_letters_in_trial_mode(self, api, services, service, upload):
        trial = Sending(api, services["library_loans"], service.person_id)
        upload_id = upload(trial, trial.template("letter", postage="second"), ["address line 1"])

        assert start(trial, upload_id).status_code == 403

    def test_an_archived_service(self, api, services, people, upload):
        closed = Sending(api, services["flood_wardens"], people["manager"]["id"])
        answer = start(closed, upload(closed, str(uuid4()), ["phone number"]))

        assert (answer.status_code, answer.json()["message"]) == (
            403,
            "Create job is not allowed: service is inactive ",
        )

    def test_a_file_that_has_gone_when_its_time_comes(self, sandbox, service, upload, files):
        upload_id = upload(service, service.template("sms"), ["phone number,name", "07700900888,Bo"])
        start(service, upload_id, scheduled_for=ahead(hours=1))
        (files / "recipient_files" / f"service-{service.id}-notify" / f"{upload_id}.csv").unlink()
        _make_due(sandbox, upload_id)

        assert job(service, upload_id)["job_status"] == "error"

    def test_a_body_without_an_id(self, api, service):
        answer = api.post(f"{service.path}/job", {"created_by": service.person_id})

        assert (answer.status_code, answer.json()["message"]) == (
            400,
            {"id": ["Missing data for required field."]},
        )

    def test_more_rows_than_the_day_allows(self, api, service, upload):
        template = service.template("sms")
        limit = service.statistics()["sms"]["requested"] + 1
        before = api.data(service.path)["sms_message_limit"]
        api.post(service.path, {"sms_message_limit": limit})
        upload_id = upload(service, template, ["phone number,name", "07700900888,A", "07700900888,B"])
        start(service, upload_id)
        done = job(service, upload_id)
        api.post(service.path, {"sms_message_limit": before})

        assert (done["job_status"], done["statistics"]) == ("sending limits exceeded", [])

    def test_more_texts_abroad_than_the_day_allows(self, api, service, upload):
        api.post(service.path, {"international_sms_message_limit": 1})
        lines = ["phone number,name", "+33612345678,A", "+33612345678,B"]
        too_many, enough = (upload(service, service.template("sms"), part) for part in (lines, lines[:2]))
        start(service, too_many)
        start(service, enough)
        job(service, enough)

        api.post(service.path, {"international_sms_message_limit": 0})
        at_home = upload(service, service.template("sms"), ["phone number,name", "07700900888,A"])
        start(service, at_home)

        assert job(service, too_many)["job_status"] == "sending limits exceeded"
        assert job(service, at_home)["job_status"] == "finished"
        assert job(service, enough)["statistics"] == [{"status": "sent", "count": 1}]

    def test_strangers_in_trial_mode(self, api, services, service, upload):
        trial = Sending(api, services["library_loans"], service.person_id)
        template = trial.template("sms")
        stranger = upload(trial, template, ["phone number,name", "07700900888,Bo"])
        guest = upload(trial, template, ["phone number,name", "07700 900250,Bo"])
        start(trial, stranger)
        start(trial, guest)

        assert (job(trial, stranger)["job_status"], job(trial, guest)["job_status"]) == ("error", "finished")

    @pytest.mark.parametrize("line", ["not a number,Bo", "07700900888," + "x" * 919])
    def test_a_row_that_cannot_be_sent_stops_the_whole_job(self, service, upload, line):
        upload_id = upload(service, service.template("sms"), ["phone number,name", "07700900888,A", line])
        start(service, upload_id)
        done = job(service, upload_id)

        assert (done["job_status"], done["statistics"]) == ("error", [])


def _make_due(sandbox, job_id):
    """Time flies for one job."""
    due = datetime.now(UTC) - timedelta(minutes=1)
    sandbox.database.run("update sandbox_job set scheduled_for = %s where id = %s", due, UUID(job_id))
