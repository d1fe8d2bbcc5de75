"""A run from the command line, looked at and taken back on its page by a platform admin."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.server_process import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def run_of(portal, sandbox):
    """`run_of("notes=New")`: applied to the live services of the sandbox by its platform admin."""

    def applied(setting: str) -> None:
        admin = sandbox.person("platform_admin")["id"]
        words = ("bulk_services", "--select", "live", "--set", setting, "--apply", "--as-user", admin)
        environ = {**os.environ, **portal.environment()}
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, timeout=180)

    return applied


class TestBulkRun:
    def test_is_undone_by_a_process_of_its_own(self, journey, run_of):
        page = journey.page
        run_of(f"notes=Seen with script: {journey.has_script}")
        journey.sign_in_with_code("platform_admin")
        page.get_by_role("link", name="Bulk runs").click()
        journey.look("Bulk runs")
        expect(page.locator("tbody tr").first).to_contain_text("Applied")
        page.locator("tbody a").first.click()
        journey.look("bulk_services")
        page.get_by_role("navigation", name="Rows by state").get_by_role("link", name="done").click()
        expect(page.locator("tbody tr").first).to_contain_text(
            f"nothing to Seen with script: {journey.has_script}"
        )
        page.get_by_role("link", name="Undo this run").click()
        journey.look("Undo bulk_services")
        page.get_by_role("button", name="Yes, undo").click()
        expect(page.get_by_text("The undo has been started")).to_be_visible()
        journey.check()
        self.wait_for(journey, "Undone")
        expect(page.get_by_role("link", name=re.compile("undone"))).to_be_visible()
        journey.check()

    def wait_for(self, journey, phase):
        """With script the page comes to it by itself."""
        heading = journey.page.get_by_role("heading", level=2, name=phase, exact=True)
        while not journey.has_script and not heading.is_visible():
            journey.page.wait_for_timeout(500)
            journey.page.reload()
        expect(heading).to_be_visible()
