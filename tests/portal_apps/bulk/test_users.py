"""bulk_users, against a sandbox whose own state is the judge."""

import pytest

from gateway import acting_as, bypassed, user_api_client
from portal_apps.bulk.operation import Change, Row
from portal_apps.bulk.operations import accounts, memberships, people
from portal_apps.bulk.operations.people import People
from portal_apps.bulk.runs import runs
from portal_apps.users.models import User
from tests.builders import a_user, an_id


@pytest.fixture
def service(sandbox, at_sandbox):
    """Its id."""
    return str(sandbox.service("boat_licences")["id"])


@pytest.fixture
def person(sandbox, at_sandbox):
    """`person("manager")`: as the API knows them now."""

    def read(key):
        with bypassed():
            return User.from_id(str(sandbox.person(key)["id"]))

    return read


@pytest.fixture
def newcomer(at_sandbox):
    """`newcomer("ben")`: the address of somebody with an account and no team."""

    def made(name):
        address = f"{name}@rivers-harbours.gov.uk"
        facts = user_api_client.register_user(name, address, "07700900999", "six-slow-otters-5", "sms_auth")
        user_api_client.activate_user(facts["id"])
        return address

    return made


def account(address):
    return User.from_email_address_or_none(address)


class TestTeams:
    def test_a_dry_run_writes_nothing(self, at_sandbox, service, table, newcomer):
        dry = newcomer("dry")
        file = table("email,action,service_id,permissions", f"{dry},add,{service},send_messages")

        ended = at_sandbox("bulk_users", "--file", file)

        assert (ended.status, ended.states) == (0, ["planned"])
        assert ended.rows[0]["before"]["permissions"] is None
        assert account(dry).service_ids == frozenset()

    def test_adds_once_and_takes_out_again(self, at_sandbox, service, table, newcomer):
        ann = newcomer("ann")
        file = table("email,action,service_id,permissions", f"{ann},add,{service},send_messages")

        first = at_sandbox("bulk_users", "--file", file, apply=True)
        added = account(ann).permissions_in(service)
        second = at_sandbox("bulk_users", "--file", file, apply=True)
        undone = at_sandbox("bulk_undo", runs()[1].name, apply=True)

        assert (first.states, second.states, undone.states) == (["done"], ["unchanged"], ["undone"])
        assert added == {"send_messages"}
        assert account(ann).service_ids == frozenset()

    def test_changes_permissions_and_gives_them_back(self, at_sandbox, service, table, newcomer):
        cleo = newcomer("cleo")
        # Somebody who may send texts and nothing else: pages have no name for that.
        user_api_client.add_user_to_service(service, account(cleo).id, ["send_texts", "view_activity"], [])
        file = table(
            "email,action,service_id,permissions", f"{cleo},set-permissions,{service},manage_templates"
        )

        done = at_sandbox("bulk_users", "--file", file, apply=True)
        changed = account(cleo).facts["permissions"][service]
        undone = at_sandbox("bulk_undo", "latest", apply=True)

        assert done.rows[0]["before"] == {"permissions": ["send_texts", "view_activity"]}
        assert changed == ["manage_templates"]
        assert undone.states == ["undone"]
        assert sorted(account(cleo).facts["permissions"][service]) == ["send_texts", "view_activity"]

    def test_takes_out_and_brings_back_with_folders(self, at_sandbox, service, table, newcomer):
        dora = newcomer("dora")
        file = table("email,action,service_id,permissions", f"{dora},add,{service},none")
        at_sandbox("bulk_users", "--file", file, apply=True)
        removal = table("email,action,service_id", f"{dora},remove,{service}")

        done = at_sandbox("bulk_users", "--file", removal, apply=True)
        gone = account(dora).service_ids
        undone = at_sandbox("bulk_undo", "latest", apply=True)
        again = at_sandbox("bulk_users", "--file", removal)

        assert (done.states, undone.states) == (["done"], ["undone"])
        assert gone == frozenset()
        assert again.rows[0]["before"] == done.rows[0]["before"]
        assert len(done.rows[0]["before"]["folders"]) > 1

    def test_leaves_a_service_somebody_who_manages_it(self, at_sandbox, sandbox, person, table):
        library = str(sandbox.service("library_loans")["id"])
        file = table("user_id,action,service_id", f"{person('council_manager').id},remove,{library}")

        ended = at_sandbox("bulk_users", "--file", file, apply=True)

        assert (ended.status, ended.states) == (1, ["failed"])
        assert ended.rows[0]["reason"] == memberships.LAST_MANAGER
        assert library in person("council_manager").service_ids

    def test_says_why_the_api_keeps_a_manager(self, at_sandbox, sandbox, person, table):
        harbour = str(sandbox.service("harbour_notices")["id"])
        keys = ("manager", "second_manager")
        file = table(
            "user_id,action,service_id,permissions",
            *[f"{person(key).id},set-permissions,{harbour},none" for key in keys],
        )

        ended = at_sandbox("bulk_users", "--file", file, apply=True)

        assert ended.states == ["failed", "failed"]
        assert ended.rows[0]["reason"].startswith("This service needs at least 2 team members")
        assert all("manage_service" in person(key).permissions_in(harbour) for key in keys)

    def test_says_who_cannot_be_added_or_changed(self, at_sandbox, sandbox, service, person, table, newcomer):
        ewa, archived = newcomer("ewa"), sandbox.service("flood_wardens")["id"]
        file = table(
            "email,action,service_id,permissions",
            f"nobody@example.gov.uk,add,{service},none",
            f"{ewa},set-permissions,{service},none",
            f"{ewa},add,{archived},none",
            f"{person('manager').email_address},add,{service},none",
        )

        ended = at_sandbox("bulk_users", "--file", file)

        assert [row["reason"] for row in ended.rows] == [
            people.NOBODY,
            memberships.NO_MEMBER,
            "The service is archived",
            memberships.IS_MEMBER,
        ]


class TestAccounts:
    def test_changes_how_somebody_signs_in_and_back(self, at_sandbox, table, newcomer):
        finn = newcomer("finn")
        file = table("email,action,auth_type", f"{finn},change-auth,email_auth")

        done = at_sandbox("bulk_users", "--file", file, apply=True)
        changed = account(finn).auth_type
        undone = at_sandbox("bulk_undo", "latest", apply=True)

        assert (done.states, undone.states) == (["done"], ["undone"])
        assert (changed, account(finn).auth_type) == ("email_auth", "sms_auth")

    def test_weakens_no_platform_admin(self, at_sandbox, person, table):
        file = table(
            "email,action,auth_type", f"{person('platform_admin').email_address},change-auth,email_auth"
        )

        ended = at_sandbox("bulk_users", "--file", file)

        assert ended.rows[0]["reason"] == accounts.PROTECTED

    def test_archives_what_was_said_twice_and_confirmed_twice(self, at_sandbox, table, newcomer):
        gus = newcomer("gus")
        user_id = account(gus).id
        file = table("user_id,email,action", f"{user_id},{gus},archive")
        names = ("bulk_users", "--file", file, "--yes-archive")

        without = at_sandbox("bulk_users", "--file", file)
        plan = at_sandbox(*names)
        unseen = at_sandbox(*names, apply=True)
        done = at_sandbox(*names, "--expect", plan.digest, apply=True)
        undone = at_sandbox("bulk_undo", "latest", apply=True)
        again = at_sandbox(*names)

        assert (without.status, unseen.status) == (2, 2)
        assert "archive cannot be undone: it needs --yes-archive" in without.messages
        assert (done.status, done.states, again.states) == (0, ["done"], ["unchanged"])
        assert undone.rows[0]["reason"] == accounts.GONE_FOR_GOOD
        assert User.from_id(user_id).is_archived
        assert gus not in done.out

    def test_archives_nobody_with_another_address(self, at_sandbox, person, table):
        file = table("user_id,email,action", f"{person('manager').id},somebody@example.gov.uk,archive")

        ended = at_sandbox("bulk_users", "--file", file, "--yes-archive")

        assert ended.rows[0]["reason"] == people.NOT_THE_SAME

    def test_says_whom_a_service_cannot_do_without(self, at_sandbox, person, table):
        council = person("council_manager")
        file = table("user_id,email,action", f"{council.id},{council.email_address},archive")
        names = ("bulk_users", "--file", file, "--yes-archive")

        ended = at_sandbox(*names, "--expect", at_sandbox(*names).digest, apply=True)

        assert ended.rows[0]["reason"] == accounts.NEEDED

    def test_leaves_the_account_that_acts(self, at_sandbox, person, table):
        admin = person("platform_admin")
        file = table("user_id,email,action", f"{admin.id},{admin.email_address},archive")
        names = ("bulk_users", "--file", file, "--yes-archive")

        ended = at_sandbox(*names, "--expect", at_sandbox(*names).digest, apply=True)

        assert ended.rows[0]["reason"] == people.YOUR_OWN
        assert person("platform_admin").is_active


class TestInput:
    def test_is_checked_whole_before_anything(self, at_sandbox, table):
        file = table(
            "email,user_id,action,service_id,auth_type",
            "a@example.gov.uk,,add,,",
            "a@example.gov.uk,,promote,,",
            ",,change-auth,,email_auth",
            "a@example.gov.uk,,change-auth,,webauthn_auth",
        )

        ended = at_sandbox("bulk_users", "--file", file, apply=True)

        assert ended.status == 2
        assert "row 2, service_id: is missing, and add needs it" in ended.messages
        assert "row 2, permissions: is missing, and add needs it" in ended.messages
        assert "row 3, action: is none of add, remove" in ended.messages
        assert "row 4, email: is missing, and so is user_id" in ended.messages
        assert "row 5, auth_type: is none of sms_auth, email_auth" in ended.messages
        assert "5 complaints" in ended.messages


class TestAuditTrail:
    @pytest.mark.parametrize(
        ("action", "before", "after", "expected"),
        [
            (
                "add",
                {"permissions": None},
                {"permissions": ["view_activity"]},
                ("add_user_to_service", {"invited_by_id": "admin", "ui_permissions": ["view_activity"]}),
            ),
            (
                "remove",
                {"permissions": ["view_activity"]},
                {"permissions": None},
                ("remove_user_from_service", {"removed_by_id": "admin"}),
            ),
            (
                "set-permissions",
                {"permissions": ["send_texts"]},
                {"permissions": ["manage_templates"]},
                (
                    "set_user_permissions",
                    {
                        "set_by_id": "admin",
                        "original_ui_permissions": [],
                        "new_ui_permissions": ["manage_templates"],
                    },
                ),
            ),
            (
                "change-auth",
                {"auth_type": "sms_auth"},
                {"auth_type": "email_auth"},
                (
                    "update_user_auth_type",
                    {
                        "updated_by_id": "admin",
                        "original_auth_type": "sms_auth",
                        "new_auth_type": "email_auth",
                    },
                ),
            ),
            (
                "archive",
                {"account": "active"},
                {"account": "inactive"},
                ("archive_user", {"archived_by_id": "admin", "user_email_address": "ida@example.gov.uk"}),
            ),
        ],
    )
    def test_has_what_the_pages_write(self, api, action, before, after, expected):
        ida, service_id = a_user(), an_id()
        api.answers("GET", f"/user/{ida['id']}", {"data": ida})
        api.answers("POST", "/events", {"data": {}}, status=201)
        values = {"user_id": ida["id"], "email": "ida@example.gov.uk", "service_id": service_id}

        with acting_as("admin"):
            People().audit(Row(2, {**values, "action": action}), Change(before, after))

        (event,) = api.asked_to("POST", "/events")
        kind, facts = expected
        place = {} if "auth" in kind or kind == "archive_user" else {"service_id": service_id}
        assert event.body == {"event_type": kind, "data": {"user_id": ida["id"], **place, **facts}}

    def test_has_nothing_of_folders(self, api):
        ida = a_user()
        api.answers("GET", f"/user/{ida['id']}", {"data": ida})
        row = Row(2, {"user_id": ida["id"], "service_id": an_id(), "action": "set-permissions"})

        People().audit(row, Change({"folders": []}, {"folders": [an_id()]}))

        assert api.writes == []
