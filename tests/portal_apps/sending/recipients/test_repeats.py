"""Repeats against a dictionary, where nearly all recipients meet each other's marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_apps.sending.recipients import repeats
from portal_apps.sending.recipients.repeats import Repeats

ROWS = st.lists(st.tuples(st.sampled_from("abcdefghijklmnopqrst"), st.sampled_from("xy")), max_size=40)


@pytest.fixture(scope="module", autouse=True)
def _few_marks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repeats, "MARKS", 16)
        yield


class TestRepeats:
    @given(ROWS, st.integers(1, 3))
    def test_are_those_that_a_dictionary_finds(self, rows: list[tuple[str, str]], step: int):
        seen = Repeats()
        expected: dict[str, list[int]] = {}
        identical: dict[str, list[int]] = {}
        for place, (recipient, cell) in enumerate(rows):
            number = 2 + place * step
            seen.add(number, recipient, [recipient, cell])
            expected.setdefault(recipient, []).append(number)
            if (recipient, cell) in rows[:place]:
                identical.setdefault(recipient, []).append(number)

        assert {found.recipient: (found.rows, found.identical) for found in seen} == {
            recipient: (numbers, identical.get(recipient, []))
            for recipient, numbers in expected.items()
            if len(numbers) > 1
        }
