"""A service whose templates are sent to one person, and the way through the pages."""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import caches
from django.test import Client

from tests.builders import a_member, a_service, a_template, an_id
from tests.notify_api import NotifyAPI
from tests.pages import typed

SENDS = ["send_texts", "send_emails", "send_letters"]


@dataclass
class World:
    """What the API knows; `statistics` of today are in the answer for every channel."""

    api: NotifyAPI
    sign_in: Any
    service: dict[str, Any] = field(default_factory=lambda: a_service(letter_branding=None))
    user: dict[str, Any] = field(default_factory=dict)
    notification_id: str = field(default_factory=an_id)

    def __post_init__(self) -> None:
        counts = {"requested": 12, "delivered": 0, "failed": 0}
        self.has("template-folder", {"template_folders": []})
        self.has("contact-list", [])
        self.has("statistics", {"data": dict.fromkeys(("email", "sms", "letter"), counts)})
        self.api.answers("GET", "/sms-rate/", {"rate": 0.0233, "valid_from": "2026-04-01T00:00:00"})
        rates = [
            {"post_class": post_class, "rate": rate, "sheet_count": sheets}
            for post_class, rate, sheets in (
                ("second", "0.73", 1),
                ("second", "0.77", 2),
                ("first", "1.56", 1),
                ("europe", "1.80", 1),
                ("rest-of-world", "1.95", 1),
            )
        ]
        self.api.answers("GET", "/letter-rates/", rates)
        self.takes()

    @property
    def path(self) -> str:
        return f"/service/{self.service['id']}"

    def has(self, name: str, body: Any) -> None:
        self.api.answers("GET", f"{self.path}/{name}", body)

    def template(self, **facts: Any) -> dict[str, Any]:
        one = a_template(self.service, **facts)
        self.has(f"template/{one['id']}", {"data": one})
        return one

    def email(self, **facts: Any) -> dict[str, Any]:
        return self.template(**{"subject": "Permit", "content": "Dear ((name))"} | facts)

    def text(self, **facts: Any) -> dict[str, Any]:
        return self.template(**{"template_type": "sms", "subject": None, "content": "Hi ((name))"} | facts)

    def letter(self, **facts: Any) -> dict[str, Any]:
        given = {
            "template_type": "letter",
            "subject": "Permit",
            "content": "Dear ((name))",
            "postage": "second",
        }
        return self.template(**given | facts)

    def browser(self, permissions: list[str] | None = None, **user: Any) -> Client:
        caches["gateway"].clear()
        held = SENDS if permissions is None else permissions
        self.user = a_member(self.service, held, **user)
        return self.sign_in(self.user, self.service)

    def takes(self, status: int = 201, body: Any = None) -> None:
        """What the API answers to a message from now on."""
        answer = {"id": self.notification_id} if body is None else body
        self.api.answers("POST", f"{self.path}/send-notification", answer, status=status)

    @property
    def given(self) -> list[dict[str, Any]]:
        """The messages that the API was given, without who did it."""
        bodies = [one.body for one in self.api.asked_to("POST", f"{self.path}/send-notification")]
        return [{name: value for name, value in body.items() if name != "created_by"} for body in bodies]

    # Where the pages are

    def send_url(self, template: dict[str, Any], page: str) -> str:
        return f"/services/{self.service['id']}/send/{template['id']}/{page}"

    def check_url(self, template: dict[str, Any]) -> str:
        return f"/services/{self.service['id']}/template/{template['id']}/notification/check"

    def message_url(self, notification_id: str = "") -> str:
        return f"/services/{self.service['id']}/notification/{notification_id or self.notification_id}"

    # The way through them

    def answer(self, browser: Client, template: dict[str, Any], *answers: str) -> None:
        """Begin, and answer the questions from the recipient on."""
        browser.get(self.send_url(template, "one-off"))
        for step, text in enumerate(answers):
            is_letter = template["template_type"] == "letter" and not step
            page, name = ("address", "address") if is_letter else (f"step-{step}", "placeholder_value")
            browser.post(self.send_url(template, f"one-off/{page}"), {name: text})

    def send(self, browser: Client, template: dict[str, Any], page: Any = None, **fields: str) -> Any:
        """Press the button of the check page, as it is or was."""
        shown = typed(page or browser.get(self.check_url(template)), "shown")
        return browser.post(self.check_url(template), {"shown": shown[0]} | fields)
