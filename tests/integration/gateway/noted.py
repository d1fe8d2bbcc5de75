"""The clients of the gateway, each with somebody beside it who takes notes: which method answered, and what it asked.

    from tests.integration.gateway.noted import service_api_client

is the client of the gateway itself. A call that raises is not noted: only an answer shows that a method works.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import gateway
from gateway.base import NotifyAdminAPIClient
from gateway.other_host import OtherHostClient

WIRE = logging.getLogger("gateway.base")
CLIENTS = {name: client for name, client in vars(gateway).items() if isinstance(client, NotifyAdminAPIClient)}
METHODS = {
    f"{name}.{method}"
    for name, client in CLIENTS.items()
    for method in set(dir(client)) - set(dir(OtherHostClient))
    if not method.startswith("_") and callable(getattr(client, method))
}
# What each method asked over HTTP, all its calls together.
asked_by: defaultdict[str, list[str]] = defaultdict(list)
# The methods in the order in which they answered.
answered: list[str] = []


class Noted:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, method: str) -> Callable[..., Any]:
        call = getattr(CLIENTS[self._name], method)

        @wraps(call)
        def noted(*args: Any, **kwargs: Any) -> Any:
            with listening() as asked:
                answer = call(*args, **kwargs)
            asked_by[f"{self._name}.{method}"] += asked
            answered.append(f"{self._name}.{method}")
            return answer

        return noted


class Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.__dict__['api_method']} {record.__dict__['api_path']}")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Every request of the block that got an answer from the other end."""
    ear = Ear()
    level, WIRE.propagate = WIRE.level, False
    WIRE.addHandler(ear)
    WIRE.setLevel(logging.DEBUG)
    try:
        yield ear.heard
    finally:
        WIRE.removeHandler(ear)
        WIRE.setLevel(level)
        WIRE.propagate = True


def __getattr__(name: str) -> Noted:
    if name not in CLIENTS:
        raise AttributeError(name)
    return Noted(name)
