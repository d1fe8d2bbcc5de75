import pytest

from gateway.cache.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(lambda: 1.5, clock)


class TestBreaker:
    def test_lets_everybody_through_until_a_step_fails(self, breaker: Breaker) -> None:
        assert breaker.allows()
        assert not breaker.is_open

    def test_lets_nobody_through_during_the_window(self, breaker: Breaker, clock: Clock) -> None:
        breaker.failed()
        clock.now = 1.4

        assert not breaker.allows()
        assert breaker.is_open

    def test_lets_one_through_after_the_window(self, breaker: Breaker, clock: Clock) -> None:
        breaker.failed()
        clock.now = 1.6

        assert [breaker.allows() for _ in range(3)] == [True, False, False]

    def test_stays_open_when_that_one_fails(self, breaker: Breaker, clock: Clock) -> None:
        breaker.failed()
        clock.now = 1.6
        breaker.allows()
        breaker.failed()
        clock.now = 3.0

        assert not breaker.allows()

    def test_lets_everybody_through_when_that_one_succeeds(self, breaker: Breaker, clock: Clock) -> None:
        breaker.failed()
        clock.now = 1.6
        breaker.allows()
        breaker.succeeded()

        assert [breaker.allows() for _ in range(3)] == [True, True, True]

    def test_says_which_failure_opened_it(self, breaker: Breaker) -> None:
        assert [breaker.failed(), breaker.failed()] == [True, False]
