"""A command that is killed at every stage of a row, and others at their worst one: the sandbox's own state is the judge."""

import pytest

from gateway import (
    acting_as,
    api_key_api_client,
    bypassed,
    inbound_number_client,
    service_api_client,
    user_api_client,
)
from portal_apps.bulk.runs import runs
from portal_apps.bulk.states import RowState
from tests.portal_apps.bulk.gate import AFTER, BEFORE, Hold, gate_to

ONE_SERVICE = r"/service/[0-9a-f-]{36}"
SECONDS = 60
# With one worker: so many reads for the plan; then for each row a look, the write, and a look.
STAGES = {
    "while it reads which services there are": lambda _rows: Hold("GET", r"/service\?.*", 1, BEFORE),
    "while it makes the plan": lambda _rows: Hold("GET", ONE_SERVICE, 2, BEFORE),
    "while it looks before the first write": lambda rows: Hold("GET", ONE_SERVICE, rows + 1, AFTER),
    "when a write is on its way": lambda _rows: Hold("POST", ONE_SERVICE, 2, BEFORE),
    "when a write has landed and nobody knows": lambda _rows: Hold("POST", ONE_SERVICE, 2, AFTER),
    "while it reads a write back": lambda rows: Hold("GET", ONE_SERVICE, rows + 4, BEFORE),
    "when the last write has landed and nobody knows": lambda rows: Hold("POST", ONE_SERVICE, rows, AFTER),
}


@pytest.fixture
def estate(sandbox, folder, settings):
    """The ids of the live services of the sandbox, which this process may ask as well."""
    settings.API_HOST_NAME = sandbox.url
    services = service_api_client.get_active_services()["data"]
    return [service["id"] for service in services if not service["restricted"]]


def limits(estate):
    with bypassed():
        services = [service_api_client.get_service(service_id)["data"] for service_id in estate]
    return [service["sms_message_limit"] for service in services]


def times_written(estate, value):
    """How often each service got this limit, by the API's own history."""
    histories = [
        service_api_client.get_service_history(service_id)["service_history"] for service_id in estate
    ]
    return [sum(version["sms_message_limit"] == value for version in history) for history in histories]


def rows():
    """By service, what the newest journal says; nothing where there is none."""
    for run in runs()[:1]:
        with run.opened() as journal:
            return {entry.subject: entry.state for entry in journal.entries()}
    return {}


@pytest.mark.parametrize(("number", "stage"), list(enumerate(STAGES, 1)))
class TestKilled:
    def test_goes_on_without_doing_anything_twice(self, started, sandbox, estate, number, stage):
        value = 1_000 + number
        names = ("bulk_services", "--select", "live", "--set", f"sms_message_limit={value}")
        # The address of the API belongs to a run: the second one comes through the same gate.
        with gate_to(sandbox.url, STAGES[stage](len(estate))) as gate:
            process = started(gate, *names)
            assert gate.reached.wait(SECONDS), process.communicate()[1]
            process.kill()
            process.wait()
            gate.gone.set()
            self.check_the_journal(value)

            again = started(gate, *names)
            _, messages = again.communicate(timeout=SECONDS)

        assert again.returncode == 0, messages
        assert set(limits(estate)) == {value}
        assert times_written(estate, value) == [1] * len(estate)
        assert set(rows().values()) == {RowState.DONE}

    def check_the_journal(self, value):
        """What it says of a row is true of the API, at that moment."""
        for service_id, state in rows().items():
            landed = limits([service_id]) == [value]
            assert landed or state is not RowState.DONE
            assert not landed or state in (RowState.DONE, RowState.SENDING)


class TestKilledWhileUndoing:
    def test_goes_on_without_putting_anything_back_twice(self, started, sandbox, estate):
        before = limits(estate)
        hold = Hold("POST", ONE_SERVICE, len(estate) + 2, AFTER)
        with gate_to(sandbox.url, hold) as gate:
            done = started(gate, "bulk_services", "--select", "live", "--set", "sms_message_limit=2000")
            assert done.wait(SECONDS) == 0
            process = started(gate, "bulk_undo", "latest")
            assert gate.reached.wait(SECONDS), process.communicate()[1]
            process.kill()
            process.wait()
            gate.gone.set()
            between = rows()

            again = started(gate, "bulk_undo", "latest")
            _, messages = again.communicate(timeout=SECONDS)

        assert sorted(between.values())[-2:] == [RowState.UNDOING, RowState.UNDONE]
        assert again.returncode == 0, messages
        assert limits(estate) == before
        assert gate.passed["POST"] == 2 * len(estate)
        assert set(rows().values()) == {RowState.UNDONE}


@pytest.fixture
def killed_and_resumed(started, sandbox, run, settings):
    """`killed_and_resumed(hold, "bulk_users", ...)`: how often the held write was asked for, when all is done.

    With `digest` the plan is made first, and expected.
    """

    def ended(hold, *names, digest=False):
        with gate_to(sandbox.url, hold) as gate:
            if digest:
                settings.API_HOST_NAME = gate.url
                names = (*names, "--expect", run(*names).digest)
                settings.API_HOST_NAME = sandbox.url
            process = started(gate, *names)
            assert gate.reached.wait(SECONDS), process.communicate()[1]
            process.kill()
            process.wait()
            gate.gone.set()
            assert set(rows().values()) == {RowState.SENDING}

            again = started(gate, *names)
            _, messages = again.communicate(timeout=SECONDS)

        assert again.returncode == 0, messages
        assert set(rows().values()) == {RowState.DONE}
        return gate.seen

    return ended


class TestPeople:
    @pytest.fixture
    def service(self, sandbox, at_sandbox):
        return str(sandbox.service("boat_licences")["id"])

    @pytest.fixture
    def member(self, sandbox, service):
        """`member("ann")`: the id of somebody who may look at the service and do nothing."""

        def made(name):
            facts = user_api_client.register_user(
                name, f"{name}@rivers-harbours.gov.uk", "07700900999", "six-slow-otters-5", "sms_auth"
            )
            user_api_client.activate_user(facts["id"])
            with acting_as(sandbox.person("platform_admin")["id"]):
                user_api_client.add_user_to_service(service, facts["id"], ["view_activity"], [])
            return facts["id"]

        return made

    def permissions(self, user_id, service):
        with bypassed():
            return user_api_client.get_user(user_id)["permissions"].get(service)

    def test_get_their_permissions_once(self, killed_and_resumed, service, member, table):
        ann = member("killed-ann")
        file = table(
            "user_id,action,service_id,permissions", f"{ann},set-permissions,{service},manage_templates"
        )

        asked = killed_and_resumed(
            Hold("POST", rf"/user/{ann}/service/{service}/permission", 1, AFTER), "bulk_users", "--file", file
        )

        assert asked == 1
        assert self.permissions(ann, service) == ["manage_templates"]

    def test_are_taken_out_once(self, killed_and_resumed, service, member, table):
        ben = member("killed-ben")
        file = table("user_id,action,service_id", f"{ben},remove,{service}")

        asked = killed_and_resumed(
            Hold("DELETE", rf"/service/{service}/users/{ben}", 1, AFTER), "bulk_users", "--file", file
        )

        assert asked == 1
        assert self.permissions(ben, service) is None


class TestKeys:
    def keys(self, service_id):
        with bypassed():
            keys = api_key_api_client.get_api_keys(service_id)["apiKeys"]
        return {key["id"]: key["expiry_date"] for key in keys if key["name"].startswith("Left over")}

    def test_are_revoked_once_each(self, killed_and_resumed, sandbox, at_sandbox):
        library = str(sandbox.service("library_loans")["id"])
        with acting_as(sandbox.person("platform_admin")["id"]):
            for name in ("Left over", "Left over, too"):
                api_key_api_client.create_api_key(library, name, "normal")

        asked = killed_and_resumed(
            Hold("POST", rf"/service/{library}/api-key/revoke/[0-9a-f-]+", 1, AFTER),
            *("api_keys_audit", "--select", "name=library", "--revoke"),
            digest=True,
        )

        assert asked == 2
        assert all(self.keys(library).values())


class TestNumbers:
    def test_are_given_once_and_to_the_end(self, killed_and_resumed, sandbox, at_sandbox, table):
        service = str(sandbox.service("council_tax")["id"])
        number = inbound_number_client.get_available_inbound_sms_numbers()["data"][0]["number"]
        file = table("service_id,number", f"{service},{number}")

        asked = killed_and_resumed(
            Hold("POST", rf"/inbound-number/service/{service}", 1, AFTER),
            *("inbound_numbers_assign", "--file", file),
        )

        with bypassed():
            own = inbound_number_client.get_inbound_sms_number_for_service(service)["data"]
            permissions = service_api_client.get_service(service)["data"]["permissions"]
        assert asked == 1
        assert own["number"] == number
        # What comes after the write that was cut off.
        assert "inbound_sms" in permissions
