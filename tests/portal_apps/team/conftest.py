"""A service with a team, and the browser of somebody who manages it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from tests.builders import a_folder, a_member, a_service, an_error, an_id, an_invitation
from tests.notify_api import NotifyAPI

EXPIRED = "2026-01-05T09:00:00.000000Z"


@dataclass
class TeamWorld:
    """What the API knows of one team; whatever is added to the lists is in its next answer."""

    api: NotifyAPI
    sign_in: Any
    service: dict[str, Any] = field(default_factory=a_service)
    members: list[dict[str, Any]] = field(default_factory=list)
    invitations: list[dict[str, Any]] = field(default_factory=list)
    folders: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.manager = self.member(name="Morgan Ellis", email_address="morgan.ellis@meadowbridge.gov.uk")
        self.api.answers("POST", "/events", {"data": {}}, status=201)
        self.api.answers("POST", "/user/email", an_error("No result found"), status=404)
        self.api.answers("POST", f"{self.path}/invite", {"data": {}}, status=201)

    @property
    def path(self) -> str:
        return f"/service/{self.service['id']}"

    @property
    def url(self) -> str:
        return f"/services/{self.service['id']}/users"

    def knows(self) -> None:
        self.api.answers("GET", f"{self.path}/users", {"data": self.members})
        self.api.answers("GET", f"{self.path}/invite", {"data": self.invitations})
        self.api.answers("GET", f"{self.path}/template-folder", {"template_folders": self.folders})

    def member(self, permissions: list[str] | None = None, **facts: Any) -> dict[str, Any]:
        """Somebody of the team whom the API lets be changed and removed."""
        person = a_member(self.service, permissions, **facts)
        self.members.append(person)
        self.api.answers("GET", f"/user/{person['id']}", {"data": person})
        self.api.answers("POST", f"/user/{person['id']}", {"data": person})
        self.api.answers("POST", f"/user/{person['id']}{self.path}/permission", status=204)
        self.api.answers("DELETE", f"{self.path}/users/{person['id']}", status=204)
        self.knows()
        return person

    def invitation(self, **facts: Any) -> dict[str, Any]:
        invited = an_invitation(self.service, **facts)
        self.invitations.append(invited)
        self.api.answers("GET", f"{self.path}/invite/{invited['id']}", {"data": invited})
        self.api.answers("POST", f"{self.path}/invite/{invited['id']}", {"data": invited})
        self.knows()
        return invited

    def folder(self, **facts: Any) -> dict[str, Any]:
        folder = a_folder(self.service, **facts)
        self.folders.append(folder)
        self.knows()
        return folder

    def browser(self, person: dict[str, Any] | None = None) -> Client:
        """Of the manager, unless somebody else is named."""
        return self.sign_in(person or self.manager, self.service)

    @property
    def events(self) -> list[dict[str, Any]]:
        """What was written to the audit trail, without where it came from."""
        return [
            {
                name: value
                for name, value in one.body["data"].items()
                if name not in ("ip_address", "browser_fingerprint")
            }
            | {"event_type": one.body["event_type"]}
            for one in self.api.asked_to("POST", "/events")
        ]


@pytest.fixture
def team(api: NotifyAPI, sign_in: Any) -> TeamWorld:
    return TeamWorld(api, sign_in)


@pytest.fixture
def stranger_id() -> str:
    """Of somebody who is not in the team."""
    return an_id()
