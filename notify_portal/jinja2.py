"""The Jinja2 environment of the pages: own templates first, then the GOV.UK components under their own prefix."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from portal_apps.core import formatting


def environment(**options: Any) -> Environment:
    """Autoescape is on: Django turns it on for every Jinja2 backend."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components])
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    env = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True
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
