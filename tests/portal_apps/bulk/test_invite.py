"""bulk_invite, against a sandbox whose own state is the judge."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from gateway import invite_api_client, org_invite_api_client
from portal_apps.bulk.runs import runs
from portal_apps.team import models
from tests.portal_apps.bulk.gate import AFTER, Hold, gate_to

SECONDS = 60
ACCEPTED = "The invitation was accepted"


@pytest.fixture
def people(table):
    """`people("ada", "ben,view_activity", columns="permissions")`: the file, each with an address of their own."""

    def file(*rows, columns=""):
        lines = [
            ",".join([f"{row.partition(',')[0]}@rivers.test.gov.uk", *row.split(",")[1:]]) for row in rows
        ]
        return table(",".join(filter(None, ["email", columns])), *lines)

    return file


@pytest.fixture
def service(sandbox, at_sandbox):
    """Its id."""
    return str(sandbox.service("boat_licences")["id"])


def invitations(service_id, name):
    """What there is for this address, by their state."""
    return [one["status"] for one in invitations_to(service_id, name)]


def invitations_to(service_id, name):
    found = invite_api_client.get_invites_for_service(service_id)
    return [one for one in found if one["email_address"] == f"{name}@rivers.test.gov.uk"]


class TestInvite:
    def test_a_dry_run_sends_nothing(self, at_sandbox, service, people):
        file = people("dry")

        ended = at_sandbox("bulk_invite", "--service", service, "--permissions", "none", "--file", file)

        assert (ended.status, ended.states) == (0, ["planned"])
        assert invitations(service, "dry") == []

    def test_sends_what_the_row_says_once(self, at_sandbox, sandbox, service, people):
        names = ("bulk_invite", "--permissions", "view_activity", "--file")
        file = people(
            f"one,{service},manage_service;send_messages", f"two,{service},", columns="service_id,permissions"
        )

        first = at_sandbox(*names, file, apply=True)
        second = at_sandbox(*names, file, apply=True)

        assert (first.status, first.states) == (0, ["done", "done"])
        assert (second.status, second.states) == (0, ["skipped", "skipped"])
        assert {row["reason"] for row in second.rows} == {"Has an invitation already"}
        offered = [row["after"]["permissions"] for row in first.rows]
        assert offered == [["manage_service", "send_messages"], ["view_activity"]]
        assert len(sandbox.outbox("one@rivers.test.gov.uk")) == 1

    def test_skips_members(self, at_sandbox, sandbox, service, table):
        file = table("email", sandbox.person("manager")["email_address"].upper())

        ended = at_sandbox(
            "bulk_invite", "--service", service, "--permissions", "none", "--file", file, apply=True
        )

        assert (ended.status, ended.states) == (0, ["skipped"])
        assert ended.rows[0]["reason"] == "Is a member already"

    def test_replaces_an_invitation_that_has_expired(self, at_sandbox, service, people, monkeypatch):
        names = ("bulk_invite", "--service", service, "--permissions", "none", "--file", people("late"))
        at_sandbox(*names, apply=True)
        monkeypatch.setattr(models, "INVITATION_LIFETIME", timedelta())

        ended = at_sandbox(*names, apply=True)

        assert ended.states == ["done"]
        assert sorted(invitations(service, "late")) == ["cancelled", "pending"]

    def test_says_what_nobody_can_be_invited_with(self, at_sandbox, sandbox, service, people):
        archived = sandbox.service("flood_wardens")["id"]
        file = people(
            f"a,{archived},,",
            f"b,{service},email_auth,",
            f"c,{service},,Nowhere / At all",
            columns="service_id,auth_type,folders",
        )

        ended = at_sandbox("bulk_invite", "--permissions", "none", "--file", file)

        assert ended.status == 1
        assert [row["reason"] for row in ended.rows] == [
            "The service is archived",
            "The service does not let people sign in by email link",
            "The service has no folder Nowhere / At all",
        ]

    def test_reports_every_bad_row_before_anything(self, at_sandbox, table):
        file = table("email,permissions", "ada,all", "ben@example.gov.uk,", ",none")

        ended = at_sandbox("bulk_invite", "--file", file, apply=True)

        assert ended.status == 2
        assert "row 2, email: is not an email address" in ended.messages
        assert "row 2, permissions: is none of view_activity" in ended.messages
        assert "row 3, permissions: is missing" in ended.messages
        assert "row 3, service_id: is missing" in ended.messages
        assert "row 4, email: is missing" in ended.messages

    @pytest.mark.parametrize(
        ("options", "complaint"),
        [
            (["--service", "boats"], "--service boats: is not an id"),
            (["--permissions", "everything"], "--permissions everything: is none of"),
            (
                ["--org", "7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11", "--auth", "sms_auth"],
                "not for organisations",
            ),
        ],
    )
    def test_refuses_options_it_does_not_understand(self, at_sandbox, people, options, complaint):
        ended = at_sandbox("bulk_invite", *options, "--file", people("x"))

        assert ended.status == 2
        assert complaint in ended.messages


class TestFolders:
    def test_are_all_unless_some_are_named(self, at_sandbox, service, people):
        file = people("every,", "none,none", columns="folders")

        ended = at_sandbox("bulk_invite", "--service", service, "--permissions", "none", "--file", file)

        every, none = [row["after"]["folders"] for row in ended.rows]
        assert len(every) > 1
        assert none == []


class TestUndo:
    def test_cancels_the_invitations_of_the_run(self, at_sandbox, service, people):
        names = (
            "bulk_invite",
            "--service",
            service,
            "--permissions",
            "none",
            "--file",
            people("back", "joined"),
        )
        at_sandbox(*names, apply=True)
        (joined,) = invitations_to(service, "joined")
        invite_api_client.accept_invite(service, joined["id"])

        ended = at_sandbox("bulk_undo", "latest", apply=True)

        assert (ended.status, ended.states) == (1, ["undone", "done"])
        assert ended.rows[1]["reason"].startswith(ACCEPTED)
        assert invitations(service, "back") == ["cancelled"]
        assert invitations(service, "joined") == ["accepted"]

    def test_needs_no_address(self, at_sandbox, service, people):
        at_sandbox(
            "bulk_invite",
            "--service",
            service,
            "--permissions",
            "none",
            "--file",
            people("secret"),
            apply=True,
        )

        journal = runs()[0].path.read_bytes()
        undone = at_sandbox("bulk_undo", "latest", apply=True)

        assert b"secret@" not in journal
        assert "secret@" not in undone.out
        assert undone.states == ["undone"]


class TestKilled:
    @pytest.fixture
    def killed(self, started, sandbox, service, people):
        """`killed("ben", ...)`: when the first invitation has landed and nobody knows; and the same command again."""

        @contextmanager
        def kill(*names):
            command = ("bulk_invite", "--service", service, "--permissions", "none", "--file", people(*names))
            with gate_to(sandbox.url, Hold("POST", rf"/service/{service}/invite", 1, AFTER)) as gate:
                process = started(gate, *command)
                assert gate.reached.wait(SECONDS), process.communicate()[1]
                process.kill()
                process.wait()
                gate.gone.set()
                yield lambda: started(gate, *command)

        return kill

    def test_invites_nobody_twice(self, killed, at_sandbox, service):
        with killed("k1", "k2") as again:
            process = again()
            _, messages = process.communicate(timeout=SECONDS)

        assert process.returncode == 0, messages
        assert [invitations(service, name) for name in ("k1", "k2")] == [["pending"]] * 2
        assert at_sandbox("bulk_undo", "latest", apply=True).states == ["undone"] * 2
        assert invitations(service, "k1") == ["cancelled"]

    def test_can_be_taken_back_at_once(self, killed, at_sandbox, service):
        with killed("u1"):
            ended = at_sandbox("bulk_undo", "latest", apply=True)

        assert ended.states == ["undone"]
        assert invitations(service, "u1") == ["cancelled"]


class TestOrganisation:
    @pytest.fixture
    def rivers(self, sandbox):
        return str(next(one["id"] for one in sandbox.world()["organisations"] if "Rivers" in one["name"]))

    def test_invites_and_takes_back(self, at_sandbox, rivers, people):
        names = ("bulk_invite", "--org", rivers, "--file")
        file = people("plain,", "maker,can_make_services_live", columns="permissions")

        done = at_sandbox(*names, file, apply=True)
        again = at_sandbox(*names, file, apply=True)
        found = org_invite_api_client.get_invites_for_organisation(rivers)
        undone = at_sandbox("bulk_undo", runs()[1].name, apply=True)

        assert (done.states, again.states, undone.states) == (["done"] * 2, ["skipped"] * 2, ["undone"] * 2)
        offered = {one["email_address"].partition("@")[0]: one["permissions"] for one in found}
        assert offered["plain"] == []
        assert offered["maker"] == ["can_make_services_live"]
        after = org_invite_api_client.get_invites_for_organisation(rivers)
        assert {one["status"] for one in after if "@rivers.test" in one["email_address"]} == {"cancelled"}

    def test_gives_no_permission_that_the_organisation_has_not(self, at_sandbox, sandbox, people):
        council = next(one["id"] for one in sandbox.world()["organisations"] if "Meadowbridge" in one["name"])
        file = people("maker,can_make_services_live", columns="permissions")

        ended = at_sandbox("bulk_invite", "--org", str(council), "--file", file)

        assert ended.rows[0]["reason"] == "The organisation does not make its services live by itself"
