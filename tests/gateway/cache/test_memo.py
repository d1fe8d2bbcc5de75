from contextvars import copy_context

from gateway.cache import memo


class TestScope:
    def test_there_is_no_memo_outside(self) -> None:
        with memo.scope():
            pass

        assert memo.current() is None

    def test_an_inner_scope_starts_empty_and_leaves_the_outer_one_alone(self) -> None:
        with memo.scope() as outer:
            outer.keep({"key": b"1"}, outer.generation)
            with memo.scope() as inner:
                seen = inner.get("key")

            assert seen is None
            assert memo.current() is outer
            assert outer.get("key") == b"1"

    def test_a_copied_context_shares_it(self) -> None:
        with memo.scope() as outer:
            copy_context().run(lambda: outer.keep({"key": b"1"}, outer.generation))

            assert outer.get("key") == b"1"

    def test_dropping_without_a_scope_does_nothing(self) -> None:
        memo.drop()

        assert memo.current() is None


class TestKeep:
    def test_refuses_what_was_asked_for_before_a_write(self) -> None:
        with memo.scope() as scope:
            generation = scope.generation
            memo.drop()
            scope.keep({"key": b"old"}, generation)

            assert scope.get("key") is None
