"""The benchmarks use what belongs to the tests, and no test uses them."""

import importlib

import pytest


class TestBenchmarks:
    @pytest.mark.parametrize("program", ["benchmarks.__main__", "benchmarks.pages"])
    def test_find_all_that_they_import(self, program: str):
        assert importlib.import_module(program).main
