"""From a path to a view, in the order the real API works: path, method, token, body, view.

A routes module says `routes = Routes()` and decorates its views; sandbox/routes/__init__.py lists the modules.
Converters: <id:...> is a UUID in any case, <number:...> a whole number, <str:...> any single segment.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, UUIDConverter

from sandbox.api.auth import authenticate
from sandbox.api.bodies import read_json, read_public_json
from sandbox.api.errors import ApiError, BrokenError, Family, UnfitError, method_not_allowed
from sandbox.api.public_auth import authenticate_service
from sandbox.api.query import Query
from sandbox.api.schema import Body, Json
from sandbox.api.service_keys import ServiceKey
from sandbox.contract.shapes import Answers
from sandbox.models import ApiKey
from sandbox.writing import patiently, writing

View = Callable[..., HttpResponse]

logger = logging.getLogger("sandbox.route")


class AnyCaseUUIDConverter(UUIDConverter):
    regex = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"


class NumberConverter(IntConverter):
    """None so long that it would not fit into a column."""

    regex = "[0-9]{1,9}"


register_converter(AnyCaseUUIDConverter, "id")
register_converter(NumberConverter, "number")


@dataclass(frozen=True)
class Call:
    """What a view gets: the request, and its body and query once they have passed the route's schemas."""

    request: HttpRequest
    body: Json
    query: Json
    presented_key: ApiKey | None = None

    @property
    def api_key(self) -> ApiKey:
        """The key a program speaks with, and its service: on routes with `api_keys` only."""
        if self.presented_key is None:
            raise LookupError("This route is the portal's")
        return self.presented_key


@dataclass(frozen=True)
class Route:
    method: str
    rule: str
    view: View
    body: Body | None = None
    # The body is a file and not JSON.
    file: bool = False
    query: Query = field(default_factory=Query)
    answers: Answers = field(default_factory=dict)
    public: bool = False
    family: Family = "v1"
    api_keys: bool = False
    service_key: ServiceKey | None = None
    writes: bool = True
    # A POST that only asks, because what it asks with is too personal for an address.
    reads: bool = False

    def answer(self, request: HttpRequest, path_values: Mapping[str, Any]) -> HttpResponse:
        try:
            key = self._authenticated(request)
            read = read_public_json if self.api_keys else read_json
            body = self.body.checked(read(request)) if self.body else {}
            call = Call(request, body, self.query.read(request.GET), key)
            return patiently(lambda: self._view(call, path_values))
        except ApiError as error:
            return error.response(self.family)
        except (IntegrityError, DataError, ValidationError):
            return UnfitError().response(self.family)
        except Exception:
            # The rule and not the path, which may carry a signed token.
            logger.exception("%s %s broke", self.method, self.rule)
            return BrokenError().response(self.family)

    def _view(self, call: Call, path_values: Mapping[str, Any]) -> HttpResponse:
        if self.method == "GET" or self.reads or not self.writes:
            return self.view(call, **path_values)
        with writing():
            return self.view(call, **path_values)

    def _authenticated(self, request: HttpRequest) -> ApiKey | None:
        if self.api_keys:
            return authenticate_service(request)
        if self.service_key:
            self.service_key.authenticate(request)
        elif not self.public:
            authenticate(request)
        return None


class Declared(TypedDict, total=False):
    """What a route says of itself: what it takes, and with which status it answers what."""

    body: Body
    file: bool
    query: Query
    answers: Answers
    reads: bool


class Common(TypedDict):
    public: bool
    family: Family
    api_keys: bool
    service_key: ServiceKey | None
    writes: bool


@dataclass
class Routes:
    """The routes of one area, and what holds for all of them.

    `api_keys` are those of programs; `service_key` is that of a service beside the API. What does not `write` keeps nobody
    else from writing, however long it takes.
    """

    public: bool = False
    family: Family = "v1"
    api_keys: bool = False
    service_key: ServiceKey | None = None
    writes: bool = True
    declared: list[Route] = field(default_factory=list)

    def get(self, rule: str, **declared: Unpack[Declared]) -> Callable[[View], View]:
        return self._add("GET", rule, declared)

    def post(self, rule: str, **declared: Unpack[Declared]) -> Callable[[View], View]:
        return self._add("POST", rule, declared)

    def put(self, rule: str, **declared: Unpack[Declared]) -> Callable[[View], View]:
        return self._add("PUT", rule, declared)

    def delete(self, rule: str, **declared: Unpack[Declared]) -> Callable[[View], View]:
        return self._add("DELETE", rule, declared)

    def _add(self, method: str, rule: str, declared: Declared) -> Callable[[View], View]:
        common: Common = {
            "public": self.public,
            "family": self.family,
            "api_keys": self.api_keys,
            "service_key": self.service_key,
            "writes": self.writes,
        }

        def declare(view: View) -> View:
            self.declared.append(Route(method, rule, view, **declared, **common))
            return view

        return declare


class Endpoint:
    """Every method of one rule."""

    csrf_exempt = True

    def __init__(self, routes: Iterable[Route]) -> None:
        self.by_method = {route.method: route for route in routes}
        if "GET" in self.by_method:
            self.by_method["HEAD"] = self.by_method["GET"]

    def __call__(self, request: HttpRequest, **path_values: Any) -> HttpResponse:
        route = self.by_method.get(request.method or "")
        if route is None:
            return method_not_allowed(sorted(self.by_method))
        response = route.answer(request, path_values)
        return without_body(response) if request.method == "HEAD" else response


def redirect_to_slash(request: HttpRequest) -> HttpResponse:
    """A few routes end in a slash. Asked for without one, before any token is looked at, they send callers there."""
    response = HttpResponse(status=308)
    response["Location"] = request.build_absolute_uri(f"{request.path}/")
    return response


def without_body(response: HttpResponse) -> HttpResponse:
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def url_patterns(areas: Iterable[Routes]) -> list[URLPattern]:
    """One pattern per rule. Fixed words go before converters, so that /service/x/job/stats is not a job called stats."""
    by_rule: dict[str, list[Route]] = {}
    for area in areas:
        for route in area.declared:
            by_rule.setdefault(route.rule, []).append(route)
    ordered = sorted(by_rule, key=lambda rule: [segment.startswith("<") for segment in rule.split("/")])
    patterns = [path(rule.removeprefix("/"), Endpoint(by_rule[rule])) for rule in ordered]
    return patterns + [path(rule.strip("/"), redirect_to_slash) for rule in ordered if rule.endswith("/")]
