"""A real Chromium in front of a real portal and a real sandbox."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.journey import Journey
from tests.portal_process import PortalProcess
from tests.sandbox_process import SandboxProcess, seeded_database

# Chromium refuses its own sandbox to root, which is who runs tests in a container; the rest keeps it off the network.
ARGUMENTS = [
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# A page is there in a moment; a busy machine may take its time.
PATIENCE_MILLISECONDS = 30_000
expect.set_options(PATIENCE_MILLISECONDS)


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(seeded_database(tmp_path_factory.mktemp("seeded"))) as process:
        yield process


@pytest.fixture(scope="session")
def portal(sandbox: SandboxProcess) -> Iterator[PortalProcess]:
    """The two share a folder for files, as they share buckets in production."""
    environ = {
        "API_HOST_NAME": sandbox.url,
        "REDIS_URL": "",
        "FILES_ROOT": str(sandbox.files),
        "BULK_FOLDER": str(sandbox.folder / "bulk"),
    }
    with PortalProcess(environ) as process:
        yield process


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "The browser tests need Chromium. On Debian and Ubuntu: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def context(
    chromium: Browser, portal: PortalProcess, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A fresh browser profile, once with script and once without."""
    context = chromium.new_context(base_url=portal.url, java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def screenshots() -> Path | None:
    """Where to put pictures of the pages, when SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    return Path(folder) if folder else None


@pytest.fixture
def journey(page: Page, sandbox: SandboxProcess, screenshots: Path | None) -> Journey:
    return Journey(page, sandbox, screenshots)
