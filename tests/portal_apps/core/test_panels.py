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

    def test_a_mistake_of_ours_is_not_hidden(self):
        def fail():
            raise KeyError

        with pytest.raises(KeyError):
            or_missed("usage", fail)()

    def test_lets_through_what_is_no_miss(self):
        def fail():
            raise NotFound(None)

        with pytest.raises(NotFound):
            or_missed("usage", fail, unless=(NotFound,))()
