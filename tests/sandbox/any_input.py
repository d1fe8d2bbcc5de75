"""Requests that schemathesis makes up from the document, sent as they are and again about things that exist."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core import NotSet
from schemathesis.generation import GenerationMode

from tests.sandbox.caller import SECRET, TIMEOUT, Caller, a_token
from tests.sandbox.document import Document
from tests.sandbox_process import SandboxProcess

SERVICE_KEY = "the-key-of-the-services-beside-the-api"
API_KEY_LENGTH = 36
PERMANENT_REDIRECT, NOT_FOUND, METHOD_NOT_ALLOWED, BROKEN = 308, 404, 405, 500
WRONG_PATH = "The requested URL was not found on the server."
# What takes things away comes last, so that there is something to ask about until then.
DESTRUCTIVE = ("delete", "archive", "revoke", "/remove")
PERSON = [
    "user_id",
    "created_by",
    "created_by_id",
    "updated_by",
    "updated_by_id",
    "from_user",
    "invited_by",
    "archived_by",
    "archived_by_id",
    "requester_id",
    "status_changed_by_id",
    "go_live_user",
    "agreement_signed_by_id",
]
OTHER_NAMES = {
    "service": "service_id",
    "organisation": "organisation_id",
    "email_branding": "email_branding_id",
    "letter_branding": "letter_branding_id",
    "parent_id": "template_folder_id",
    "parent_folder_id": "template_folder_id",
    "target_template_folder_id": "template_folder_id",
    "reply_to": "letter_contact_id",
    "sender_id": "sms_sender_id",
}


def without_security(document: Document) -> dict[str, Any]:
    """For schemathesis: tokens are ours to give, and not to be made up."""
    content = copy.deepcopy(document.content)
    for methods in content["paths"].values():
        for operation in methods.values():
            operation["x-keys"] = [name for kind in operation.pop("security") for name in kind]
    return content


class World:
    """Ids of things that exist, and tokens for everything."""

    def __init__(self, sandbox: SandboxProcess, api: Caller) -> None:
        self.url = sandbox.url
        self.service_id = sandbox.service("boat_licences")["id"]
        self.user_id = sandbox.person("manager")["id"]
        self.ids = {**dict.fromkeys(PERSON, self.user_id), "service_id": self.service_id}
        self.ids |= dict(self._found(api))
        self.ids |= {name: self.ids[other] for name, other in OTHER_NAMES.items()}
        key = {"name": "any input", "key_type": "normal", "created_by": self.user_id}
        made = api.post(f"/service/{self.service_id}/api-key", key)
        self.api_key = made.json()["data"][-API_KEY_LENGTH:]

    def _found(self, api: Caller) -> Iterator[tuple[str, str]]:
        service = f"/service/{self.service_id}"
        for name, path, rows in (
            ("organisation_id", "/organisations", None),
            ("email_branding_id", "/email-branding", "email_branding"),
            ("letter_branding_id", "/letter-branding", None),
            ("provider_details_id", "/provider-details", "provider_details"),
            ("template_id", f"{service}/template", "data"),
            ("template_folder_id", f"{service}/template-folder", "template_folders"),
            ("job_id", f"{service}/job", "data"),
            ("notification_id", f"{service}/notifications", "notifications"),
            ("invited_user_id", f"{service}/invite", "data"),
            ("reply_to_id", f"{service}/email-reply-to", None),
            ("sms_sender_id", f"{service}/sms-sender", None),
            ("letter_contact_id", f"{service}/letter-contact", None),
            ("data_retention_id", f"{service}/data-retention", None),
            ("api_key_id", f"{service}/api-keys", "apiKeys"),
        ):
            answer = api.get(path).json()
            yield name, (answer[rows] if rows else answer)[0]["id"]

    def authorization(self, keys: list[str]) -> dict[str, str]:
        match keys:
            case ["portal"]:
                return {"Authorization": f"Bearer {a_token(SECRET)}"}
            case ["api_key"]:
                return {"Authorization": f"Bearer {a_token(self.api_key, iss=self.service_id)}"}
            case ["template_preview"]:
                return {"Authorization": f"Token {SERVICE_KEY}"}
            case ["document_download"]:
                return {"Authorization": f"Bearer {SERVICE_KEY}"}
            case _:
                return {}

    def about_what_exists(self, value: Any, name: str | None = None) -> Any:
        """The same value with its ids replaced, at every level."""
        if isinstance(value, dict):
            return {key: self.about_what_exists(inner, key) for key, inner in value.items()}
        return self.ids[name] if isinstance(value, str) and name in self.ids else value


class Prober:
    """Sends made-up requests and says what is wrong with the answers."""

    def __init__(self, document: Document, world: World, examples: int) -> None:
        self.document = document
        self.world = world
        self.examples = examples
        self.session = requests.Session()
        schema = schemathesis.openapi.from_dict(without_security(document))
        operations = [found.ok() for found in schema.get_all_operations()]
        self.operations = sorted(
            operations, key=lambda one: any(word in one.label.lower() for word in DESTRUCTIVE)
        )

    def problems(self, operation: Any) -> list[str]:
        found: dict[str, str] = {}

        def send(case: Any) -> None:
            for problem in self._problems_of(operation, self._send(operation, case)):
                found.setdefault(
                    problem, f"{operation.label} {case.path_parameters} {case.query} {case.body!r:.300}"
                )

        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            self._make_up(operation, mode, send)
        return [f"{problem}: {where}" for problem, where in found.items()]

    def _make_up(self, operation: Any, mode: GenerationMode, send: Callable[[Any], None]) -> None:
        @seed(1)
        @settings(
            max_examples=self.examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def run(case: Any) -> None:
            send(case)
            case.path_parameters = self.world.about_what_exists(case.path_parameters or {})
            if not isinstance(case.body, NotSet):
                case.body = self.world.about_what_exists(case.body)
            send(case)

        try:
            run()
        except Unsatisfiable:
            # Nothing can be wrong with a request that takes nothing.
            assert mode is GenerationMode.NEGATIVE

    def _send(self, operation: Any, case: Any) -> requests.Response:
        headers = self.world.authorization(operation.definition.raw["x-keys"])
        made = case.as_transport_kwargs(base_url=self.world.url, headers=headers)
        return self.session.request(**made, timeout=TIMEOUT)

    def _problems_of(self, operation: Any, answer: requests.Response) -> Iterator[str]:
        if answer.status_code >= BROKEN:
            yield f"breaks with {answer.status_code}"
        elif not _is_of_another_path(answer):
            yield from self.document.problems(operation.definition.raw, answer)


def _is_of_another_path(answer: requests.Response) -> bool:
    """A made-up value may not fit into the path, or make another path of it."""
    if answer.status_code in {PERMANENT_REDIRECT, METHOD_NOT_ALLOWED}:
        return True
    return answer.status_code == NOT_FOUND and WRONG_PATH in answer.text
