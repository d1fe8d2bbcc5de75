"""`manage.py test` runs the same tests as pytest does."""

from typing import Any

import pytest


class PytestRunner:
    """Django's runner interface over pytest: labels are paths, and the count of failures is what Django expects."""

    def __init__(self, *, verbosity: int = 1, failfast: bool = False, **_options: Any) -> None:
        self.arguments = [*(["--exitfirst"] if failfast else []), *(["-v"] if verbosity > 1 else [])]

    def run_tests(self, test_labels: list[str], **_options: Any) -> int:
        return int(pytest.main([*self.arguments, *test_labels]))
