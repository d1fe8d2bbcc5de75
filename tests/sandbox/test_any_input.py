"""Whatever is sent to it, the sandbox answers what its document says, and never with a 500.

FUZZ_EXAMPLES says how many requests of each kind are made up for each route; the default is what a test run has time for.
"""

import os

import pytest

from tests.sandbox.any_input import SERVICE_KEY, Prober, World
from tests.sandbox.caller import SECRET
from tests.sandbox_process import SandboxProcess
from tests.server_process import ROOT

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))
# Tests that can run side by side.
PARTS = 4


@pytest.fixture(scope="module")
def sandbox(seeded):
    keys = dict.fromkeys(("TEMPLATE_PREVIEW_API_KEY", "DOCUMENT_DOWNLOAD_API_KEY"), SERVICE_KEY)
    environ = {"ADMIN_CLIENT_SECRET": SECRET, **keys}
    with SandboxProcess(seeded, environ) as process:
        yield process


@pytest.fixture(scope="module")
def prober(sandbox, api, document):
    return Prober(document, World(sandbox, api), EXAMPLES)


class TestAnyInput:
    def test_no_route_breaks_on_purpose(self):
        """BrokenError is for faults of the sandbox; what a caller sends is refused."""
        modules = (ROOT / "sandbox" / "routes").glob("*.py")

        assert [module.name for module in modules if "BrokenError" in module.read_text()] == []

    @pytest.mark.parametrize("part", range(PARTS))
    def test_is_answered_as_the_document_says(self, prober, part):
        problems = [problem for one in prober.operations[part::PARTS] for problem in prober.problems(one)]

        assert "\n".join(problems) == ""
