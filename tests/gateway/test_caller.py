"""Who acts, and under which trace."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from gateway import acting_as, current_caller, within
from gateway.caller import Trace, attach_current_user


class TestActingAs:
    def test_names_the_person_inside_the_block_only(self):
        with acting_as("one"):
            inside = current_caller().user_id

        assert inside == "one"
        assert current_caller().user_id is None

    def test_blocks_may_stand_inside_each_other(self):
        with acting_as("one"):
            with acting_as("two"):
                inner = current_caller()
            outer = current_caller()

        assert (inner.user_id, outer.user_id) == ("two", "one")
        assert inner.trace == outer.trace

    def test_a_trace_may_be_given(self):
        with acting_as("one", trace=Trace(trace_id="f" * 32)) as caller:
            assert caller.trace.trace_id == "f" * 32

    def test_the_pace_of_the_outer_block_holds_in_the_inner_one(self):
        def pace():
            """A pace."""

        with acting_as("ada", pace=pace), acting_as("ben") as ben:
            assert ben.pace is pace

    def test_so_does_how_long_an_answer_may_take(self):
        with within(3), acting_as("ada") as ada:
            assert (ada.user_id, ada.longest_wait) == ("ada", 3)

    def test_another_thread_knows_the_caller_only_in_a_copy_of_the_context(self):
        with acting_as("one"), ThreadPoolExecutor() as pool:
            alone = pool.submit(current_caller).result()
            with_copy = pool.submit(copy_context().run, current_caller).result()

        assert alone.user_id is None
        assert with_copy.user_id == "one"


class TestAttachCurrentUser:
    def test_adds_who_acts(self):
        with acting_as("one"):
            assert attach_current_user({"name": "x"}) == {"name": "x", "created_by": "one"}

    def test_leaves_a_creator_that_is_named(self):
        with acting_as("one"):
            assert attach_current_user({"created_by": "two"}) == {"created_by": "two"}

    def test_does_not_change_what_it_is_given(self):
        data = {"name": "x"}

        attach_current_user(data)

        assert data == {"name": "x"}
