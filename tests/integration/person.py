"""Somebody who uses the portal with a browser that has no script."""

from dataclasses import dataclass, field
from typing import Self

import requests

from tests.pages import tree
from tests.portal_process import PortalProcess
from tests.sandbox_process import SandboxProcess


@dataclass
class Person:
    portal: PortalProcess
    facts: dict
    session: requests.Session = field(default_factory=requests.Session)

    @classmethod
    def signed_in(cls, portal: PortalProcess, sandbox: SandboxProcess, key: str) -> Self:
        person = cls(portal, sandbox.person(key))
        password = sandbox.world()["password"]
        person.send("/sign-in", email_address=person.facts["email_address"], password=password)
        landed = person.send("/two-factor-sms", sms_code=sandbox.latest_code(person.facts["mobile_number"]))
        assert landed.status_code == requests.codes.ok, landed.url
        return person

    def get(self, path: str, **options) -> requests.Response:
        return self.session.get(self.portal.url + path, timeout=30, **options)

    def send(self, path: str, **fields) -> requests.Response:
        """Open the page with the form, fill it in and send it."""
        page = self.get(path)
        return self.post(path, csrfmiddlewaretoken=hidden(page)["csrfmiddlewaretoken"], **fields)

    def post(self, path: str, **fields) -> requests.Response:
        return self.session.post(
            self.portal.url + path, data=fields, headers={"Referer": self.portal.url + path}, timeout=30
        )

    def add_text_message(self, service_id: str, name: str, content: str) -> requests.Response:
        return self.send(f"/services/{service_id}/templates/add-sms", name=name, template_content=content)

    def templates(self, service_id: str) -> str:
        return self.get(f"/services/{service_id}/templates").text


def hidden(page: requests.Response) -> dict[str, str]:
    """The hidden fields of the page's forms."""
    inputs = [element for element in tree(page).iter("input") if element.get("type") == "hidden"]
    return {element.get("name", ""): element.get("value", "") for element in inputs}
