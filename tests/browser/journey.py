"""One person's way through the portal, in steps that several tests share."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.checks import check_page, is_new
from tests.sandbox_process import SandboxProcess

SUBMIT = "main button.govuk-button >> nth=0"


class Journey:
    """One person's way through the portal; every page that is reached is checked."""

    def __init__(self, page: Page, sandbox: SandboxProcess, screenshots: Path | None) -> None:
        self.page = page
        self.sandbox = sandbox
        self.screenshots = screenshots
        self.has_script = _runs_script(page)

    def look(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.check()

    def check(self) -> None:
        """The page is the same with and without script and for whoever comes next, so it is examined once."""
        if self.has_script and is_new(self.page):
            check_page(self.page, self.screenshots)

    def fill_and_submit(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.fill(f"[name={name}]", value)
        self.page.locator("main button.govuk-button:visible").first.click()

    def sign_in(self, key: str) -> dict:
        person = self.sandbox.person(key)
        self.page.goto("/")
        self.look("Send emails and text messages to the people who use your service")
        self.page.goto("/sign-in")
        self.look("Sign in")
        self.fill_and_submit(email_address=person["email_address"], password=self.sandbox.world()["password"])
        return person

    def sign_in_with_code(self, key: str) -> None:
        person = self.sign_in(key)
        self.look("Check your phone")
        self.fill_and_submit(sms_code=self.sandbox.latest_code(person["mobile_number"]))
        self.look("Your services")

    def add_template(self, kind: str) -> None:
        if self.has_script:
            self.page.locator("button[value=add-new-template]").click()
        self.page.check(f"input[type=radio][value={kind}]")
        self.page.locator("button[value=add-new-template]").click()

    def upload(self, name: str, content: str | bytes) -> None:
        """Choose a file where one is asked for. With script that is all; without, a button sends it."""
        data = content if isinstance(content, bytes) else content.encode()
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        if self.has_script:
            with self.page.expect_navigation():
                self.page.set_input_files("#hidden-file", file)
            return
        self.page.set_input_files("input[name=file]", file)
        with self.page.expect_navigation():
            self.page.locator("form[data-file-upload] button").first.click()
        while self.page.locator("h1").inner_text() == "Checking your file":
            self.page.reload()

    def sign_out(self) -> None:
        self.page.get_by_role("link", name="Your account").first.click()
        self.look("Your account")
        self.page.locator("main").get_by_role("link", name="Sign out", exact=True).click()
        if not self.has_script:
            self.look("Sign out")
            self.page.locator(SUBMIT).click()
        self.page.wait_for_url(re.compile(r":\d+/$"))


def _runs_script(page: Page) -> bool:
    page.set_content("<p>no</p><script>document.querySelector('p').textContent = 'yes'</script>")
    return page.locator("p").inner_text() == "yes"
