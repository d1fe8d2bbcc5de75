"""Asks the sandbox what a case asks, and says what about the answer is not as it was recorded."""

import json
import re
from collections.abc import Iterator
from typing import Any

import requests

from tests.sandbox.caller import Caller, a_token
from tests.sandbox.contract.cases import Case
from tests.sandbox.contract.situation import Situation
from tests.sandbox.shapes import differences
from tests.server_process import ROOT

JSON = "application/json"
NAME = re.compile(r"\{([a-z_]+)\}")
SHAPES = json.loads((ROOT / "sandbox" / "contract" / "shapes.json").read_text(encoding="utf-8"))
TYPES = SHAPES["types"]


def filled(value: Any, situation: Situation) -> Any:
    """The value with its {names} replaced, at every level."""
    if isinstance(value, str):
        return NAME.sub(lambda found: str(situation[found[1]]), value)
    if isinstance(value, list):
        return [filled(item, situation) for item in value]
    if isinstance(value, dict):
        return {name: filled(item, situation) for name, item in value.items()}
    return value


def ask(api: Caller, case: Case, situation: Situation) -> requests.Response:
    options: dict[str, Any] = {"params": filled(case.query, situation)}
    if case.raw is not None:
        options |= {"data": case.raw, "headers": {"Content-Type": JSON}}
    elif case.body is not None:
        options["json"] = filled(case.body, situation)
    if case.token is not None:
        options["headers"] = {"Authorization": _authorization(**filled(case.token, situation))}
    return api.request(case.method, filled(case.path, situation), **options)


def _authorization(scheme: str = "Bearer", **token: Any) -> str | None:
    return token["authorization"] if "authorization" in token else f"{scheme} {a_token(**token)}"


def problems(answer: requests.Response, case: Case, situation: Situation) -> Iterator[str]:
    if answer.status_code != case.status:
        yield f"status should be {case.status}, is {answer.status_code}: {answer.text[:300]}"
    elif case.answer is None and case.error is None:
        if answer.content:
            yield f"body should be empty, is {answer.text[:300]}"
    else:
        yield from _problems_of_body(answer, case, situation)


def _problems_of_body(answer: requests.Response, case: Case, situation: Situation) -> Iterator[str]:
    wanted = case.type or JSON
    if answer.headers["Content-Type"] != wanted:
        yield f"content type should be {wanted}, is {answer.headers['Content-Type']}"
    if case.error is None:
        yield from differences(answer.json(), case.answer, TYPES)
    elif answer.json() != error_body(filled(case.error, situation), case.status):
        yield f"error should be {case.error}, is {answer.text}"


def error_body(error: Any, status: int) -> dict[str, Any]:
    """A list of texts is what a JSON schema says; anything else is a message."""
    if isinstance(error, list):
        return {
            "status_code": status,
            "errors": [{"error": "ValidationError", "message": text} for text in error],
        }
    return {"result": "error", "message": error}
