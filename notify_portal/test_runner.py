"""`manage.py test` runs the same tests as pytest does."""

from argparse import ArgumentParser
from typing import Any

import pytest


class PytestRunner:
    """Django's runner interface over pytest: labels are paths, and any failure is a count of one or more."""

    def __init__(
        self, *, verbosity: int = 1, failfast: bool = False, keyword: str = "", **_options: Any
    ) -> None:
        self.arguments = [
            *(["--exitfirst"] if failfast else []),
            *(["-k", keyword] if keyword else []),
            *(["-v"] if verbosity > 1 else []),
        ]

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        parser.add_argument("--failfast", action="store_true", help="stop at the first failure")
        parser.add_argument(
            "-k", dest="keyword", default="", help="only tests whose names match, as pytest's -k"
        )

    def run_tests(self, test_labels: list[str], **_options: Any) -> int:
        return int(pytest.main([*self.arguments, *test_labels]))
