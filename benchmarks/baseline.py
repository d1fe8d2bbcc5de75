"""The rule that the gateway's cache is compared with: read through, and delete before and after each write.

Plain JSON under the raw key by GET and SET, each argument of a call looked up in the method's signature to fill the key,
patterns deleted by a script over KEYS in blocks. It is what GOV.UK Notify's own portal does, and what a careful portal
does without guards; its races are the point of the comparison.
"""

import inspect
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError

FOUR_WEEKS = 28 * 86_400
DELETE_BY_PATTERN = """
local keys = redis.call('KEYS', ARGV[1])
for first = 1, #keys, 5000 do
  redis.call('DEL', unpack(keys, first, math.min(first + 4999, #keys)))
end
return #keys
"""

Method = Callable[..., Any]


class DeleteTwice:
    """Decorators by the names of the gateway's, over a raw Redis client."""

    def __init__(self, client: Redis) -> None:
        self.client = client

    def set(self, key_format: str) -> Callable[[Method], Method]:
        def decorate(method: Method) -> Method:
            @wraps(method)
            def kept(*args: Any, **kwargs: Any) -> Any:
                key = key_for(key_format, method, args, kwargs)
                try:
                    found = self.client.get(key)
                except RedisError:
                    found = None
                if found is not None:
                    return json.loads(found)
                answer = method(*args, **kwargs)
                try:
                    self.client.set(key, json.dumps(answer), ex=FOUR_WEEKS)
                except RedisError:
                    return answer
                return answer

            return kept

        return decorate

    def delete(self, key_format: str) -> Callable[[Method], Method]:
        return self._around(key_format, self.client.delete)

    def delete_by_pattern(self, key_format: str) -> Callable[[Method], Method]:
        return self._around(key_format, lambda pattern: self.client.eval(DELETE_BY_PATTERN, 0, pattern))

    def _around(self, key_format: str, delete: Callable[[str], Any]) -> Callable[[Method], Method]:
        def decorate(method: Method) -> Method:
            @wraps(method)
            def write(*args: Any, **kwargs: Any) -> Any:
                key = key_for(key_format, method, args, kwargs)
                delete(key)
                answer = method(*args, **kwargs)
                delete(key)
                return answer

            return write

        return decorate


def key_for(key_format: str, method: Method, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    names = inspect.signature(method).parameters
    return key_format.format(**{name: as_text(argument(name, method, args, kwargs)) for name in names})


def argument(name: str, method: Method, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """By name, by position or by default, as the method's signature has it."""
    if name in kwargs:
        return kwargs[name]
    parameters = inspect.signature(method).parameters
    position = list(parameters).index(name)
    return args[position] if position < len(args) else parameters[name].default


def as_text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return str(UUID(value))
    except ValueError:
        return value
