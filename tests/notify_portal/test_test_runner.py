"""`manage.py test` as another door to pytest."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.imports import ROOT


@pytest.fixture
def two_tests(tmp_path: Path) -> Path:
    path = tmp_path / "test_two.py"
    path.write_text("def test_right():\n    assert True\n\n\ndef test_wrong():\n    assert False\n")
    return path


def manage_test(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "test", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


class TestRunner:
    def test_a_failure_is_told_by_the_exit_status(self, two_tests):
        ran = manage_test(str(two_tests))

        assert ran.returncode != 0
        assert "1 failed, 1 passed" in ran.stdout

    def test_some_tests_may_be_chosen(self, two_tests):
        ran = manage_test("-k", "right", str(two_tests))

        assert ran.returncode == 0
        assert "1 passed" in ran.stdout
