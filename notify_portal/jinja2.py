"""The Jinja2 environment of the pages: own templates first, then the GOV.UK components under their own prefix."""

from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from portal_apps.core import formatting


class FlatEnvironment(Environment):
    """Jinja2 keeps the globals of a template as a chain of dictionaries, and compares them at every import of a macro.

    The components import many. Here they are one dictionary, since nothing is added to them once pages are drawn.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> Environment:
    """Autoescape is on: Django turns it on for every Jinja2 backend."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components])
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    env = FlatEnvironment(**options)
    env.globals.update(
        static=static,
        url=_url,
        product_name=settings.PRODUCT_NAME,
        now=lambda: datetime.now(tz=UTC),
    )
    env.filters.update(formatting.FILTERS)
    return env


def _url(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs={key: value for key, value in arguments.items() if value is not None})
