"""Runs several actors one step at a time, in an order that the test chooses, through the real protocol.

Each actor is a thread that stops before every step of the store, before every read and commit of the API, and where it
would sleep. Only one actor moves at a time, so a run is decided by the choices alone and can be repeated.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from itertools import cycle
from random import Random

from gateway.cache import keys
from gateway.cache.families import Filled, Key, Pattern
from gateway.cache.registry import Entry, Plan
from gateway.cache.states import Lease, is_fence
from gateway.cache.stores.base import Claim, Fill, FilledMeanwhile, Refusal, Store
from gateway.errors import BadRequest, Unavailable
from tests.gateway.cache.support import PATIENCE, World, an_id

LONGEST_RUN = 5_000


class Actor:
    """One thread that moves only when it is let."""

    def __init__(self, play: Callable[[], None]) -> None:
        self._turn = threading.Semaphore(0)
        self._stopped = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, args=(play,), daemon=True)
        self.done = False
        self.error: BaseException | None = None

    def _run(self, play: Callable[[], None]) -> None:
        self.stop()
        try:
            play()
        except BaseException as error:  # noqa: BLE001 - handed to the test by the schedule
            self.error = error
        self.done = True
        self._stopped.release()

    def start(self) -> None:
        self._thread.start()
        self._wait()

    def stop(self) -> None:
        """Called by the actor: wait for the next turn."""
        self._stopped.release()
        assert self._turn.acquire(timeout=PATIENCE)

    def move(self) -> None:
        """Called by the schedule: up to the actor's next stop, or its end."""
        self._turn.release()
        self._wait()

    def _wait(self) -> None:
        assert self._stopped.acquire(timeout=PATIENCE), "an actor waits for another one"


class Schedule:
    """The actors of one run."""

    def __init__(self) -> None:
        self._acting = threading.local()

    def step(self, *_ignored: object) -> None:
        """A point where other actors may come in between. Outside a run it is none."""
        actor = getattr(self._acting, "actor", None)
        if actor is not None:
            actor.stop()

    def run(self, plays: Sequence[Callable[[], None]], random: Random) -> None:
        actors = [self._actor(play) for play in plays]
        for actor in actors:
            actor.start()
        for _ in range(LONGEST_RUN):
            waiting = [actor for actor in actors if not actor.done]
            if not waiting:
                break
            random.choice(waiting).move()
        for actor in actors:
            assert actor.done, "the run does not end"
            if actor.error is not None:
                raise actor.error

    def _actor(self, play: Callable[[], None]) -> Actor:
        def enter() -> None:
            self._acting.actor = actor
            play()

        actor = Actor(enter)
        return actor


@dataclass
class SteppedStore:
    """A store each step of which can be preceded by what others do."""

    store: Store
    step: Callable[[], None]

    def look(self, keys: Sequence[str]) -> Sequence[bytes | None]:
        self.step()
        return self.store.look(keys)

    def acquire(self, entry: Entry, claim: Claim) -> Lease | FilledMeanwhile | Refusal:
        self.step()
        return self.store.acquire(entry, claim)

    def fill(self, entry: Entry, lease: Lease, fill: Fill) -> bool:
        self.step()
        return self.store.fill(entry, lease, fill)

    def abandon(self, entry: Entry, lease: Lease) -> None:
        self.step()
        self.store.abandon(entry, lease)

    def begin(self, plan: Plan, writer: str, fence_ttl: float) -> None:
        self.step()
        self.store.begin(plan, writer, fence_ttl)

    def end(self, plan: Plan, writer: str) -> None:
        self.step()
        self.store.end(plan, writer)

    def sweep(self, globs: Iterable[str]) -> None:
        self.store.sweep(globs)

    def forget(self, globs: Iterable[str]) -> int | None:
        return self.store.forget(globs)


class Stage:
    """One template of one service, whose content is a number that every commit raises.

    With several worlds the actors take turns in choosing theirs, as if they were in several processes.
    """

    def __init__(self, *worlds: World) -> None:
        self.schedule = Schedule()
        self.committed = 0
        self.stale: list[tuple[int, int]] = []
        self._raw = worlds[0].raw
        self._worlds = cycle(worlds)
        self._fields = {"service_id": an_id(), "template_id": an_id()}
        for world in worlds:
            world.store = SteppedStore(world.store, self.schedule.step)
            world.on_sleep = self.schedule.step

    def _ask_the_api(self, service_id: str, template_id: str, version: int | None = None) -> int:
        self.schedule.step()
        answer = self.committed
        self.schedule.step()
        return answer

    def commit(self) -> None:
        self.schedule.step()
        self.committed += 1
        self.schedule.step()

    def _writing(self, target: Filled) -> AbstractContextManager[None]:
        return next(self._worlds).writing(target)

    def read(self) -> None:
        """Whoever asks after a commit may not get what was there before it."""
        get = next(self._worlds).policy.set(keys.SERVICE_TEMPLATE_VERSION)(self._ask_the_api)
        at_least = self.committed
        answer = get(**self._fields)
        if answer < at_least:
            self.stale.append((answer, at_least))

    def reader(self) -> None:
        for _ in range(3):
            self.read()

    def writer(self, target: Key | Pattern, outcome: BaseException | None) -> Callable[[], None]:
        """Commits, and then hears so, or hears nothing, or dies."""

        def play() -> None:
            with suppress(Unavailable, KeyboardInterrupt), self._writing(target.fill(**self._fields)):
                self.commit()
                if outcome is not None:
                    raise outcome

        return play

    def refused_writer(self) -> None:
        """Commits nothing, and hears so."""
        with suppress(BadRequest), self._writing(keys.SERVICE_TEMPLATE_VERSION.fill(**self._fields)):
            self.schedule.step()
            raise BadRequest(None)

    def late_writer(self) -> None:
        """The commit comes after the writer has given up on it."""
        with suppress(Unavailable), self._writing(keys.ANY_SERVICE_TEMPLATE.fill(**self._service)):
            self.schedule.step()
            raise Unavailable(None)
        self.commit()

    def meddler(self, random: Random) -> Callable[[], None]:
        """Another system that reads through the raw key with plain GET and SET, and a Redis that evicts."""

        def play() -> None:
            for _ in range(4):
                self.schedule.step()
                random.choice([self._foreign_delete, self._foreign_fill, lambda: self._evict(random)])()

        return play

    def _foreign_delete(self) -> None:
        self._raw.delete(self._entry.value)

    def _foreign_fill(self) -> None:
        answer = str(self.committed).encode()
        self.schedule.step()
        self._raw.set(self._entry.value, answer)

    def _evict(self, random: Random) -> None:
        """Any guard but a fence: what losing one of those means is written in docs/cache.md."""
        guard = random.choice([self._entry.guard, *self._entry.groups])
        if not is_fence(self._raw.get(guard)):
            self._raw.delete(guard)

    @property
    def _service(self) -> dict[str, str]:
        return {"service_id": self._fields["service_id"]}

    @property
    def _entry(self) -> Entry:
        return keys.REGISTRY.entry(keys.SERVICE_TEMPLATE_VERSION.fill(**self._fields))
