"""A portal, a sandbox and a Redis, each its own process, and people who use the portal over HTTP."""

from collections.abc import Iterator

import pytest

from tests.integration.person import Person
from tests.portal_process import PortalProcess
from tests.redis_server import PATIENT, RedisServer, running_redis
from tests.sandbox_databases import SandboxDatabase
from tests.sandbox_process import SandboxProcess, seeded_database


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> SandboxDatabase:
    return seeded_database(tmp_path_factory.mktemp("seeded"))


@pytest.fixture(scope="module")
def sandbox(seeded: SandboxDatabase) -> Iterator[SandboxProcess]:
    with SandboxProcess(seeded) as process:
        yield process


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with running_redis() as server:
        yield server


@pytest.fixture(scope="module")
def portal(sandbox: SandboxProcess, redis: RedisServer) -> Iterator[PortalProcess]:
    """A busy machine does not make it give up its Redis."""
    environ = {"API_HOST_NAME": sandbox.url, "REDIS_URL": redis.url, "REDIS_TIMEOUT": str(PATIENT)}
    with PortalProcess(environ) as process:
        yield process


@pytest.fixture
def rosa(portal: PortalProcess, sandbox: SandboxProcess) -> Person:
    """Signed in; may do everything in three services of her council."""
    return Person.signed_in(portal, sandbox, "council_manager")


@pytest.fixture
def service_id(sandbox: SandboxProcess) -> str:
    """A service that Rosa manages."""
    return next(
        service["id"] for service in sandbox.world()["services"] if service["name"] == "Bin collections"
    )
