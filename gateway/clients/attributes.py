"""What an update may change, checked before anything is fenced in the cache or asked of the API."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import ParamSpec, TypeVar

from gateway.cache.policy import RECORD, record_of

P = ParamSpec("P")
T = TypeVar("T")
Check = Callable[[Mapping[str, object]], None]


def only(allowed: frozenset[str], of: str, *checks: Check) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The method takes only these attributes besides its named parameters.

    Stands above the cache policy: the call raises TypeError before the policy acts. `of` says whose attributes they are,
    and each of the checks is given them and may raise TypeError too.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        named = inspect.signature(function).parameters.keys()

        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> T:
            attributes = {name: value for name, value in kwargs.items() if name not in named}
            if refused := sorted(attributes.keys() - allowed):
                raise TypeError(f"Not allowed to update {of} attributes: {', '.join(refused)}")
            for check in checks:
                check(attributes)
            return function(*args, **kwargs)

        # The policy stays visible from outside: the method invalidates what it did, by the same arguments.
        if record := record_of(function):
            setattr(checked, RECORD, replace(record, wrapped=checked))
        return checked

    return decorate
