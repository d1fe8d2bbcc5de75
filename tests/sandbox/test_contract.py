"""Every recorded answer of the real API, asked of the sandbox: one test per recording. And every route."""

from dataclasses import replace

import pytest
import requests

from tests.sandbox.caller import TIMEOUT
from tests.sandbox.conformity import measured, promised
from tests.sandbox.contract.asking import ask, problems
from tests.sandbox.contract.cases import CASES, DIFFERENCES, RECORDED
from tests.sandbox.contract.routes import NOT_REPRODUCED, ROUTES, is_there
from tests.sandbox.contract.seeded import ENVIRON, Seeded
from tests.sandbox.contract.situation import Situation
from tests.sandbox_process import SandboxProcess
from tests.server_process import ROOT

SAME = [case for case in CASES if case.number not in DIFFERENCES]
DIFFERENT = [case for case in CASES if case.number in DIFFERENCES]


@pytest.fixture(scope="module")
def sandbox(seeded):
    with SandboxProcess(seeded, ENVIRON) as process:
        yield process


@pytest.fixture(scope="module")
def seeded_world(sandbox, api):
    return Seeded(sandbox, api)


class TestRecordings:
    @pytest.mark.parametrize("case", SAME, ids=str)
    def test_the_sandbox_answers_as_recorded(self, api, seeded_world, case):
        situation = Situation(seeded_world)

        answer = ask(api, case, situation)

        assert list(problems(answer, case, situation)) == []

    def test_a_difference_is_what_it_is_said_to_be(self, api, seeded_world):
        def is_as_said(case):
            situation = Situation(seeded_world)
            answer = ask(api, case, situation)
            is_different = list(problems(answer, case, situation)) != []
            return is_different and answer.status_code == DIFFERENCES[case.number].status

        assert [str(case) for case in DIFFERENT if not is_as_said(case)] == []

    def test_none_is_missing(self):
        assert [case.number for case in CASES] == list(range(1, RECORDED + 1))


class TestRoutes:
    @pytest.mark.parametrize("route", ROUTES, ids=str)
    def test_is_there_unless_there_is_a_reason(self, api, route):
        assert is_there(api, route) != (str(route) in NOT_REPRODUCED)

    def test_the_sandbox_adds_none_for_the_portal(self, sandbox):
        paths = requests.get(f"{sandbox.url}/openapi.json", timeout=TIMEOUT).json()["paths"]
        of_portal = {
            (method.upper(), path)
            for path, operations in paths.items()
            for method, operation in operations.items()
            if operation["security"] == [{"portal": []}]
        }

        assert {ask for ask in of_portal if not any(route.is_for(*ask) for route in ROUTES)} == set()

    def test_a_reason_is_about_a_route(self):
        assert NOT_REPRODUCED.keys() <= set(map(str, ROUTES))


class TestReport:
    def test_finds_nothing_unexplained(self, api, seeded_world):
        report = measured(api, seeded_world, [*CASES[:9], *DIFFERENT])

        assert (report.unexplained, report.different) == ([], DIFFERENT)
        assert report.not_reproduced == sorted(NOT_REPRODUCED)

    def test_says_what_has_no_reason(self, api, seeded_world):
        report = measured(api, seeded_world, [replace(CASES[0], status=418)])

        assert len(report.unexplained) == 1
        assert report.unexplained[0].startswith(
            "001 user_api_client.get_user: somebody: status should be 418"
        )

    def test_is_what_the_documentation_says(self):
        said = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8").splitlines()

        assert [line for line in promised().tables() if line not in said] == []
