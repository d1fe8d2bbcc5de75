from concurrent.futures import ThreadPoolExecutor

import pytest

from gateway.cache.digests import LARGEST_REMEMBERED, REMEMBERED, SIZE, Digests, digest


class TestDigest:
    def test_differs_with_one_byte(self) -> None:
        assert digest(b"x" * 40_000) != digest(b"x" * 39_999 + b"y")

    def test_has_a_fixed_size(self) -> None:
        assert {len(digest(value)) for value in (b"", b"x", b"x" * 40_000)} == {SIZE}


class TestMatch:
    @pytest.mark.parametrize("value", [b"", b"{}", b"x" * 1000, b"x" * (LARGEST_REMEMBERED + 1)])
    def test_again_and_again(self, value: bytes) -> None:
        digests = Digests()

        assert [digests.match(value, digest(value)) for _ in range(3)] == [True] * 3
        assert not digests.match(value + b" ", digest(value))
        assert not digests.match(value, digest(value + b" "))

    def test_after_more_values_than_are_remembered(self) -> None:
        digests, values = Digests(), [str(number).encode() for number in range(REMEMBERED * 3)]

        assert all(digests.match(value, digest(value)) for value in values * 2)
        assert len(digests._values) == REMEMBERED

    def test_a_large_value_is_not_remembered(self) -> None:
        digests, value = Digests(), b"x" * (LARGEST_REMEMBERED + 1)

        digests.match(value, digest(value))

        assert digests._values == {}

    def test_from_many_threads(self) -> None:
        digests, values = Digests(), [str(number).encode() for number in range(REMEMBERED * 2)]

        with ThreadPoolExecutor(max_workers=8) as executor:
            found = list(executor.map(lambda value: digests.match(value, digest(value)), values * 20))

        assert all(found)
