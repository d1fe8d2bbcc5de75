"""The invented world, and the process that serves it."""

import re
import subprocess
import sys
from collections import Counter
from http.client import HTTPConnection

import pytest
import requests

from tests.sandbox.caller import TIMEOUT
from tests.sandbox_process import ROOT, SandboxProcess

pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def templates(api, services):
    """The JSON of every template of every service."""
    return [
        api.data(f"/service/{service}/template/{row['id']}")
        for service in services.values()
        for row in api.data(f"/service/{service}/template")
    ]


class TestPeople:
    def test_one_for_each_way_of_being_somebody(self, people):
        assert len(people) == 12
        assert people["platform_admin"]["platform_admin"] is True
        assert people["email_link"]["auth_type"] == "email_auth"
        assert (people["pending"]["state"], people["archived"]["state"]) == ("pending", "inactive")

    def test_everybody_active_has_the_documented_password(self, api, sandbox, people):
        for person in people.values():
            if person["state"] != "inactive":
                body = {"password": sandbox.world()["password"]}
                assert api.post(f"/user/{person['id']}/verify/password", body).status_code == 204

    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("viewer", {"view_activity"}),
            ("sender", {"send_texts", "send_emails", "send_letters"}),
            ("template_editor", {"manage_templates"}),
        ],
    )
    def test_what_they_may_do(self, api, people, services, key, expected):
        user = api.data(f"/user/{people[key]['id']}")

        assert set(user["permissions"][services["boat_licences"]]) == expected

    def test_the_template_editor_sees_one_branch_of_folders(self, api, people, services):
        folders = api.get(f"/service/{services['boat_licences']}/template-folder").json()["template_folders"]
        editor = people["template_editor"]["id"]

        assert {row["name"] for row in folders if editor in row["users_with_permission"]} == {
            "Payments",
            "Refunds",
        }


class TestServices:
    def test_eight_and_an_archived_one(self, api, services):
        listed = [row for row in api.data("/service") if row["id"] in services.values()]
        found = Counter((row["active"], row["restricted"]) for row in listed)

        assert found == {(True, False): 5, (True, True): 3, (False, True): 1}

    def test_and_one_of_notifys_own(self, api, services):
        [other] = [row for row in api.data("/service") if row["id"] not in services.values()]

        assert other["name"] == "Notify"

    def test_organisations_of_different_kinds(self, api):
        kinds = {row["organisation_type"] for row in api.get("/organisations").json()}

        assert kinds == {"central", "local", "nhs_local"}

    def test_one_waits_to_go_live(self, api, services):
        assert api.data(f"/service/{services['moorings']}")["has_active_go_live_request"] is True


class TestTemplates:
    def test_sixty_of_three_channels(self, templates):
        kinds = Counter(row["template_type"] for row in templates)

        assert sum(kinds.values()) == 60
        assert min(kinds["email"], kinds["sms"], kinds["letter"]) > 5

    def test_they_use_the_whole_language(self, templates):
        content = "\n".join(row["content"] for row in templates)

        for pattern in (r"\(\(\w", r"\?\?", r"^# ", r"^\* ", r"^\^ ", r"^1\. ", r"^---"):
            assert re.search(pattern, content, re.MULTILINE), pattern

    def test_emails_and_letters_have_subjects_and_texts_have_none(self, templates):
        assert all((row["subject"] is None) == (row["template_type"] == "sms") for row in templates)

    def test_some_have_a_past_by_different_people(self, api, templates):
        old = [row for row in templates if row["version"] > 1]
        versions = api.data(f"/service/{old[0]['service']}/template/{old[0]['id']}/versions")

        assert len(old) == 6
        assert len({row["created_by"]["name"] for row in versions}) > 1
        assert len({row["content"] for row in versions}) == len(versions)


class TestMessages:
    def test_two_thousand_in_seven_days(self, api, services):
        counts = [
            api.get(f"/service/{service}/notifications/count", limit_days=7).json()[
                "notifications_sent_count"
            ]
            for service in services.values()
        ]

        assert sum(counts) == 2000

    def test_every_placeholder_has_a_value(self, api, services):
        path = f"/service/{services['outpatients']}/notifications"
        rows = api.get(path, page_size=500).json()["notifications"]

        for row in rows:
            names = re.findall(r"\(\(([^?)]+)", row["template"]["content"])
            assert set(names) <= set(row["personalisation"]), row["template"]["name"]


class TestReset:
    def test_brings_the_same_world_back_while_it_runs(self, api, sandbox, people, services):
        before = api.data(f"/service/{services['moorings']}")
        api.post(f"/service/{services['moorings']}", {"name": "Spoilt"})
        sandbox.reset()
        after = api.data(f"/service/{services['moorings']}")

        assert (after["name"], after["id"]) == (before["name"], before["id"])
        assert (
            api.data(f"/user/{people['manager']['id']}")["email_address"]
            == people["manager"]["email_address"]
        )
        assert sandbox.outbox() == []


class TestProcess:
    def test_after_an_outage_it_is_where_it_was(self, seeded):
        with SandboxProcess(seeded) as sandbox:
            address = sandbox.url
            sandbox.stop()
            with pytest.raises(requests.ConnectionError):
                requests.get(f"{address}/_status", timeout=TIMEOUT)
            sandbox.start()

            assert sandbox.url == address
            assert requests.get(f"{address}/_status", timeout=TIMEOUT).ok

    def test_connections_are_kept_open(self, sandbox):
        connection = HTTPConnection("127.0.0.1", sandbox.port, timeout=TIMEOUT)
        sockets = []
        for _ in range(2):
            connection.request("GET", "/_status")
            connection.getresponse().read()
            sockets.append(connection.sock)
        connection.close()

        assert sockets[0] is not None
        assert sockets[0] is sockets[1]

    def test_models_and_migrations_agree(self):
        environ = {"DJANGO_SETTINGS_MODULE": "sandbox.settings", "PATH": ""}
        command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)

        assert done.returncode == 0, done.stdout
