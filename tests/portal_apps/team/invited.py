"""Somebody with an invitation to a service or to an organisation, and what the API knows about it."""

from dataclasses import dataclass, field
from typing import Any

from tests.builders import (
    a_service,
    a_user,
    an_error,
    an_id,
    an_invitation,
    an_organisation,
    an_organisation_invitation,
)
from tests.notify_api import NotifyAPI

TOKEN = "a-signed-token"


@dataclass
class Invited:
    """`kind` is service or organisation."""

    api: NotifyAPI
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    place: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        inviter = a_user(name="Morgan <b>")
        if self.kind == "service":
            self.place = a_service() | self.place
            self.invitation = an_invitation(self.place, from_user=inviter["id"], **self.facts)
            self.api.answers("GET", f"/service/{self.place['id']}", {"data": self.place})
            self.api.answers("GET", f"/service/{self.place['id']}/template-folder", {"template_folders": []})
        else:
            self.place = an_organisation() | self.place
            self.invitation = an_organisation_invitation(self.place, invited_by=inviter["id"], **self.facts)
            self.api.answers("GET", f"/organisations/{self.place['id']}", self.place)
        self.inviter = inviter
        self.api.answers("GET", f"/user/{inviter['id']}", {"data": inviter})
        self.api.answers("GET", f"/invite/{self.kind}/check/{TOKEN}", {"data": self.invitation})
        self.api.answers("GET", f"/invite/{self.kind}/{self.invitation['id']}", {"data": self.invitation})
        self.api.answers("POST", self.status_path, {"data": self.invitation})
        self.api.answers("POST", "/events", {"data": {}}, status=201)
        self.nobody_has_the_address()

    @property
    def url(self) -> str:
        return f"/invitation/{TOKEN}" if self.kind == "service" else f"/organisation-invitation/{TOKEN}"

    @property
    def register_url(self) -> str:
        return "/register-from-invite" if self.kind == "service" else "/register-from-org-invite"

    @property
    def home(self) -> str:
        return f"/{self.kind}s/{self.place['id']}"

    @property
    def status_path(self) -> str:
        return f"/{self.kind}/{self.place['id']}/invite/{self.invitation['id']}"

    def members_path(self, person: dict[str, Any]) -> str:
        plural = "service" if self.kind == "service" else "organisations"
        return f"/{plural}/{self.place['id']}/users/{person['id']}"

    def nobody_has_the_address(self) -> None:
        self.api.answers("POST", "/user/email", an_error("No result found"), status=404)

    def now(self, **facts: Any) -> None:
        """The invitation is so from now on."""
        changed = self.invitation | facts
        self.api.answers("GET", f"/invite/{self.kind}/check/{TOKEN}", {"data": changed})
        self.api.answers("GET", f"/invite/{self.kind}/{self.invitation['id']}", {"data": changed})

    def person(self, **facts: Any) -> dict[str, Any]:
        """Somebody who has an account with the address, and whom the API lets join."""
        person = a_user(**{"name": "Lena", "email_address": self.invitation["email_address"]} | facts)
        self.knows(person)
        return person

    def knows(self, person: dict[str, Any]) -> None:
        address = f"/user/{person['id']}"
        self.api.answers("POST", "/user/email", {"data": person})
        self.api.answers("GET", address, {"data": person})
        self.api.answers("POST", address, {"data": person})
        self.api.answers("POST", f"{address}/update-password", {"data": person})
        self.api.answers("POST", f"{address}/activate", {"data": person | {"state": "active"}})
        for route in ("sms-code", "verify/code"):
            self.api.answers("POST", f"{address}/{route}", status=204)
        self.api.answers("POST", self.members_path(person), {"data": person}, status=201)

    def joins(self, person: dict[str, Any]) -> list[Any]:
        return [one.body for one in self.api.asked_to("POST", self.members_path(person))]

    @property
    def statuses(self) -> list[Any]:
        """What the invitation was made."""
        return [one.body["status"] for one in self.api.asked_to("POST", self.status_path)]

    @property
    def events(self) -> list[dict[str, Any]]:
        origin = ("ip_address", "browser_fingerprint")
        return [
            {name: value for name, value in one.body["data"].items() if name not in origin}
            | {"event_type": one.body["event_type"]}
            for one in self.api.asked_to("POST", "/events")
        ]


def somebody_elses() -> dict[str, Any]:
    return a_user(id=an_id(), email_address="tom@meadowbridge.gov.uk")
