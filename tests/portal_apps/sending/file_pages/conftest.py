"""A service with a template, and browsers that upload files for it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from portal_apps.sending import checks
from portal_apps.sending.recipients import RecipientFile
from tests.builders import a_job, a_member, a_page, a_service, a_template, an_error, an_id
from tests.notify_api import NotifyAPI
from tests.portal_apps.sending.recipients.files import csv_file
from tests.whole_files import files_in

HEADINGS = ["phone number", "name"]
SENT_TODAY = {name: {"requested": 10, "delivered": 10, "failed": 0} for name in ("email", "sms", "letter")}


@dataclass
class World:
    """What the API knows. There are no jobs unless `has_job` says so."""

    api: NotifyAPI
    sign_in: Any
    service: dict[str, Any] = field(default_factory=a_service)
    template: dict[str, Any] = field(default_factory=dict)
    user: dict[str, Any] = field(default_factory=lambda: {"id": an_id()})

    @property
    def path(self) -> str:
        return f"/service/{self.service['id']}"

    @property
    def url(self) -> str:
        return f"/services/{self.service['id']}"

    @property
    def upload_url(self) -> str:
        return f"{self.url}/send/{self.template['id']}/csv"

    def check_url(self, upload_id: str) -> str:
        return f"{self.url}/{self.template['id']}/check/{upload_id}"

    def start_url(self, upload_id: str) -> str:
        return f"{self.url}/start-job/{upload_id}"

    def job_url(self, upload_id: str) -> str:
        return f"{self.url}/jobs/{upload_id}"

    def file(self, upload_id: str) -> RecipientFile:
        return RecipientFile(self.service["id"], upload_id)

    def has_template(self, **facts: Any) -> dict[str, Any]:
        """The API has this template from now on, and the portal does not know an earlier one."""
        caches["gateway"].clear()
        self.template = a_template(
            self.service, **{"template_type": "sms", "content": "Hello ((name))"} | facts
        )
        self.api.answers("GET", f"{self.path}/template/{self.template['id']}", {"data": self.template})
        return self.template

    def has_job(self, upload_id: str, **facts: Any) -> None:
        self.api.answers("GET", f"{self.path}/job/{upload_id}", {"data": self.a_job(upload_id, **facts)})

    def a_job(self, upload_id: str, **facts: Any) -> dict[str, Any]:
        more = {"template": self.template["id"], "template_version": 1, "original_file_name": "people.csv"}
        return a_job(self.service, id=upload_id, **more | facts)

    def has_no_job(self, upload_id: str) -> None:
        self.api.answers("GET", f"{self.path}/job/{upload_id}", an_error("No result found"), status=404)

    def takes_jobs(self) -> None:
        self.api.answers("POST", f"{self.path}/job", {"data": {}}, status=201)

    @property
    def jobs_made(self) -> list[Any]:
        return [request.body for request in self.api.asked_to("POST", f"{self.path}/job")]

    def browser(self, permissions: list[str] | None = None) -> Client:
        caches["gateway"].clear()
        return self.sign_in(a_member(self.service, permissions, **self.user), self.service)

    def send(self, browser: Client, file: bytes | list[list[Any]], name: str = "people.csv") -> HttpResponse:
        data = file if isinstance(file, bytes) else csv_file(file)
        content = io.BytesIO(data)
        content.name = name
        return browser.post(self.upload_url, {"file": content})

    def uploaded(self, browser: Client, *rows: list[Any], name: str = "people.csv") -> str:
        """The id of an upload of these rows, which is no job yet."""
        answer = self.send(browser, [HEADINGS, *rows], name)
        assert answer.status_code == 302, answer.content
        upload_id = answer["Location"].rpartition("/")[2]
        self.has_no_job(upload_id)
        return upload_id


@pytest.fixture
def world(api: NotifyAPI, sign_in: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    # However busy the machine is, a small file is checked before its page is shown.
    monkeypatch.setattr(checks, "PATIENCE_SECONDS", 60)
    made = World(api, sign_in)
    api.answers("GET", f"{made.path}/template-folder", {"template_folders": []})
    api.answers("GET", f"{made.path}/job", a_page([]))
    api.answers("GET", f"{made.path}/statistics", {"data": SENT_TODAY})
    api.answers("GET", "/sms-rate/", {"rate": 0.025})
    made.has_template()
    with files_in(tmp_path):
        yield made
