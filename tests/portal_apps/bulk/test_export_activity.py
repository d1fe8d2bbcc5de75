"""export_activity: every message once, whatever happens on the way."""

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from gateway import notification_api_client
from gateway.storage import reports
from portal_apps.bulk.exports import activity, messages
from tests.builders import a_report_request, a_user, an_error, an_id
from tests.notify_api import ADDRESS

DAYS = ("--from", "2026-11-20", "--to", "2026-11-26")


def a_row(created_at="2026-11-26 10:00:00", **facts):
    return {
        "id": an_id(),
        "row_number": "",
        "recipient": "ada@example.gov.uk",
        "client_reference": "",
        "template_name": "Bins",
        "template_type": "email",
        "job_name": "",
        "status": "Delivered",
        "created_at": created_at,
        "created_by_name": None,
        "created_by_email_address": None,
        "api_key_name": None,
    } | facts


@dataclass
class Kept:
    """Messages of one service, each with the moment of which its time shows the second. `fails` come first."""

    service_id: str
    moments: list[tuple[str, dict]]
    fails: list[int] = field(default_factory=list)
    asked: list[dict] = field(default_factory=list)

    def answer(self, request):
        self.asked.append(request.params)
        if self.fails and (status := self.fails.pop(0)) != 200:
            return status, {}, json.dumps(an_error("told to fail"))
        size = int(request.params["page_size"])
        after = request.params.get("older_than")
        moment = next((m for m, row in self.moments if row["id"] == after), "" if after else "~")
        rows = [row for m, row in self.moments if m < moment]
        return 200, {}, json.dumps({"notifications": rows[:size], "page_size": size})

    @property
    def ids(self):
        return [row["id"] for _, row in self.moments]


@pytest.fixture
def knows(api) -> Callable[..., Kept]:
    """`knows("2026-11-26 10:00:00.5", ...)`: moments of messages, newest first."""

    def known(*moments, service_id=None):
        kept = Kept(service_id or an_id(), [(moment, a_row(moment[:19])) for moment in moments])
        path = f"/service/{kept.service_id}/notifications"
        api.mock.add_callback("GET", f"{ADDRESS}{path}/csv", kept.answer)
        api.answers("GET", f"{path}/count", {"notifications_sent_count": len(moments)})
        return kept

    return known


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(messages, "PAGE_SIZE", 3)
    monkeypatch.setattr(activity, "SECONDS_BETWEEN_SAVES", 0)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "activity.csv"


@pytest.fixture
def export(run, file, quick):
    return lambda *arguments: run("export_activity", "--file", str(file), *DAYS, *arguments)


def rows_in(file):
    with file.open(newline="") as stream:
        return list(csv.DictReader(stream))


def ids_in(file):
    return [row["id"] for row in rows_in(file)]


@pytest.mark.usefixtures("small_pages")
class TestPages:
    def test_have_every_message_once(self, knows, export, file):
        kept = knows(*(f"2026-11-26 10:00:{second:02}.0" for second in range(59, 48, -1)))

        ended = export("--service", kept.service_id)

        assert ended.status == 0
        assert ids_in(file) == kept.ids

    def test_pass_over_none_of_the_same_moment(self, knows, export, file):
        """The API goes on with what is older than the last message of a page."""
        kept = knows(
            "2026-11-26 10:00:03.0", "2026-11-26 10:00:02.0", "2026-11-26 10:00:01.5", "2026-11-26 10:00:01.5"
        )

        export("--service", kept.service_id)

        assert ids_in(file) == kept.ids

    def test_go_on_where_a_whole_page_is_of_one_second(self, knows, export, file):
        kept = knows(*(f"2026-11-26 10:00:01.{tenth}" for tenth in range(9, 2, -1)))

        export("--service", kept.service_id)

        assert ids_in(file) == kept.ids

    def test_have_only_the_days_that_were_asked_for(self, knows, export, file):
        kept = knows(
            "2026-11-27 00:00:00.0", "2026-11-26 23:59:59.0", "2026-11-20 00:00:00.0", "2026-11-19 23:00:00.0"
        )

        export("--service", kept.service_id)

        assert ids_in(file) == kept.ids[1:3]

    def test_ask_for_channels_and_statuses(self, knows, export):
        kept = knows("2026-11-26 10:00:00.0")

        export("--service", kept.service_id, "--type", "sms", "--type", "email", "--status", "delivered")

        assert kept.asked[0]["template_type"] == ["sms", "email"]
        assert kept.asked[0]["status"] == ["delivered", "returned-letter", "sent"]


@pytest.mark.usefixtures("small_pages")
class TestAfterAnInterruption:
    MOMENTS = tuple(f"2026-11-26 10:00:{second:02}.0" for second in range(20, 10, -1))

    @pytest.mark.parametrize("pages", [0, 1, 2, 4])
    def test_goes_on_after_the_last_message(self, knows, export, file, pages):
        kept = knows(*self.MOMENTS)
        kept.fails = [200] * pages + [500]
        cut = export("--service", kept.service_id)
        asked = len(kept.asked)

        ended = export("--service", kept.service_id)

        assert (cut.status, ended.status) == (1, 0)
        assert ids_in(file) == kept.ids
        assert kept.asked[asked].get("older_than") == (kept.ids[2 * pages - 1] if pages else None)

    def test_removes_what_was_written_and_not_counted(self, knows, export, file):
        kept = knows(*self.MOMENTS)
        kept.fails = [200, 500]
        export("--service", kept.service_id)
        with (file.parent / "activity.csv.part").open("a") as part:
            part.write("half a li")

        export("--service", kept.service_id)

        assert ids_in(file) == kept.ids

    def test_does_not_take_a_message_that_is_gone_for_the_end(self, api, knows, export, file):
        kept = knows(*self.MOMENTS)
        kept.fails = [200, 500]
        export("--service", kept.service_id)
        last = kept.ids[1]
        kept.moments = []
        api.answers("GET", f"/service/{kept.service_id}/notifications/{last}", an_error("no"), status=404)

        ended = export("--service", kept.service_id)

        assert ended.status == 1
        assert "no longer keeps the message" in ended.messages
        assert not file.exists()

    def test_waits_for_an_api_that_is_away(self, knows, export, file):
        kept = knows(*self.MOMENTS)
        kept.fails = [200, 503, 429]

        ended = export("--service", kept.service_id)

        assert ended.status == 0
        assert ids_in(file) == kept.ids

    def test_refuses_another_export_into_the_same_file(self, knows, export):
        kept = knows(*self.MOMENTS)
        export("--service", kept.service_id)

        ended = export("--service", kept.service_id, "--type", "sms")

        assert ended.status == 2
        assert "about something else" in ended.messages

    def test_asks_nothing_once_it_is_complete(self, knows, export, file):
        kept = knows(*self.MOMENTS)
        export("--service", kept.service_id)
        asked = len(kept.asked)
        # As if the process had been ended just before the file got its name.
        file.rename(file.parent / "activity.csv.part")

        ended = export("--service", kept.service_id)

        assert (ended.status, len(kept.asked)) == (0, asked)
        assert ids_in(file) == kept.ids


@pytest.mark.usefixtures("small_pages")
class TestAllServices:
    def test_come_one_after_the_other_and_go_on(self, api, knows, export, file):
        moments = [f"2026-11-26 10:00:{second:02}.0" for second in range(20, 15, -1)]
        kept = sorted((knows(*moments) for _ in range(3)), key=lambda one: one.service_id)
        api.answers("GET", "/service", {"data": [{"id": one.service_id} for one in kept]})
        kept[1].fails = [200, *[503] * 99]

        cut = export("--all", "--patience", "0.01")
        kept[1].fails = []
        ended = export("--all")

        assert (cut.status, ended.status) == (3, 0)
        assert ids_in(file) == [id_ for one in kept for id_ in one.ids]

    def test_leave_one_out_that_the_api_refuses(self, api, knows, export, file):
        kept = sorted((knows("2026-11-26 10:00:00.0") for _ in range(3)), key=lambda one: one.service_id)
        api.answers("GET", "/service", {"data": [{"id": one.service_id} for one in kept]})
        kept[1].fails = [500]

        ended = export("--all")

        assert ended.status == 1
        assert [one["id"] for one in ended.rows[0]["left_out"]] == [kept[1].service_id]
        assert ids_in(file) == [*kept[0].ids, *kept[2].ids]


class TestFile:
    def test_is_described_beside_it(self, knows, export, file):
        kept = knows("2026-11-26 10:00:00.0", "2026-11-25 10:00:00.0")

        export("--service", kept.service_id)
        manifest = json.loads((file.parent / "activity.csv.manifest.json").read_text())

        assert (manifest["complete"], manifest["rows"], manifest["by"]) == (True, 2, "pages")
        assert manifest["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert file.stat().st_mode & 0o077 == 0

    def test_has_no_formulas(self, knows, export, file):
        kept = knows("2026-11-26 10:00:00.0")
        kept.moments[0][1]["client_reference"] = "=1+1"

        export("--service", kept.service_id)

        assert rows_in(file)[0]["client_reference"] == "'=1+1"

    def test_has_what_the_api_says_as_json(self, knows, export, file):
        kept = knows("2026-11-26 10:00:00.0")
        kept.moments[0][1]["client_reference"] = "=1+1"

        export("--service", kept.service_id, "--format", "jsonl")

        assert json.loads(file.read_text()) == {"service_id": kept.service_id, **kept.moments[0][1]}


class TestReport:
    @pytest.fixture
    def report(self, api, knows, estate_admin, own_files):
        """The API makes a report that is ready at the second look."""
        kept = knows()
        facts = a_report_request({"id": kept.service_id}, status="stored")
        path = f"/service/{kept.service_id}/report-request"
        api.answers("POST", path, {"data": facts}, status=201)
        api.answers("GET", f"{path}/{facts['id']}", {"data": facts})
        lines = ["Recipient,Reference,Template,Type,Sent by,Sent by email,Job,Status,Time,API key name"]
        lines += [f"+1,=r,Bins,sms,,,,Delivered,{day} 10:00:00,key" for day in ("2026-11-27", "2026-11-26")]
        reports.store(facts["id"], "\r\n".join([*lines, ""]).encode())
        return kept

    @pytest.fixture
    def estate_admin(self, api):
        admin = a_user(platform_admin=True)
        api.answers("GET", f"/user/{admin['id']}", {"data": admin})
        return admin

    def test_becomes_rows_of_the_days_that_were_asked_for(self, api, report, export, file, estate_admin):
        who = ("--as-user", estate_admin["id"])

        ended = export("--service", report.service_id, "--type", "sms", "--report-request", *who)

        asked = api.asked_to("POST", f"/service/{report.service_id}/report-request")
        assert ended.status == 0
        assert [(row["created_at"], row["client_reference"]) for row in rows_in(file)] == [
            ("2026-11-26 10:00:00", "'=r")
        ]
        assert [request.body["user_id"] for request in asked] == [estate_admin["id"]]

    def test_is_taken_for_more_messages_than_pages_are_for(self, api, report, export, estate_admin):
        count = {"notifications_sent_count": 250_001}
        api.answers("GET", f"/service/{report.service_id}/notifications/count", count)

        ended = export("--service", report.service_id, "--type", "sms", "--as-user", estate_admin["id"])

        assert ended.rows[0]["by"] == "report"

    def test_that_fails_is_said(self, api, report, export, estate_admin):
        path = f"/service/{report.service_id}/report-request"
        facts = a_report_request({"id": report.service_id}, status="failed")
        api.answers("POST", path, {"data": facts}, status=201)
        api.answers("GET", f"{path}/{facts['id']}", {"data": facts})
        who = ("--as-user", estate_admin["id"])

        ended = export("--service", report.service_id, "--type", "sms", "--report-request", *who)

        assert ended.status == 1
        assert "could not make the report" in ended.messages


class TestInput:
    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--all", "--status", "lost"], "--status lost: none of sending, delivered, failed"),
            (["--all", "--to", "2026-11-01"], "--to is before --from"),
            (["--all", "--report-request"], "needs --service and one --type"),
            (["--service", an_id(), "--type", "sms", "--report-request"], "needs --as-user"),
        ],
    )
    def test_says_what_is_wrong(self, export, arguments, complaint):
        ended = export(*arguments)

        assert ended.status == 2
        assert complaint in ended.messages


class TestSandbox:
    def test_has_what_a_real_api_keeps(self, sandbox, at_sandbox, file, monkeypatch):
        monkeypatch.setattr(messages, "PAGE_SIZE", 100)
        service_id = sandbox.service("boat_licences")["id"]
        days = ("--from", "2020-01-01", "--to", "2099-12-31")

        ended = at_sandbox("export_activity", "--service", service_id, *days, "--file", str(file))

        kept = notification_api_client.get_notifications_for_service_for_csv(service_id, page_size=5_000)
        assert ended.status == 0
        assert ids_in(file) == [message["id"] for message in kept["notifications"]]
        assert len(ids_in(file)) > 500
