"""One seeded database for all of these tests; each module gets its own process with a copy of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.caller import SECRET, Caller
from tests.sandbox_process import SandboxProcess, seeded_database

ENVIRON = {"ADMIN_CLIENT_SECRET": SECRET}


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeded_database(tmp_path_factory.mktemp("seeded"))


@pytest.fixture(scope="module")
def sandbox(seeded: Path) -> Iterator[SandboxProcess]:
    with SandboxProcess(seeded, ENVIRON) as process:
        yield process


@pytest.fixture(scope="module")
def api(sandbox: SandboxProcess) -> Iterator[Caller]:
    """Speaks to the sandbox as the portal does, with a fresh token on every request."""
    with Caller(sandbox.url) as caller:
        yield caller


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
