"""The Jinja2 environment of the pages: own templates first, then the GOV.UK components under their own prefix."""

from collections.abc import Callable, Hashable, MutableMapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from portal_apps.core import formatting
from portal_apps.core.addresses import address_of

# Macros of what stands around every page, and the components they are in.
DRAWN_ONCE = {
    "skip_link": "top",
    "site_header": "top",
    "account_navigation": "top",
    "site_footer": "footer",
}


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
        static=lru_cache(maxsize=None)(static),  # there are as many addresses as files
        url=_url,
        product_name=settings.PRODUCT_NAME,
        now=lambda: datetime.now(tz=UTC),
    )
    env.globals |= {macro: _drawn_once(env, component, macro) for macro, component in DRAWN_ONCE.items()}
    env.filters.update(formatting.FILTERS)
    return env


def _url(name: str, **arguments: Any) -> str:
    return address_of(name, **{key: value for key, value in arguments.items() if value is not None})


def _drawn_once(env: Environment, component: str, macro: str) -> Callable[..., Markup]:
    """A macro of what stands around every page, drawn once for all who see the same."""

    @lru_cache(maxsize=32)
    def drawn(*arguments: Hashable) -> Markup:
        return getattr(env.get_template(f"components/{component}.html").module, macro)(*arguments)

    return drawn
