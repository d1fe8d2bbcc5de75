"""A command that is killed at every stage of a row, in front of a sandbox whose own state is the judge."""

import pytest

from gateway import bypassed, service_api_client
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
