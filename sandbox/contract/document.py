"""The OpenAPI 3.1 document of the sandbox, written from what its routes declare."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from sandbox.api.routing import Route, Routes
from sandbox.api.service_keys import DOWNLOAD, PREVIEW
from sandbox.contract import requests
from sandbox.contract.shapes import FILES, TYPES, Shape, schema_of

Json = dict[str, Any]

VERSION = "0.1.0"
TITLE = "Notify sandbox"
ABOUT = (
    "A local Notify API: the portal's own routes, and the public ones under /v2. It sends nothing. "
    "Refusals have one of two bodies, Error and Errors."
)
PORTAL, PROGRAM = "portal", "api_key"
SECURITY_SCHEMES: Json = {
    PORTAL: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "HS256, at most 30 seconds old. iss is the portal's name, the key its secret.",
    },
    PROGRAM: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "HS256, at most 30 seconds old. iss is the id of a service, the key one of its API keys.",
    },
    **{
        key.name: {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": f"{key.scheme}, a space and the key of {key.purpose}.",
        }
        for key in (PREVIEW, DOWNLOAD)
    },
}
# The methods of the gateway that ask each route.
CALLERS: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "operations.json").read_text(encoding="utf-8")
)
# The first of them gives the operation its name; a method that asks several routes, to the first of those.
NAMES = {methods[0]: key for key, methods in reversed(CALLERS.items())}
# An id that fits nothing is a 404, a token that fits nothing one of these two.
NO_TOKEN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
NOT_JSON = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def document(areas: Iterable[Routes]) -> Json:
    routes = [route for area in areas for route in area.declared]
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": list(_tags(routes)),
        "paths": _paths(routes),
        "components": {
            "securitySchemes": SECURITY_SCHEMES,
            "schemas": {name: schema_of(shape) for name, shape in sorted(TYPES.items())},
        },
    }


def area_of(route: Route) -> str:
    return route.view.__module__.rpartition(".")[2].replace("_", " ")


def about(module: str) -> str:
    """The first line of a module's docstring."""
    return (sys.modules[module].__doc__ or "").strip().partition("\n")[0]


def key_of(route: Route) -> str:
    return f"{route.method} {requests.path_of(route.rule)}"


def callers(route: Route) -> list[str]:
    return CALLERS.get(key_of(route), [])


def operation_id(route: Route) -> str:
    """The method of the gateway that asks for it, or else where it is declared."""
    for method in callers(route)[:1]:
        if NAMES[method] == key_of(route):
            return method
    return f"{route.view.__module__.rpartition('.')[2]}.{route.view.__name__}"


def summary(route: Route) -> str:
    """The first sentence of the view's docstring, or else its name in words."""
    sentence = re.split(r"(?<=\.)\s|\n", route.view.__doc__ or "")[0]
    return sentence or route.view.__name__.replace("_", " ").capitalize()


def answers(route: Route) -> dict[int, Shape]:
    """The declared answers, and the refusals that follow from what the route takes."""
    refused = {status: _refusal(route, status) for status in _refusals(route)}
    return dict(sorted({**refused, **route.answers}.items()))


def _tags(routes: Iterable[Route]) -> Iterator[Json]:
    for module in dict.fromkeys(route.view.__module__ for route in routes):
        named = {"name": module.rpartition(".")[2].replace("_", " ")}
        yield {**named, "description": about(module)} if about(module) else named


def _paths(routes: Iterable[Route]) -> Json:
    paths: Json = {}
    for route in routes:
        paths.setdefault(requests.path_of(route.rule), {})[route.method.lower()] = operation(route)
    return paths


def operation(route: Route) -> Json:
    named = {"operationId": operation_id(route), "tags": [area_of(route)]}
    described = {"summary": summary(route)}
    if callers(route):
        described["description"] = f"The gateway calls it in {', '.join(callers(route))}."
    takes: Json = {"parameters": requests.parameters(route.rule, route.query)}
    if route.body is not None:
        takes["requestBody"] = requests.body(route.body)
    if route.file:
        takes["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
    responses = {str(status): _response(status, shape) for status, shape in answers(route).items()}
    return {**named, **described, **takes, "responses": responses, "security": _security(route)}


def _security(route: Route) -> list[Json]:
    if route.public:
        return []
    if route.service_key:
        return [{route.service_key.name: []}]
    return [{PROGRAM if route.api_keys else PORTAL: []}]


def _response(status: int, shape: Shape) -> Json:
    described: Json = {"description": HTTPStatus(status).phrase}
    if shape is None:
        return described
    return {**described, "content": _content(shape)}


def _content(shape: Shape) -> Json:
    """What it may be, by content type."""
    kinds = shape if isinstance(shape, tuple) else (shape,)
    files = [kind for kind in kinds if isinstance(kind, str) and kind in FILES]
    rest = tuple(kind for kind in kinds if kind not in files)
    content: Json = {FILES[file]: {} for file in files}
    if rest:
        content["application/json"] = {"schema": schema_of(rest if len(rest) > 1 else rest[0])}
    return content


def _refusals(route: Route) -> Iterator[int]:
    if not route.public:
        yield from NO_TOKEN
    if route.body is not None or route.query.properties:
        yield HTTPStatus.BAD_REQUEST
    if route.body is not None:
        yield HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if not route.api_keys:
            yield NOT_JSON
    if "<" in route.rule:
        yield HTTPStatus.NOT_FOUND


def _refusal(route: Route, status: int) -> Shape:
    if route.family == "v2":
        return "Errors"
    by_schema = "json_schema" in {declared.family for declared in (route.body, route.query) if declared}
    return ("Error", "Errors") if by_schema and status == HTTPStatus.BAD_REQUEST else "Error"
