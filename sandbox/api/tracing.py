"""Trace ids in and out, who it is that answers, and one log line per request: the rule, never the path or the query."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("sandbox.request")

TRACE_HEADERS = ("X-B3-TraceId", "X-Amz-Cf-Id", "X-Amzn-Trace-Id")


class TracingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        trace_id = next(filter(None, map(request.headers.get, TRACE_HEADERS)), None) or secrets.token_hex(16)
        span_id = request.headers.get("X-B3-SpanId", "")
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-B3-TraceId"] = trace_id
        response["X-Notify-Sandbox"] = "nothing is really sent"
        if span_id:
            response["X-B3-SpanId"] = span_id
        match = request.resolver_match
        logger.info(
            "%s /%s %s %.0fms trace=%s span=%s user=%s",
            request.method,
            match.route if match else "(no such path)",
            response.status_code,
            (time.perf_counter() - started) * 1000,
            trace_id,
            span_id,
            request.headers.get("X-Notify-User-Id", ""),
        )
        return response
