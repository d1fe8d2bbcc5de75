"""The document, as JSON for programs and as a page for people."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from sandbox import pages
from sandbox.api.routing import Route
from sandbox.contract import document, requests
from sandbox.contract.shapes import TYPES, Shape
from sandbox.routes import AREAS

Json = dict[str, Any]


@cache
def the_document() -> Json:
    return document.document(AREAS)


@require_safe
def as_json(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(the_document())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    return pages.page(request, "docs/page.html", _page())


@cache
def _page() -> dict[str, Any]:
    routes = [route for area in AREAS for route in area.declared]
    areas = [_area(list(members)) for _, members in groupby(routes, document.area_of)]
    types = [{"name": name, "shape": shape_html(shape)} for name, shape in sorted(TYPES.items())]
    return {"areas": areas, "count": len(routes), "types": types}


def _area(routes: list[Route]) -> dict[str, Any]:
    first = routes[0]
    return {
        "name": document.area_of(first),
        "about": document.about(first.view.__module__),
        "operations": [_operation(route) for route in routes],
    }


def _operation(route: Route) -> dict[str, Any]:
    return {
        "id": document.operation_id(route),
        "method": route.method,
        "path": requests.path_of(route.rule),
        "summary": document.summary(route),
        "token": _token(route),
        "callers": document.callers(route),
        "takes": list(_values(route)),
        "answers": list(_answers(route)),
    }


def _answers(route: Route) -> Iterator[dict[str, Any]]:
    """Statuses with the same body share a line."""
    for shape, statuses in groupby(document.answers(route).items(), lambda answer: answer[1]):
        texts = ", ".join(str(status) for status, _ in statuses)
        yield {"statuses": texts, "shape": shape_html(shape)}


def _token(route: Route) -> str:
    if route.public:
        return "No token"
    if route.service_key:
        return f"The key of {route.service_key.purpose}"
    return "An API key's token" if route.api_keys else "The portal's token"


def _values(route: Route) -> Iterator[dict[str, Any]]:
    """One row for each part of the path, the query and the body."""
    for parameter in requests.parameters(route.rule, route.query):
        rule = parameter["schema"]
        yield _value(parameter["name"], parameter["in"], rule, needed=parameter["required"])
    if route.body is not None:
        for schema in requests.bodies(route.body):
            for name, rule in schema["properties"].items():
                yield _value(name, "body", rule, needed=name in schema.get("required", []))


def _value(name: str, place: str, rule: Json, *, needed: bool) -> dict[str, Any]:
    return {"name": name, "place": place, "needed": needed, "rule": "; ".join(_words(rule))}


def _words(rule: Json) -> Iterator[str]:
    kind = rule.get("type", "any" if "enum" not in rule else "")
    if kind:
        yield " or ".join(kind) if isinstance(kind, list) else kind
    if "items" in rule:
        yield f"each {', '.join(_words(rule['items']))}"
    if "enum" in rule:
        yield f"one of {', '.join(map(str, rule['enum']))}"
    for key in ("format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "default"):
        if key in rule:
            yield f"{key} {rule[key]}"


def shape_html(shape: Shape) -> SafeString:
    """The notation of sandbox/contract/shapes.py, each type a link to what it consists of."""
    if shape is None:
        return format_html("nothing")
    if isinstance(shape, str):
        return _name_html(shape)
    if isinstance(shape, tuple):
        return format_html_join(" or ", "{}", ((shape_html(one),) for one in shape))
    if isinstance(shape, list):
        return format_html("[{}]", format_html_join(", ", "{}", ((shape_html(one),) for one in shape)))
    rows = ((key, shape_html(inner)) for key, inner in shape.items())
    return format_html("{{{}}}", format_html_join(", ", "{}: {}", rows))


def _name_html(name: str) -> SafeString:
    plain = name.removesuffix("?")
    if plain not in TYPES:
        return format_html("{}", name)
    return format_html('<a href="#{0}">{0}</a>{1}', plain, name[len(plain) :])


urlpatterns = [path("openapi.json", as_json, name="openapi"), path("docs", docs, name="docs")]
