"""Trace ids in and out."""

import logging

import pytest
from django.test import Client, RequestFactory

from gateway import Caller, Trace, calling
from notify_portal.middleware.tracing import LineFormatter, TraceFilter, trace_of

B3 = "463ac35c9f6413ad48485a3953bb6124"


class TestTraceOf:
    def test_a_request_without_one_gets_a_new_one_each_time(self):
        first, second = trace_of(RequestFactory().get("/")), trace_of(RequestFactory().get("/"))

        assert len(first.trace_id) == 32
        assert first.trace_id != second.trace_id

    @pytest.mark.parametrize(
        ("headers", "trace_id"),
        [
            ({"X-B3-TraceId": B3, "X-Amz-Cf-Id": "cloud", "X-Amzn-Trace-Id": "Root=1-67891233-abcdef"}, B3),
            ({"X-Amz-Cf-Id": "cloud", "X-Amzn-Trace-Id": "Root=1-67891233-abcdef"}, "cloud"),
            ({"X-Amzn-Trace-Id": "Root=1-67891233-abcdef"}, "Root=1-67891233-abcdef"),
            ({"traceparent": f"00-{B3}-00f067aa0ba902b7-01"}, B3),
        ],
    )
    def test_the_platform_in_front_is_believed_in_this_order(self, headers, trace_id):
        assert trace_of(RequestFactory().get("/", headers=headers)).trace_id == trace_id

    @pytest.mark.parametrize("value", ["a b", "x" * 200, "<script>", 'a"b'])
    def test_what_is_not_fit_for_a_header_is_replaced(self, value):
        trace = trace_of(RequestFactory().get("/", headers={"X-B3-TraceId": value, "X-B3-SpanId": value}))

        assert value not in (trace.trace_id, trace.span_id)

    def test_the_span_of_the_request_is_the_parent_of_ours(self):
        trace = trace_of(RequestFactory().get("/", headers={"X-B3-SpanId": "00f067aa0ba902b7"}))

        assert trace.headers()["X-B3-ParentSpanId"] == "00f067aa0ba902b7"


class TestResponse:
    def test_names_the_trace(self):
        page = Client().get("/", headers={"X-B3-TraceId": B3})

        assert page.headers["X-B3-TraceId"] == B3


class TestLogs:
    def test_a_line_carries_the_trace_and_what_the_api_was_asked(self):
        record = logging.LogRecord("gateway", logging.WARNING, __file__, 1, "API request", (), None)
        record.__dict__.update(api_method="GET", api_path="/service", api_outcome=500, api_seconds=0.1)

        with calling(Caller(trace=Trace(trace_id=B3))):
            TraceFilter().filter(record)

        line = LineFormatter().format(record)
        assert B3 in line
        assert line.endswith("API request GET /service 500 0.1")

    def test_a_line_outside_of_a_request_says_so(self):
        record = logging.LogRecord("gateway", logging.WARNING, __file__, 1, "text", (), None)

        TraceFilter().filter(record)

        assert record.trace_id == "-"
