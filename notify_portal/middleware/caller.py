"""Who acts: every API call of a request carries the signed-in person's id, read from the session without loading them."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from gateway import calling, current_caller, memo


class CallerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        caller = replace(current_caller(), user_id=request.session.get(SESSION_KEY))
        with calling(caller), memo.scope():
            return self.get_response(request)
