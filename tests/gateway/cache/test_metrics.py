import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from gateway.cache.metrics import Counters, Event
from gateway.errors import Unavailable
from tests.gateway.cache.support import an_id, plain_world


class TestCounters:
    def test_count_by_event_and_family(self) -> None:
        counters = Counters()

        counters.count(Event.HIT, "user-{user_id}")
        counters.count(Event.HIT, "service-{service_id}", "user-{user_id}")

        assert counters.snapshot() == {
            (Event.HIT, "user-{user_id}"): 2,
            (Event.HIT, "service-{service_id}"): 1,
        }
        assert counters.total(Event.HIT) == 3
        assert counters.total(Event.MISS) == 0

    def test_lose_nothing_between_threads(self) -> None:
        counters = Counters()

        with ThreadPoolExecutor(max_workers=8) as executor:
            for _ in range(8):
                executor.submit(lambda: [counters.count(Event.HIT, "f") for _ in range(500)])

        assert counters.total(Event.HIT) == 4000

    def test_a_snapshot_does_not_change(self) -> None:
        counters = Counters()
        snapshot = counters.snapshot()

        counters.count(Event.HIT, "f")

        assert snapshot == {}


class TestLog:
    def test_names_the_family_and_the_error_and_never_the_key(self, caplog: pytest.LogCaptureFixture) -> None:
        world, service_id = plain_world(), an_id()
        caplog.set_level(logging.DEBUG, "gateway.cache")

        world.client.get_service(service_id)
        with pytest.raises(Unavailable):
            world.client.update_service_slowly(service_id)

        assert "Cache uncertain_write: service-{service_id}" in caplog.messages
        assert service_id not in caplog.text

    def test_an_error_is_named(self, caplog: pytest.LogCaptureFixture) -> None:
        Counters().count(Event.READ_ERROR, "sms-rate", error=TimeoutError("too slow"))

        assert caplog.messages == ["Cache read_error (too slow): sms-rate"]
