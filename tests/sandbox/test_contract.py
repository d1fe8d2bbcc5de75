"""Every recorded answer of the real API, asked of the sandbox: one test per recording."""

import json

import pytest

from tests.sandbox.caller import ISSUER, SECRET
from tests.sandbox.contract.asking import ask, problems
from tests.sandbox.contract.cases import CASES, DIFFERENCES, RECORDED
from tests.sandbox.contract.seeded import LONG_SECRET, OTHER_CLIENT, OTHER_SECRET, Seeded
from tests.sandbox.contract.situation import Situation
from tests.sandbox_process import SandboxProcess

CLIENTS = {ISSUER: [SECRET, LONG_SECRET], OTHER_CLIENT: [OTHER_SECRET]}
SAME = [case for case in CASES if case.number not in DIFFERENCES]
DIFFERENT = [case for case in CASES if case.number in DIFFERENCES]


@pytest.fixture(scope="module")
def sandbox(seeded):
    with SandboxProcess(seeded, {"INTERNAL_CLIENT_API_KEYS": json.dumps(CLIENTS)}) as process:
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

    @pytest.mark.parametrize("case", DIFFERENT, ids=str)
    def test_a_difference_is_what_it_is_said_to_be(self, api, seeded_world, case):
        situation = Situation(seeded_world)

        answer = ask(api, case, situation)

        assert answer.status_code == DIFFERENCES[case.number].status
        assert list(problems(answer, case, situation)) != []

    def test_none_is_missing(self):
        assert [case.number for case in CASES] == list(range(1, RECORDED + 1))
