"""Modules that a person can hold in their head."""

from pathlib import Path

import pytest

from tests.architecture.imports import ROOT

LONGEST = 400
FOLDERS = ("gateway", "notify_portal", "portal_apps", "sandbox", "tests", "benchmarks", "templates")
SOURCES = [
    path
    for folder in FOLDERS
    for kind in ("*.py", "*.html", "*.css", "*.js", "*.lua")
    for path in (ROOT / folder).rglob(kind)
    if "migrations" not in path.parts
]


class TestSizes:
    @pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_a_file_is_short(self, path: Path):
        assert len(path.read_text().splitlines()) <= LONGEST
