"""Services of the tests that send: their keys, their templates, and what became of the messages."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from tests.sandbox.caller import Caller


class Sending:
    """One service, as the portal (`api`) and as a program (`client`) see it."""

    def __init__(self, api: Caller, service_id: str, person_id: str) -> None:
        self.api = api
        self.id = service_id
        self.path = f"/service/{service_id}"
        self.person_id = person_id

    def key(self, name: str, key_type: str = "normal") -> str:
        """Made as the portal makes it: the name, the service and the secret in one text."""
        answer = self.api.post(
            f"{self.path}/api-key", {"name": name, "key_type": key_type, "created_by": self.person_id}
        )
        return f"{name}-{self.id}-{answer.json()['data']}"

    def client(self, key: str) -> NotificationsAPIClient:
        client = NotificationsAPIClient(key, base_url=self.api.url)
        # The library never closes its connections itself, and warnings are errors here.
        client.request_session.headers["Connection"] = "close"
        return client

    def template(self, channel: str, content: str = "Hello ((name))", **more: Any) -> str:
        body = {
            "name": f"A template for {channel}",
            "template_type": channel,
            "content": content,
            "service": self.id,
            "created_by": self.person_id,
            **({} if channel == "sms" else {"subject": "News for ((name))"}),
            **more,
        }
        answer = self.api.post(f"{self.path}/template", body)
        answer.raise_for_status()
        return str(answer.json()["data"]["id"])

    def send(self, template_id: str, to: str | None, **values: Any) -> Any:
        """One message from the portal."""
        return self.api.post(
            f"{self.path}/send-notification",
            {
                "template_id": template_id,
                "to": to,
                "personalisation": values,
                "created_by": self.person_id,
            },
        )

    def notification(self, notification_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.api.get(f"{self.path}/notifications/{notification_id}").json()
        return found

    def statistics(self) -> dict[str, Any]:
        found: dict[str, Any] = self.api.data(f"{self.path}/statistics", today_only="True")
        return found


def all_at_once(jobs: list[Callable[[], None]]) -> list[BaseException]:
    """Every job in a thread of its own; what went wrong in any of them."""
    failures: list[BaseException] = []

    def attempt(job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - the test asserts that there is none
            failures.append(error)

    threads = [threading.Thread(target=attempt, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def refusal(call: Callable[..., Any], *arguments: Any, **options: Any) -> tuple[int, str, str]:
    """Status, name and text of what the public API says to a call that must fail."""
    with pytest.raises(HTTPError) as caught:
        call(*arguments, **options)
    first: Any = caught.value.message[0]
    return caught.value.status_code, first["error"], first["message"]
