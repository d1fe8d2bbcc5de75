"""A service with its settings, and browsers of people who may change them."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from tests.builders import a_member, a_service, a_user, an_id
from tests.notify_api import NotifyAPI

MANAGES_SERVICE = ["manage_users", "manage_settings"]


def a_sender(**facts: Any) -> dict[str, Any]:
    """What reply-to addresses, text message senders and letter contacts have in common."""
    return {
        "id": an_id(),
        "is_default": True,
        "archived": False,
        "created_at": "2026-10-01T09:00:00.000000Z",
        "updated_at": None,
    } | facts


@dataclass
class World:
    """What the API knows of one service; `knows` sets its answers again."""

    api: NotifyAPI
    sign_in: Any
    service: dict[str, Any] = field(default_factory=a_service)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/service/{self.service['id']}"

    @property
    def url(self) -> str:
        return f"/services/{self.service['id']}/service-settings"

    def has(self, name: str, *rows: dict[str, Any]) -> None:
        """One of the lists that hang on the service, by the last part of its address."""
        self.api.answers("GET", f"{self.path}/{name}", list(rows))
        for row in rows:
            self.api.answers("GET", f"{self.path}/{name}/{row['id']}", row)

    def is_now(self, **facts: Any) -> None:
        """The service is different from now on, for whoever asks the API."""
        caches["gateway"].clear()
        self.service |= facts
        self.api.answers("GET", self.path, {"data": self.service})

    def browser(self, permissions: list[str] | None = None, **user: Any) -> Client:
        """A browser of somebody who manages the service, unless told otherwise."""
        caches["gateway"].clear()
        held = MANAGES_SERVICE if permissions is None else permissions
        return self.sign_in(a_member(self.service, held, **user), self.service)

    def staff(self) -> Client:
        caches["gateway"].clear()
        return self.sign_in(a_user(platform_admin=True), self.service)

    @property
    def saved(self) -> list[dict[str, Any]]:
        """What was changed of the service itself, without who did it."""
        bodies = [request.body for request in self.api.asked_to("POST", self.path)]
        return [{name: value for name, value in body.items() if name != "created_by"} for body in bodies]


@pytest.fixture
def world(api: NotifyAPI, sign_in: Any) -> World:
    made = World(api, sign_in)
    api.answers("POST", made.path, {"data": made.service})
    api.answers("GET", f"{made.path}/billing/free-sms-fragment-limit", {"free_sms_fragment_limit": 5_000})
    for name in ("email-reply-to", "sms-sender", "letter-contact", "data-retention"):
        made.has(name)
    return made
