"""Drawing the pages on the way to signing in."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal_apps.core.formatting import count_of
from portal_apps.core.forms import Form
from portal_apps.users.next_page import url_with_next


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A page whose links, made by `url_with_next(name)`, keep where the sign-in leads."""
    links = {"url_with_next": partial(url_with_next, request)}
    return render(request, f"users/{template}.html", {**links, **context})


def too_many_tries(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """The same page again (429), with what was typed and how long to wait."""
    return slowed_down(form, lambda: page(request, template, form=form, **context))


def slowed_down(form: Form, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """What `draw` makes of the form once it says how long to wait (429)."""
    minutes = -(-settings.SIGN_IN_WINDOW_SECONDS // 60)
    form.add_error(None, f"You have tried too many times. Wait {count_of(minutes, 'minute')}, then try again")
    response = draw()
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(settings.SIGN_IN_WINDOW_SECONDS)
    return response
