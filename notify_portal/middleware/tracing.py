"""Trace ids in and out: taken from the request, sent on with every API call, shown on error pages, in every log line."""

import logging
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gateway import Caller, Trace, calling, current_caller

# In order of preference: what the platform in front of us may have set already.
TRACE_HEADERS = ("X-B3-TraceId", "X-Amz-Cf-Id", "X-Amzn-Trace-Id")
TRACEPARENT = re.compile(r"^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$")
SAFE_ID = re.compile(r"^[A-Za-z0-9=:;_.-]{1,128}$")


class TracingMiddleware:
    """Outermost: whatever answers, answers under a trace."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with calling(Caller(trace=trace_of(request))) as caller:
            response = self.get_response(request)
            if caller.trace:
                response["X-B3-TraceId"] = caller.trace.trace_id
        return response


def trace_of(request: HttpRequest) -> Trace:
    """The trace this request belongs to; a new one when it brings none, or one that is not fit for a header."""
    traceparent = request.headers.get("traceparent", "")
    parent = TRACEPARENT.match(traceparent)
    candidates = [request.headers.get(name, "") for name in TRACE_HEADERS]
    known = next((value for value in candidates if SAFE_ID.match(value)), parent.group(1) if parent else "")
    span = request.headers.get("X-B3-SpanId", "")
    return Trace(
        **({"trace_id": known} if known else {}),
        **({"span_id": span} if SAFE_ID.match(span) else {}),
        traceparent=traceparent if parent else "",
    )


class TraceFilter(logging.Filter):
    """Gives every record the trace id of the work it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        trace = current_caller().trace
        record.trace_id = trace.trace_id if trace else "-"
        return True


class LineFormatter(logging.Formatter):
    """One readable line; what an API call adds follows the message."""

    API_FIELDS = ("api_method", "api_path", "api_outcome", "api_seconds")

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(trace_id)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the parent's
        details = [str(getattr(record, name)) for name in self.API_FIELDS if hasattr(record, name)]
        return " ".join([super().formatMessage(record), *details])
