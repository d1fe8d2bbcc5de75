"""The decorators that put a client method under the policy of keys.py."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from gateway.cache.arguments import Target, target_for
from gateway.cache.families import Filled, FromArguments, Key, Pattern, PolicyError
from gateway.cache.guard import Guard
from gateway.cache.registry import Registry

P = ParamSpec("P")
T = TypeVar("T")

DeclaredKey = Key | FromArguments[Key] | str
DeclaredPattern = Pattern | FromArguments[Pattern] | str

RECORD = "__cache_policy__"
# What the write that is running may fence beside its own keys.
_in_body: ContextVar[tuple[Key | Pattern, ...]] = ContextVar("gateway_cache_in_body", default=())
WORKS_LATER = (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction)


@dataclass(frozen=True, slots=True)
class Record:
    """What is declared for a method; the method as it was written, and as the policy wrapped it."""

    written: Callable[..., Any]
    wrapped: Callable[..., Any]
    reads: Target[Key] | None = None
    writes: tuple[Target[Key] | Target[Pattern], ...] = ()
    in_body: tuple[Key | Pattern, ...] = ()

    @property
    def families(self) -> tuple[Key | Pattern, ...]:
        """The key that a read is kept under, or the keys and patterns that a write invalidates."""
        targets = (self.reads,) if self.reads else self.writes
        return tuple(dict.fromkeys([*(target.family for target in targets), *self.in_body]))


class Policy:
    """One set of declarations and the guard that carries them out."""

    def __init__(self, registry: Registry, guard: Guard) -> None:
        self._registry = registry
        self._guard = guard

    def set(self, key: DeclaredKey) -> Callable[[Callable[P, T]], Callable[P, T]]:
        """Keep what the method returns, as JSON, under this key. Its arguments name the fields.

        The method returns what JSON makes of its answer, kept or not: lists for tuples, text for dates and UUIDs.
        """

        def decorate(function: Callable[P, T]) -> Callable[P, T]:
            _refuse_unless_plain(function)
            if record_of(function) is not None:
                raise PolicyError(f"{function.__qualname__} cannot be both kept and a write, or kept twice")
            target = target_for(function, key, self._registry.key)
            locate = self._registry.locator(target.family)
            read, fields = self._guard.read, target.fields

            @wraps(function)
            def kept(*args: P.args, **kwargs: P.kwargs) -> T:
                answer: T = read(locate(fields(args, kwargs)), lambda: function(*args, **kwargs))
                return answer

            setattr(kept, RECORD, Record(function, kept, reads=target))
            return kept

        return decorate

    def delete(self, *keys: DeclaredKey) -> Callable[[Callable[P, T]], Callable[P, T]]:
        """The method is a write after which these keys hold something else."""
        return self._write(
            lambda function: tuple(target_for(function, key, self._registry.key) for key in keys)
        )

    def delete_by_pattern(self, *patterns: DeclaredPattern) -> Callable[[Callable[P, T]], Callable[P, T]]:
        """The method is a write after which every key that matches one of these patterns holds something else."""
        return self._write(
            lambda function: tuple(
                target_for(function, pattern, self._registry.pattern) for pattern in patterns
            )
        )

    def also_writes(self, *families: Key | Pattern) -> Callable[[Callable[P, T]], Callable[P, T]]:
        """The method is a write that invalidates these families in its body, where alone their keys are known.

        It does so in `writing`, or through other writes that it calls.
        """
        declared = tuple(map(self._registry.family, families))
        return self._write(lambda _function: (), declared)

    @contextmanager
    def writing(self, *targets: Filled) -> Iterator[None]:
        """Around an API call whose keys and patterns are known only at run time.

        Raises PolicyError for a family that the running method does not declare in `also_writes`.
        """
        for family in (target.family for target in targets):
            if family not in _in_body.get():
                raise PolicyError(
                    f"{family.text!r} is invalidated at run time; declare it in @cache.also_writes"
                )
        with self._fenced(targets):
            yield

    def _fenced(self, targets: Sequence[Filled]) -> AbstractContextManager[None]:
        return self._guard.write(self._registry.plan(targets)) if targets else nullcontext()

    def prefetch(self, *keys: Filled) -> bool:
        """Take what is kept under these keys into the running memo, in one round trip; whether all of it was kept."""
        return self._guard.prefetch([self._registry.entry(key) for key in keys])

    def clear(self, *keys: Key, id_: str = "") -> int | None:
        """Remove every kept answer of these families, or those in whose keys this id stands.

        How many, where the store can tell. Raises CacheUnavailable.
        """
        families = [self._registry.key(key) for key in keys]
        if id_:
            return self._guard.forget([glob for family in families for glob in family.globs_with(id_)])
        return self._guard.forget([family.glob for family in families])

    def _write(
        self,
        find_targets: Callable[[Callable[..., Any]], tuple[Target[Key] | Target[Pattern], ...]],
        declared: tuple[Key | Pattern, ...] = (),
    ) -> Callable[[Callable[P, T]], Callable[P, T]]:
        """Stacked decorators become one: one fence before the call and one release after it."""

        def decorate(function: Callable[P, T]) -> Callable[P, T]:
            _refuse_unless_plain(function)
            record = record_of(function)
            if record and record.reads:
                raise PolicyError(f"{function.__qualname__} cannot be both kept and a write")
            inner = record or Record(function, function)
            written = inner.written
            targets, in_body = (*find_targets(written), *inner.writes), (*declared, *inner.in_body)
            if not targets and not in_body:
                raise PolicyError(f"{function.__qualname__}: name what the write invalidates")

            @wraps(written)
            def writes(*args: P.args, **kwargs: P.kwargs) -> T:
                filled = [Filled(target.family, target.fields(args, kwargs)) for target in targets]
                with self._fenced(filled), _may_fence(in_body):
                    answer: T = written(*args, **kwargs)
                return answer

            setattr(writes, RECORD, Record(written, writes, writes=targets, in_body=in_body))
            return writes

        return decorate


def record_of(method: Callable[..., Any]) -> Record | None:
    """What the policy says of this method. Another decorator around it has no record of its own."""
    function = getattr(method, "__func__", method)
    record = getattr(function, RECORD, None)
    return record if isinstance(record, Record) and record.wrapped is function else None


@contextmanager
def _may_fence(families: tuple[Key | Pattern, ...]) -> Iterator[None]:
    """A write inside another one declares for itself."""
    token = _in_body.set(families)
    try:
        yield
    finally:
        _in_body.reset(token)


def _refuse_unless_plain(function: Callable[..., Any]) -> None:
    if any(kind(function) for kind in WORKS_LATER):
        raise PolicyError(
            f"{function.__qualname__} does its work after it returned; the cache could not protect it"
        )
