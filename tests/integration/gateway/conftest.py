"""The gateway as a view uses it, on a real Redis, in front of one sandbox that all of these tests share."""

from collections.abc import Generator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.utils.timezone import localdate

from gateway import acting_as
from tests.integration.gateway.kept import stale
from tests.integration.gateway.noted import (
    notification_api_client,
    service_api_client,
    user_api_client,
)
from tests.integration.nearby import gateway_to, sandbox_environ
from tests.redis_server import RedisServer, running_redis
from tests.sandbox_databases import SandboxDatabase
from tests.sandbox_process import SandboxProcess

HERE = Path(__file__).parent
APRIL = 4
LAST = "test_every_method.py"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where gateway and sandbox both look for files."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="session")
def sandbox(seeded: SandboxDatabase, files: Path) -> Iterator[SandboxProcess]:
    with SandboxProcess(seeded, sandbox_environ(files)) as process:
        yield process


@pytest.fixture(scope="session")
def redis() -> Iterator[RedisServer]:
    with running_redis() as server:
        yield server


@pytest.fixture(scope="session")
def people(sandbox: SandboxProcess) -> dict[str, dict]:
    return {person["key"]: person for person in sandbox.world()["people"]}


@pytest.fixture(scope="session")
def services(sandbox: SandboxProcess) -> dict[str, str]:
    """The id of each service of the seeded world."""
    return {service["key"]: service["id"] for service in sandbox.world()["services"]}


@pytest.fixture(scope="session")
def organisations(sandbox: SandboxProcess) -> dict[str, str]:
    return {row["key"]: row["id"] for row in sandbox.world()["organisations"]}


@pytest.fixture
def who(people: dict[str, dict]) -> str:
    """The id of the person who acts in every test."""
    return people["manager"]["id"]


@pytest.fixture(autouse=True)
def _gateway(sandbox: SandboxProcess, redis: RedisServer, files: Path, who: str) -> Iterator[None]:
    """Nothing is kept at first, and in the end nothing is kept that is not true any more."""
    with gateway_to(sandbox, redis, files), acting_as(who):
        caches["gateway"].clear()
        yield
        assert stale() == []


@pytest.fixture
def service_id(who: str) -> str:
    """A new service in trial mode, whose one member is the person who acts."""
    return service_api_client.create_service(f"Ferry tickets {uuid4()}", "central", 50, 50, 50, 50, True, who)


@pytest.fixture
def live_id(service_id: str) -> str:
    """The same service, live."""
    service_api_client.update_status(service_id, live=True)
    return service_id


@pytest.fixture
def letter(live_id: str) -> str:
    """The id of a letter that waits to be printed."""
    template = service_api_client.create_service_template(
        name="Timetable", type_="letter", subject="Timetable", content="Hello", service_id=live_id
    )["data"]
    address = {"address_line_1": "Ada Okafor", "address_line_2": "1 Mill Lane", "address_line_3": "SW1A 1AA"}
    sent = notification_api_client.send_notification(
        live_id, template_id=template["id"], recipient="Ada Okafor", personalisation=address, sender_id=None
    )
    return str(sent["id"])


@pytest.fixture
def newcomer() -> str:
    """Somebody who has just confirmed an account and belongs to nothing yet."""
    address = f"{uuid4()}@rivers-harbours.gov.uk"
    person = user_api_client.register_user("Ada Okafor", address, "07700900222", "long password", "sms_auth")
    user_api_client.activate_user(person["id"])
    return str(person["id"])


@pytest.fixture
def year() -> int:
    """The financial year, which begins in April."""
    today = localdate()
    return today.year if today.month >= APRIL else today.year - 1


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, None, None]:
    """Whether every method was called can be said last, and where every test of this folder runs."""
    found = _ours(items)
    yield
    last = [item for item in _ours(items) if item.path.name == LAST]
    items[:] = [item for item in items if item not in last]
    ours = _ours(items)
    if _is_whole(config, found, ours + last):
        behind = items.index(ours[-1]) + 1
        items[behind:behind] = last
    else:
        config.hook.pytest_deselected(items=last)


def _ours(items: list[pytest.Item]) -> list[pytest.Item]:
    return [item for item in items if item.path.parent == HERE]


def _is_whole(config: pytest.Config, found: list[pytest.Item], left: list[pytest.Item]) -> bool:
    """Nothing is left out or put into another order; tests/conftest.py keeps all of them in one process."""
    if config.getoption("lf", default=False) or config.getoption("failedfirst", default=False):
        return False
    return len(found) == len(left) and {item.path for item in left} == set(HERE.glob("test_*.py"))
