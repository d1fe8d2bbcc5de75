"""The macros of the Python package draw what the npm package of the same release promises, fixture by fixture."""

import json
import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.template import engines

from tests.architecture.imports import ROOT

COMPONENTS = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
SAME_RELEASE = ("govuk-frontend-jinja==4.1.0", '"govuk-frontend": "6.3.0"')


def fixtures() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(COMPONENTS.glob("*/fixtures.json")):
        for fixture in json.loads(path.read_text())["fixtures"]:
            yield path.parent.name, fixture


def drawn(component: str, options: dict[str, Any]) -> str:
    macro = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    source = f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} %}}{{{{ {macro}(params) }}}}'
    return engines["jinja2"].env.from_string(source).render(params=options)


def shape(html: str) -> list[Any]:
    """Tags, attributes and text in order; white space between them and the order of attributes do not count."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [
        (element.tag, dict(element.attrib), squeezed(element.text), squeezed(element.tail))
        for element in tree.iter()
    ]


def squeezed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


FIXTURES = list(fixtures())


class TestComponents:
    def test_there_are_fixtures_of_every_component(self):
        assert len(FIXTURES) > 600, "run: python manage.py fetch_assets"

    @pytest.mark.parametrize(
        ("component", "fixture"), FIXTURES, ids=[f"{name}: {it['name']}" for name, it in FIXTURES]
    )
    def test_one_is_drawn_as_promised(self, component, fixture):
        assert shape(drawn(component, fixture["options"])) == shape(fixture["html"])

    def test_both_packages_are_pinned_to_the_same_release(self):
        requirements, package = (ROOT / "requirements.in").read_text(), (ROOT / "package.json").read_text()

        assert SAME_RELEASE[0] in requirements
        assert SAME_RELEASE[1] in package


class TestGlobals:
    def test_are_the_same_in_every_template_so_that_imports_are_kept(self):
        """A template that knows other globals than the one that imports it is run anew at each import."""
        env = engines["jinja2"].env
        page = env.get_template("components/change_page.html")
        imported = env.get_template("components/form.html")

        assert set(page.globals) == set(imported.globals) >= {"url", "static", "now"}
        assert type(page.globals) is dict
