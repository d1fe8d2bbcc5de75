"""Who acts, and under which trace: the one thing the gateway knows about the request or command that uses it."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Trace:
    """Ids in the B3 form that the API logs: 32 and 16 hexadecimal digits."""

    trace_id: str = field(default_factory=lambda: secrets.token_hex(16))
    span_id: str = field(default_factory=lambda: secrets.token_hex(8))
    traceparent: str = ""

    def headers(self) -> dict[str, str]:
        """Headers for one outgoing request; each call names a new span below this one."""
        outgoing_span = secrets.token_hex(8)
        headers = {
            "X-B3-TraceId": self.trace_id,
            "X-B3-SpanId": outgoing_span,
            "X-B3-ParentSpanId": self.span_id,
        }
        if self.traceparent:
            version, trace_id, _, flags = self.traceparent.split("-", 3)
            headers["traceparent"] = f"{version}-{trace_id}-{outgoing_span}-{flags}"
        return headers


@dataclass(frozen=True, slots=True)
class Caller:
    """The person on whose behalf the API is called (for audit, not for authentication), and the trace of the work.

    `pace` is called before each request, and returns when it may go out. `longest_wait` is how many seconds an answer may
    take; None leaves it to the settings.
    """

    user_id: str | None = None
    trace: Trace | None = None
    pace: Callable[[], None] | None = None
    longest_wait: float | None = None

    def headers(self) -> dict[str, str]:
        headers = self.trace.headers() if self.trace else {}
        if self.user_id:
            headers["X-Notify-User-Id"] = self.user_id
        return headers


NOBODY = Caller()
_current: ContextVar[Caller] = ContextVar("notify_caller", default=NOBODY)


def current_caller() -> Caller:
    """The caller of the running request or command; nobody outside of one."""
    return _current.get()


@contextmanager
def calling(caller: Caller) -> Iterator[Caller]:
    """Everything the block asks of the gateway is asked by this caller."""
    token = _current.set(caller)
    try:
        yield caller
    finally:
        _current.reset(token)


@contextmanager
def acting_as(
    user_id: str | None, *, trace: Trace | None = None, pace: Callable[[], None] | None = None
) -> Iterator[Caller]:
    """Act for this person in a command or a shell: `with acting_as(user_id): ...`; the calls share one trace."""
    outer = current_caller()
    caller = replace(outer, user_id=user_id, trace=trace or outer.trace or Trace(), pace=pace or outer.pace)
    with calling(caller):
        yield caller


def within(seconds: float) -> AbstractContextManager[Caller]:
    """For what nobody waits long for: each answer the block asks for takes no longer, or is Unavailable."""
    return calling(replace(current_caller(), longest_wait=seconds))


def attach_current_user(data: dict[str, object]) -> dict[str, object]:
    """The body with `created_by` added: the id of the person who acts, or None outside of a request or command."""
    return {"created_by": current_caller().user_id, **data}
