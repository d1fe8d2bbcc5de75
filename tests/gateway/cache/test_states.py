import pytest

from gateway.cache import states
from gateway.cache.states import Verdict

STAMPS = b"G1,G2"


class TestJudge:
    @pytest.mark.parametrize(
        ("value", "guard", "groups", "verdict"),
        [
            (None, None, [], Verdict.MISS),
            (b"{}", None, [], Verdict.FOREIGN),
            (b"{}", states.filled_guard(b"{}", b""), [], Verdict.HIT),
            (b"{}", states.filled_guard(b"{}", STAMPS), [b"G1", b"G2"], Verdict.HIT),
            (b"[]", states.filled_guard(b"{}", STAMPS), [b"G1", b"G2"], Verdict.FOREIGN),
            (None, states.filled_guard(b"{}", STAMPS), [b"G1", b"G2"], Verdict.MISS),
            (b"{}", states.filled_guard(b"{}", STAMPS), [b"G1", b"G3"], Verdict.MISS),
            (b"{}", states.filled_guard(b"{}", STAMPS), [b"G1", None], Verdict.MISS),
            (b"{}", states.filled_guard(b"{}", STAMPS), [b"G2"], Verdict.MISS),
            (b"{}", states.filled_guard(b"{}", b"G2"), [b"G1", b"G2"], Verdict.MISS),
            (b"{}", states.filled_guard(b"{}", STAMPS), [b"G1", b"W a "], Verdict.FENCED),
            (b"{}", states.filled_guard(b"{}", b"W a "), [b"W a "], Verdict.FENCED),
            (None, states.lease_guard("1", STAMPS), [b"G1", b"G2"], Verdict.LEASED),
            (b"{}", states.lease_guard("1", STAMPS), [b"G1", b"G2"], Verdict.LEASED),
            (None, states.lease_guard("1", STAMPS), [b"G1", b"G3"], Verdict.MISS),
            (None, states.lease_guard("1", STAMPS), [b"G1", b"W a "], Verdict.FENCED),
            (b"{}", b"W a b ", [b"G1", b"G2"], Verdict.FENCED),
            (None, None, [b"W a "], Verdict.FENCED),
        ],
    )
    def test_says_what_a_look_means(
        self, value: bytes | None, guard: bytes | None, groups: list[bytes | None], verdict: Verdict
    ) -> None:
        assert states.judge([value, guard, *groups]) is verdict


class TestTokens:
    def test_are_never_the_same(self) -> None:
        assert len({states.new_token() for _ in range(1000)}) == 1000
