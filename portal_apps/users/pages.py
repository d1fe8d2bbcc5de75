"""Drawing the pages on the way to signing in."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal_apps.core.formatting import count_of
from portal_apps.core.forms import Form
from portal_apps.users.next_page import url_with_next


def page(request: HttpRequest, template: str, *, status: int = HTTPStatus.OK, **context: Any) -> HttpResponse:
    """A page whose links, made by `url_with_next(name)`, keep where the sign-in leads."""
    links = {"url_with_next": partial(url_with_next, request)}
    return render(request, f"users/{template}.html", {**links, **context}, status=status)


def too_many_tries(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """The same page again (429), with what was typed and how long to wait."""
    minutes = -(-settings.SIGN_IN_WINDOW_SECONDS // 60)
    form.add_error(None, f"You have tried too many times. Wait {count_of(minutes, 'minute')}, then try again")
    response = page(request, template, status=HTTPStatus.TOO_MANY_REQUESTS, form=form, **context)
    response["Retry-After"] = str(settings.SIGN_IN_WINDOW_SECONDS)
    return response
