"""A service with templates and folders, and browsers of people who may do this or that in it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from tests.builders import a_folder, a_member, a_service, a_template, a_template_row, an_id
from tests.notify_api import NotifyAPI
from tests.pages import text_of

SEES_TEMPLATES = ["view_activity"]
EMAIL = {"name": "Permit", "subject": "Your permit", "template_content": "Dear ((name))"}


def texts(page: Any, path: str) -> list[str]:
    return [text_of(element) for element in page.findall(f".//{path}")]


@dataclass
class World:
    """What the API knows of one service; `knows` sets its lists again."""

    api: NotifyAPI
    sign_in: Any
    service: dict[str, Any] = field(default_factory=a_service)
    user: dict[str, Any] = field(default_factory=dict)
    folders: list[dict[str, Any]] = field(default_factory=list)
    templates: list[dict[str, Any]] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/service/{self.service['id']}"

    @property
    def url(self) -> str:
        return f"/services/{self.service['id']}/templates"

    def knows(self) -> None:
        rows = [a_template_row(template) for template in self.templates]
        self.api.answers("GET", f"{self.path}/template", {"data": rows})
        self.api.answers("GET", f"{self.path}/template-folder", {"template_folders": self.folders})
        for template in self.templates:
            self.api.answers("GET", f"{self.path}/template/{template['id']}", {"data": template})

    def template(self, **facts: Any) -> dict[str, Any]:
        one = a_template(self.service, **facts)
        self.templates.append(one)
        self.knows()
        return one

    def folder(self, **facts: Any) -> dict[str, Any]:
        """A folder that the person sees, unless told otherwise."""
        one = a_folder(self.service, **{"users_with_permission": [self.user["id"]]} | facts)
        self.folders.append(one)
        self.knows()
        return one

    def browser(self, permissions: list[str] | None = None, **user: Any) -> Client:
        """A browser of this person, with what they may do from now on."""
        caches["gateway"].clear()
        person = a_member(self.service, permissions, **{"id": self.user["id"]} | user)
        return self.sign_in(person, self.service)


@pytest.fixture
def world(api: NotifyAPI, sign_in: Any) -> World:
    made = World(api, sign_in, user={"id": an_id()})
    for senders in ("email-reply-to", "sms-sender"):
        api.answers("GET", f"{made.path}/{senders}", [])
    made.knows()
    return made
