"""Numbers drawn as stacked columns."""

import pytest

from portal_apps.core.plots import FLOOR, LEFT, TOP, WIDTH, Column, Plot


def a_plot(*values, series=("Emails", "Texts")):
    columns = [Column(f"Month {number}", str(number), one) for number, one in enumerate(values, 1)]
    return Plot("Sent", series, tuple(columns))


class TestBoxes:
    def test_stand_on_each_other_from_the_floor(self):
        lower, upper = a_plot((10, 30)).boxes

        assert lower.y + lower.height == pytest.approx(FLOOR)
        assert upper.y + upper.height == pytest.approx(lower.y)
        assert upper.height == pytest.approx(3 * lower.height)

    def test_stay_within_the_drawing(self):
        boxes = a_plot((40, 0), (), (1, 39)).boxes

        assert len(boxes) == 3
        assert all(box.x >= LEFT and box.x + box.width <= WIDTH for box in boxes)
        assert min(box.y for box in boxes) == pytest.approx(TOP)

    def test_nothing_has_no_box(self):
        assert [box.series for box in a_plot((0, 3)).boxes] == [1]


class TestLines:
    @pytest.mark.parametrize(
        ("most", "texts"),
        [
            (1, ["0", "1", "2", "3", "4"]),
            (4, ["0", "1", "2", "3", "4"]),
            (5, ["0", "2", "4", "6", "8"]),
            (17, ["0", "5", "10", "15", "20"]),
            (1_204, ["0", "500", "1,000", "1,500", "2,000"]),
            (100_000, ["0", "50,000", "100,000", "150,000", "200,000"]),
        ],
    )
    def test_are_round_numbers_with_room_for_the_highest_column(self, most, texts):
        lines = a_plot((most, 0)).lines

        assert [line.text for line in lines] == texts
        assert (lines[0].at, lines[-1].at) == (FLOOR, TOP)


class TestWords:
    def test_say_which_column_is_the_highest_and_which_the_lowest(self):
        assert a_plot((1_000, 234), (1, 1), ()).in_words == (
            "Sent. Most in Month 1: 1,234. Least in Month 2: 2. The table has every number."
        )

    def test_of_one_column_say_so_once(self):
        assert a_plot((), (1, 1)).in_words == "Sent. Most in Month 2: 2. The table has every number."
