from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sandbox import addresses, dates, lifecycle, lifecycle_jobs, lifecycle_reports, uploaded_letters
from sandbox.writing import patiently


class LifecycleMiddleware:
    """Nobody ever sees a message, a job or a report as it was: all are brought up to the present before a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        patiently(lambda: _move_on(addresses.own(request)))
        return self.get_response(request)


def _move_on(address: str) -> None:
    lifecycle_jobs.begin_due(dates.now(), address)
    uploaded_letters.check_due(dates.now())
    # The clock is read again: messages a job has just made may already be due.
    lifecycle.advance(dates.now())
    lifecycle_reports.move_on(dates.now())
