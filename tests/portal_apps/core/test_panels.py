"""Parts of a page that may be missing."""

import pytest

from gateway import current_caller
from gateway.errors import NotFound, Unavailable
from portal_apps.core.panels import Missed, or_missed


class TestOrMissed:
    def test_is_the_answer_where_there_is_one(self):
        assert or_missed("usage", lambda: 3)() == 3

    @pytest.mark.parametrize("error", [NotFound(None), Unavailable(None)])
    def test_names_what_could_not_be_had(self, error):
        def fail():
            raise error

        assert or_missed("usage", fail)() == Missed("usage")

    def test_waits_no_longer_than_a_part_may_take(self, settings):
        settings.PANEL_TIMEOUT = 0.5

        assert or_missed("usage", lambda: current_caller().longest_wait)() == 0.5
        assert current_caller().longest_wait is None

    @pytest.mark.parametrize("answer", [None, [], {}, {"data": None}, {"data": {"count": "many"}}])
    def test_an_answer_that_is_none_is_missed_and_logged_as_a_fault(self, answer, caplog):
        assert or_missed("usage", lambda: int(answer["data"]["count"]))() == Missed("usage")

        [record] = caplog.records
        assert record.levelname == "ERROR"
        assert record.exc_info

    def test_any_other_mistake_of_ours_is_not_hidden(self):
        def fail():
            raise AssertionError

        with pytest.raises(AssertionError):
            or_missed("usage", fail)()

    def test_lets_through_what_is_no_miss(self):
        def fail():
            raise NotFound(None)

        with pytest.raises(NotFound):
            or_missed("usage", fail, unless=(NotFound,))()
