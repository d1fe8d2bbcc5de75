"""One seeded database for all of these tests; each module gets its own process with a copy of it.

Modules marked `both_databases` run on SQLite and on PostgreSQL; the others on SQLite, unless TEST_SANDBOX_DATABASE says otherwise.
"""

from collections.abc import Iterator

import pytest

from tests.sandbox.caller import SECRET, Caller
from tests.sandbox.document import Document
from tests.sandbox_databases import KIND, KINDS, SandboxDatabase
from tests.sandbox_process import SandboxProcess, seeded_database

ENVIRON = {"ADMIN_CLIENT_SECRET": SECRET}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_databases"):
        # Through the fixture: what other modules were given for the session would stay in place otherwise.
        metafunc.parametrize("database_kind", sorted(KINDS), scope="session", indirect=True)


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database the sandbox keeps its world in."""
    kind: str = getattr(request, "param", KIND)
    return kind


@pytest.fixture(scope="session")
def seeded(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxDatabase]:
    database = seeded_database(tmp_path_factory.mktemp("seeded"), database_kind)
    yield database
    database.drop()


@pytest.fixture(scope="module")
def sandbox(seeded: SandboxDatabase) -> Iterator[SandboxProcess]:
    with SandboxProcess(seeded, ENVIRON) as process:
        yield process


@pytest.fixture(scope="module")
def api(sandbox: SandboxProcess) -> Iterator[Caller]:
    """Speaks to the sandbox as the portal does, with a fresh token on every request."""
    with Caller(sandbox.url) as caller:
        yield caller


@pytest.fixture(scope="module")
def document(sandbox: SandboxProcess) -> Document:
    """What the sandbox says of itself."""
    return Document(sandbox.url)


@pytest.fixture(scope="module")
def people(sandbox: SandboxProcess) -> dict[str, dict]:
    return {person["key"]: person for person in sandbox.world()["people"]}


@pytest.fixture(scope="module")
def services(sandbox: SandboxProcess) -> dict[str, str]:
    """The id of each seeded service."""
    return {service["key"]: service["id"] for service in sandbox.world()["services"]}


@pytest.fixture(scope="module")
def organisations(sandbox: SandboxProcess) -> dict[str, str]:
    return {row["key"]: row["id"] for row in sandbox.world()["organisations"]}
