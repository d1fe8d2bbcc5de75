"""The sandbox's OpenAPI document, as tests hold answers to it."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import jsonschema_rs
import requests

from tests.sandbox.caller import TIMEOUT

JSON = "application/json"
Operation = dict[str, Any]


class Document:
    def __init__(self, url: str) -> None:
        self.content: dict[str, Any] = requests.get(f"{url}/openapi.json", timeout=TIMEOUT).json()

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """{"GET /service/{service_id}": operation}."""
        return {
            f"{method.upper()} {path}": operation
            for path, methods in self.content["paths"].items()
            for method, operation in methods.items()
        }

    def key_of(self, method: str, path: str) -> str | None:
        """The operation a request goes to: words go before values, as in the sandbox."""
        found = [key for key in self.operations if _pattern(key).fullmatch(f"{method} {path}")]
        return min(found, key=lambda key: [part.startswith("{") for part in key.split("/")], default=None)

    def problems(self, operation: Operation, answer: requests.Response) -> Iterator[str]:
        """What the document did not say of this answer."""
        declared = operation["responses"].get(str(answer.status_code))
        if declared is None:
            yield f"does not say that it answers {answer.status_code}"
            return
        content = declared.get("content", {})
        if answer.headers["Content-Type"].startswith(JSON):
            schema = content.get(JSON, {"schema": {"not": {}}})["schema"]
            yield from (
                f"answers {error.message:.200}"
                for error in self._validator(schema).iter_errors(answer.json())
            )
        elif not content and answer.content:
            yield f"answers {answer.text:.200}, and not nothing"

    def _validator(self, schema: dict[str, Any]) -> Any:
        return jsonschema_rs.Draft202012Validator(schema | {"components": self.content["components"]})


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", key))
