"""Several calls of one page at once instead of in a row."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import TypeVar

Result = TypeVar("Result")

# More than any page asks at once, times the request threads of one worker: a waiting thread costs almost nothing.
WORKERS = 48

_executor = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="gateway-fan-out")
_inside: ContextVar[bool] = ContextVar("gateway_inside_fan_out", default=False)


def fan_out(*calls: Callable[[], Result], in_a_row: bool = False) -> list[Result]:
    """The results in the order of the calls. Waits for all of them, then raises the first error in that order.

    Each call sees the caller, the trace and the memo of the one who asks. A call that fans out again runs in a row:
    a worker that waits for workers can wait for ever. So do calls whose answers are all at hand, which `prefetch` says:
    a thread would cost more than they do.
    """
    if in_a_row or len(calls) < 2 or _inside.get():  # noqa: PLR2004 - one call needs no second thread
        return [call() for call in calls]
    first, *others = calls
    pending = [_executor.submit(copy_context().run, _run_inside, call) for call in others]
    try:
        result = first()
    finally:
        _settle(pending)
    return [result, *(future.result() for future in pending)]


def _run_inside(call: Callable[[], Result]) -> Result:
    _inside.set(True)
    return call()


def _settle(pending: list[Future[Result]]) -> None:
    """No call outlives its page, also when another one failed."""
    for future in pending:
        future.exception()
