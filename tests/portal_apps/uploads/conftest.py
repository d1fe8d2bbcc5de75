"""A service, and a browser of somebody who sends for it."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.builders import a_member, a_service
from tests.notify_api import NotifyAPI

SENDS = ["send_texts", "send_emails", "send_letters"]


@dataclass
class Place:
    """A live service, with nothing uploaded."""

    api: NotifyAPI
    service: dict[str, Any]
    sign_in: Any

    @property
    def path(self) -> str:
        return f"/service/{self.service['id']}"

    @property
    def url(self) -> str:
        return f"/services/{self.service['id']}"

    def browser(self, permissions: list[str] = SENDS) -> Client:
        return self.sign_in(a_member(self.service, permissions), self.service)

    def upload(self, browser: Client, text: str, name: str = "wardens.csv") -> HttpResponse:
        """What the upload page answers to this file."""
        file = SimpleUploadedFile(name, text.encode())
        return browser.post(f"{self.url}/upload-contact-list", {"file": file})


@pytest.fixture
def place(api: NotifyAPI, sign_in: Any) -> Place:
    return Place(api, a_service(), sign_in)


@pytest.fixture(autouse=True)
def _files(own_files: None) -> None:
    """Files are kept in a folder of the test."""
