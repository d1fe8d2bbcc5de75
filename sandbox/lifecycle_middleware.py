from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sandbox import dates, lifecycle, lifecycle_jobs


class LifecycleMiddleware:
    """Nobody ever sees a message or a job as it was: both are brought up to the present before a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = dates.now()
        lifecycle_jobs.begin_due(now)
        lifecycle.advance(now)
        return self.get_response(request)
