"""One sandbox for letters: nothing moves on by itself, and it keeps its files apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.caller import SECRET, Caller
from tests.sandbox.letters.stored import StoredFiles
from tests.sandbox.senders import Sending
from tests.sandbox_process import SandboxProcess

# An hour for everything.
HOUR = 3600


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> StoredFiles:
    return StoredFiles(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def sandbox(seeded: Path, files: StoredFiles) -> Iterator[SandboxProcess]:
    environ = {
        "ADMIN_CLIENT_SECRET": SECRET,
        "SANDBOX_DELIVERY_SECONDS": str(HOUR),
        "SANDBOX_LETTER_SECONDS": str(HOUR),
        "SANDBOX_FILES": str(files.root),
    }
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture(scope="module")
def council(api: Caller, services: dict[str, str], people: dict[str, dict]) -> Sending:
    return Sending(api, services["council_tax"], people["council_manager"]["id"])
