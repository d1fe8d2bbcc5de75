"""/openapi.json: valid, complete, and true of what the sandbox answers."""

import re
import subprocess
import sys

import jsonschema_rs
import pytest
import requests
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from tests.gateway.clients.routes import ROUTES as ROUTES_OF_THE_GATEWAY
from tests.sandbox.caller import TIMEOUT
from tests.server_process import ROOT

# What Django serves, asked without the help of the document.
SERVED = """
import django
django.setup()
from sandbox.api.routing import Endpoint
from sandbox.urls import urlpatterns
for pattern in urlpatterns:
    if isinstance(pattern.callback, Endpoint):
        for method in pattern.callback.by_method:
            print(method, "/" + str(pattern.pattern))
"""


@pytest.fixture(scope="module")
def operations(document):
    return document.operations


def served() -> set[str]:
    environ = {"DJANGO_SETTINGS_MODULE": "sandbox.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SERVED]
    lines = subprocess.run(
        command, env=environ, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    return {re.sub(r"<\w+:(\w+)>", r"{\1}", line) for line in lines if not line.startswith("HEAD ")}


class TestDocument:
    def test_is_valid_openapi(self, document):
        assert document.content["openapi"] == "3.1.0"
        assert [error.message for error in OPENAPI_31_VALIDATOR.iter_errors(document.content)] == []

    def test_every_schema_in_it_is_valid(self, document):
        for schema in document.content["components"]["schemas"].values():
            assert jsonschema_rs.Draft202012Validator(schema | {"components": document.content["components"]})

    def test_has_every_route_and_no_other(self, operations):
        assert set(operations) == served()

    def test_names_every_operation_once(self, operations):
        names = [operation["operationId"] for operation in operations.values()]

        assert len(set(names)) == len(names)

    def test_every_operation_says_what_it_is(self, document, operations):
        areas = {tag["name"] for tag in document.content["tags"]}

        for operation in operations.values():
            assert operation["summary"]
            assert set(operation["tags"]) <= areas

    def test_every_operation_has_one_good_answer_at_least(self, operations):
        without = [
            key
            for key, operation in operations.items()
            if not any(status.startswith("2") for status in operation["responses"])
        ]

        assert without == []

    def test_programs_and_the_portal_have_different_tokens(self, operations):
        assert operations["GET /v2/notifications"]["security"] == [{"api_key": []}]
        assert operations["GET /service/{service_id}"]["security"] == [{"portal": []}]
        assert operations["POST /get-page-count"]["security"] == [{"template_preview": []}]
        assert operations["GET /_status"]["security"] == []

    def test_refusals_have_the_body_of_their_family(self, operations):
        def body(key: str, status: str) -> object:
            return operations[key]["responses"][status]["content"]["application/json"]["schema"]

        error, errors = ({"$ref": f"#/components/schemas/{name}"} for name in ("Error", "Errors"))
        assert body("GET /service/{service_id}", "404") == error
        assert body("POST /user", "400") == error
        assert body("POST /organisations", "400") == {"anyOf": [error, errors]}
        assert body("GET /v2/notifications", "400") == errors


class TestCallers:
    def test_the_document_names_the_methods_of_the_gateway(self, document, operations):
        unnamed = []
        for call, method, path, *_ in ROUTES_OF_THE_GATEWAY:
            key = document.key_of(method, path)
            named = re.findall(r"\w+\.(\w+)", operations[key].get("description", "")) if key else []
            if key and not set(named) & {call.__name__, *call.__code__.co_names}:
                unnamed.append(f"{call.__code__.co_names} asks {key}")

        assert unnamed == []

    def test_it_names_an_operation_after_one_of_them(self, operations):
        operation = operations["GET /service/{service_id}/api-keys"]

        assert operation["operationId"] == "api_key_api_client.get_api_keys"


class TestPage:
    def test_shows_every_operation(self, sandbox, operations):
        page = requests.get(f"{sandbox.url}/docs", timeout=TIMEOUT).text

        assert [name for name in operations if f"<strong>{name.replace(' ', '</strong> ')}" not in page] == []

    def test_every_link_leads_somewhere(self, sandbox):
        page = requests.get(f"{sandbox.url}/docs", timeout=TIMEOUT).text
        ids = re.findall(r' id="([^"]+)"', page)

        assert len(set(ids)) == len(ids)
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
