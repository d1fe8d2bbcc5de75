"""Reports of messages: from asked for to a file that the portal can read, by the clock alone."""

import csv
import uuid

import pytest

from tests.sandbox.caller import SECRET, Caller
from tests.sandbox.clock import make_older
from tests.sandbox_process import SandboxProcess

# Nothing moves on by itself while the tests run.
HOUR = 3600
DAY = 24 * HOUR
COLUMNS = "Recipient,Reference,Template,Type,Sent by,Sent by email,Job,Status,Time,API key name"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "sandbox.notify-portal")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def sandbox(seeded, files):
    environ = {
        "ADMIN_CLIENT_SECRET": SECRET,
        "SANDBOX_DELIVERY_SECONDS": str(HOUR),
        "SANDBOX_FILES": str(files),
    }
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture(scope="module")
def service(services):
    return f"/service/{services['boat_licences']}"


@pytest.fixture
def ask(api, people, service):
    """A new report request; its id."""

    def for_report(channel, status):
        body = {
            "user_id": people["manager"]["id"],
            "report_type": "notifications_report",
            "notification_type": channel,
            "notification_status": status,
        }
        return api.post(f"{service}/report-request", body).json()["data"]["id"]

    return for_report


@pytest.fixture
def age(sandbox):
    def older(report_id, seconds, *columns):
        make_older(sandbox.database, "reportrequest", report_id, seconds, *columns)

    return older


@pytest.fixture
def rows(files):
    """The lines of a stored report, each by column."""

    def read(report_id):
        path = files / "reports" / "notifications_report" / f"{report_id}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


def status(api, service, report_id):
    return api.data(f"{service}/report-request/{report_id}")["status"]


class TestTheWay:
    def test_pending_then_in_progress_then_stored(self, api, service, ask, age):
        report = ask("email", "all")

        first = status(api, service, report)
        age(report, HOUR / 3)
        second = status(api, service, report)
        age(report, HOUR)
        third = api.data(f"{service}/report-request/{report}")

        assert [first, second, third["status"]] == ["pending", "in progress", "stored"]
        assert third["updated_at"] > third["created_at"]

    def test_one_that_is_stored_is_not_made_again(self, ask, age, api, service):
        report = ask("email", "failed")
        age(report, HOUR)
        status(api, service, report)

        assert ask("email", "failed") != report

    def test_is_deleted_with_its_file_when_messages_are_no_longer_kept(self, api, service, ask, age, files):
        report = ask("letter", "all")
        age(report, HOUR)
        status(api, service, report)
        folder = files / "reports" / "notifications_report"
        kept = {path.name for path in folder.iterdir()}
        age(report, 91 * DAY, "updated_at")
        answer = api.get(f"{service}/report-request/{report}")

        assert f"{report}.csv" in kept
        assert (answer.status_code, answer.json()["message"]) == (404, "No result found")
        assert not [path for path in folder.iterdir() if path.name.startswith(report)]

    def test_fails_when_the_file_cannot_be_written(self, seeded, people, services, tmp_path):
        (tmp_path / "reports").write_text("in the way of the folder")
        environ = {"SANDBOX_DELIVERY_SECONDS": "0", "SANDBOX_FILES": str(tmp_path)}

        with (
            SandboxProcess(seeded, {"ADMIN_CLIENT_SECRET": SECRET} | environ) as process,
            Caller(process.url) as caller,
        ):
            path = f"/service/{services['moorings']}/report-request"
            body = {"user_id": people["manager"]["id"], "report_type": "notifications_report"}
            report = caller.post(path, body).json()["data"]["id"]

            assert caller.data(f"{path}/{report}")["status"] == "failed"

    @pytest.mark.parametrize(("ended", "code"), [("failed", 200), ("deleted", 404)])
    def test_the_world_has_some_that_came_to_nothing(self, api, service, ended, code):
        report = uuid.uuid5(NAMESPACE, f"report request/{ended}")

        assert api.get(f"{service}/report-request/{report}").status_code == code


class TestTheFile:
    def test_has_the_columns_and_rows_of_the_portals_own_list(self, api, service, ask, age, rows):
        report = ask("sms", "delivered")
        age(report, HOUR)
        status(api, service, report)
        listed = api.get(
            f"{service}/notifications/csv", template_type="sms", status="delivered", page_size=5000
        ).json()["notifications"]
        found = rows(report)

        assert ",".join(found[0]) == COLUMNS
        assert [(row["Recipient"], row["Time"], row["Status"]) for row in found] == [
            (row["recipient"], row["created_at"], row["status"]) for row in listed
        ]
        assert {row["Type"] for row in found} == {"sms"}

    def test_says_who_sent_each_message(self, api, service, ask, age, rows):
        report = ask("email", "delivered")
        age(report, HOUR)
        status(api, service, report)
        found = rows(report)
        by_hand = next(row for row in found if row["Sent by"])
        by_program = next(row for row in found if row["API key name"])

        assert by_hand["Sent by email"] == "morgan.ellis@rivers-harbours.gov.uk"
        assert (by_program["API key name"], by_program["Sent by"]) == ("Licensing system", "")
        assert by_program["Reference"].startswith("ref-")
        assert any(row["Job"] == "reminders-week-1.csv" for row in found)

    def test_an_address_of_a_letter_is_its_first_line(self, api, service, ask, age, rows):
        report = ask("letter", "all")
        age(report, HOUR)
        status(api, service, report)
        found = rows(report)

        assert found
        assert all("\n" not in row["Recipient"] for row in found)
