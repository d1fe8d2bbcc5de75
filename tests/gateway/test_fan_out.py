"""Several calls of one page at once."""

import threading

import pytest

from gateway import acting_as, current_caller, fan_out


class TestFanOut:
    def test_returns_the_results_in_the_order_of_the_calls(self):
        assert fan_out(lambda: 1, lambda: 2, lambda: 3) == [1, 2, 3]

    def test_the_calls_run_at_the_same_time(self):
        meeting = threading.Barrier(3, timeout=30)

        assert sorted(fan_out(meeting.wait, meeting.wait, meeting.wait)) == [0, 1, 2]

    def test_what_is_at_hand_needs_no_thread(self):
        threads = fan_out(threading.get_ident, threading.get_ident, in_a_row=True)

        assert threads == [threading.get_ident()] * 2

    def test_each_call_knows_the_caller(self):
        with acting_as("one"):
            callers = fan_out(current_caller, current_caller)

        assert [caller.user_id for caller in callers] == ["one", "one"]

    def test_an_error_is_raised_when_every_call_has_ended(self):
        ended = threading.Event()

        def fails():
            raise LookupError("first")

        def ends():
            ended.set()

        with pytest.raises(LookupError, match="first"):
            fan_out(fails, ends)

        assert ended.is_set()

    def test_a_call_that_fans_out_itself_does_not_wait_for_ever(self):
        def inner():
            return fan_out(lambda: 1, lambda: 2)

        assert fan_out(*[inner] * 100) == [[1, 2]] * 100
