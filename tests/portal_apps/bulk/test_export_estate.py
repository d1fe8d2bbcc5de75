"""export_estate: what is in the files, and what a second run of the same command does."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from gateway import admin_api_client, organisations_client, service_api_client, user_api_client
from portal_apps.bulk.exports.estate import InOrder
from tests.builders import a_service, an_error, an_organisation

KINDS = ["services", "users", "orgs", "keys", "senders"]


def rows_of(folder: Path, kind: str) -> list[dict]:
    with (folder / f"{kind}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def manifest_of(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text())


@pytest.fixture
def target(tmp_path):
    return tmp_path / "estate"


@pytest.fixture
def export(run, target, quick):
    """`export("--orgs")`"""
    return lambda *arguments: run("export_estate", "--folder", str(target), *arguments)


@pytest.fixture
def knows(api):
    """The API lists these organisations, and knows each of them but those that are `broken`."""

    def known(*organisations, broken=()):
        api.answers("GET", "/organisations", list(organisations))
        for organisation in organisations:
            path = f"/organisations/{organisation['id']}"
            if organisation in broken:
                api.answers("GET", path, an_error("no"), status=500)
            else:
                api.answers("GET", path, organisation)
        return api

    return known


class TestWholeEstate:
    @pytest.fixture
    def exported(self, sandbox, at_sandbox, target):
        return at_sandbox("export_estate", "--folder", str(target))

    def test_has_everything_of_every_kind(self, sandbox, exported, target):
        services = service_api_client.get_services()["data"]
        senders = [
            sender["sms_sender"]
            for service in services
            for sender in service_api_client.get_sms_senders(service["id"])
        ]
        texts = [row["sender"] for row in rows_of(target, "senders") if row["channel"] == "sms"]

        assert (exported.status, [row["kind"] for row in exported.rows]) == (0, KINDS)
        assert [row["id"] for row in rows_of(target, "services")] == [service["id"] for service in services]
        assert rows_of(target, "services")[0]["permissions"] == " ".join(services[0]["permissions"])
        assert [row["id"] for row in rows_of(target, "orgs")] == [
            organisation["id"] for organisation in organisations_client.get_organisations()
        ]
        assert texts == senders != []
        assert {row["service_id"] for row in rows_of(target, "keys")} < {row["id"] for row in services}

    def test_has_people_with_what_they_belong_to(self, sandbox, exported, target):
        person = user_api_client.get_user(sandbox.person("platform_admin")["id"])

        row = next(row for row in rows_of(target, "users") if row["id"] == person["id"])

        assert (row["email_address"], row["platform_admin"]) == (person["email_address"], "yes")
        assert set(row["services"].split()) == set(person["services"])

    def test_has_everybody_once(self, sandbox, exported, target):
        """However the API takes the days that people are asked for by."""
        people = admin_api_client.fetch_users_list(created_from_date="2000-01-01")["data"]

        found = [row["id"] for row in rows_of(target, "users")]

        assert sorted(found) == sorted(person["id"] for person in people)

    def test_says_in_the_manifest_what_was_written(self, exported, target):
        for kind, facts in manifest_of(target)["kinds"].items():
            content = (target / facts["file"]).read_bytes()
            rows = rows_of(target, kind)

            assert facts["sha256"] == hashlib.sha256(content).hexdigest()
            assert facts["rows"] == len(rows) > 0
            assert {facts["snapshot_from"] <= row["snapshot_at"] <= facts["snapshot_to"] for row in rows} == {
                True
            }

    def test_lets_nobody_else_read_it(self, exported, target):
        assert {path.stat().st_mode & 0o077 for path in (target, *target.iterdir())} == {0}

    def test_has_the_usage_of_a_year_on_its_own(self, at_sandbox, target):
        ended = at_sandbox("export_estate", "--folder", str(target), "--usage", "2026", "--rate", "500")

        assert [row["kind"] for row in ended.rows] == ["usage-2026"]
        assert {row["year"] for row in rows_of(target, "usage-2026")} == {"2026"}


class TestPeople:
    @pytest.fixture
    def joined(self, api):
        """The API has people who came at these moments, and gives them whatever days it is asked for."""

        def known(*moments):
            people = [{"id": moment, "created_at": moment, "services": []} for moment in moments]
            api.answers("POST", "/platform-admin/users-list", {"data": people})

        return known

    def test_are_in_the_month_in_which_they_came_and_in_no_other(self, joined, export, target):
        moments = [
            "2013-05-01T00:00:00.000000Z",
            "2015-12-31T23:59:59.999999Z",
            "2016-01-01T00:00:00.000000Z",
            "2026-03-31T23:30:00.000000Z",
        ]
        joined(*moments)

        ended = export("--users", "--workers", "1")

        assert ended.status == 0
        assert [row["id"] for row in rows_of(target, "users")] == moments

    def test_are_asked_for_by_the_month(self, joined, api, export):
        joined()

        export("--users", "--workers", "1")

        asked = [one.body for one in api.asked_to("POST", "/platform-admin/users-list")]
        days = [(body["created_start"], body["created_end"]) for body in asked]
        assert days[:2] == [("2000-01-01", "2016-01-01"), ("2015-12-31", "2016-02-01")]


class TestAgain:
    def test_leaves_the_kinds_that_are_there(self, knows, export, target):
        organisation = an_organisation()
        api = knows(organisation)
        export("--orgs")
        before = manifest_of(target)
        asked = len(api.asked)

        ended = export("--orgs")

        assert (ended.status, len(api.asked), manifest_of(target)) == (0, asked, before)
        assert "orgs: there already" in ended.messages

    def test_reads_anew_what_is_not_what_was_written(self, knows, export, target):
        organisation = an_organisation(name="Meadowbridge")
        knows(organisation)
        export("--orgs")
        (target / "orgs.csv").write_text("cut")

        ended = export("--orgs")

        assert ended.status == 0
        assert [row["name"] for row in rows_of(target, "orgs")] == ["Meadowbridge"]

    def test_asks_again_about_what_was_left_out(self, knows, export, target):
        one, other = an_organisation(), an_organisation()
        knows(one, other, broken=[one])
        first = export("--orgs")
        left_out = manifest_of(target)["kinds"]["orgs"]["left_out"]
        knows(one, other)

        second = export("--orgs")

        assert (first.status, second.status) == (1, 0)
        assert [row["id"] for row in left_out] == [one["id"]]
        assert [row["id"] for row in rows_of(target, "orgs")] == [one["id"], other["id"]]

    def test_gives_a_file_its_name_only_when_it_is_whole(self, api, export, target):
        api.is_down()

        ended = export("--orgs", "--patience", "0.05")

        assert ended.status == 3
        assert not (target / "orgs.csv").exists()

    def test_mixes_no_two_apis(self, knows, export, settings):
        knows(an_organisation())
        export("--orgs")
        settings.API_HOST_NAME = "http://another-api.test"

        ended = export("--orgs")

        assert ended.status == 2
        assert "choose another folder" in ended.messages


class TestFiles:
    def test_have_no_formulas(self, api, export, target):
        api.answers("GET", "/service", {"data": [a_service(name="=1+1", notes=None)]})

        export("--services")

        row = rows_of(target, "services")[0]
        assert (row["name"], row["notes"]) == ("'=1+1", "")

    def test_are_in_the_order_of_the_list_whoever_is_quicker(self):
        put = []
        in_order = InOrder(put.append)

        for number in (2, 0, 3, 1):
            in_order.bring(number, number)

        assert put == [0, 1, 2, 3]

    def test_that_cannot_be_written_end_the_command(self, export, target):
        target.write_text("a file")

        ended = export("--orgs")

        assert ended.status == 1
        assert "cannot be used" in ended.messages

    def test_are_not_made_where_the_api_refuses_the_list(self, api, export, target):
        api.answers("GET", "/service", an_error("no"), status=500)

        ended = export("--services")

        assert ended.status == 1
        assert "services: the API says: 500" in ended.messages
        assert not (target / "services.csv").exists()
