"""The statuses of messages, alone and in groups."""

import pytest

from portal_apps.core.statuses import ARRIVED, FAILED, statuses_named


class TestStatusesNamed:
    @pytest.mark.parametrize(
        ("text", "statuses"),
        [
            ("delivered", ARRIVED),
            ("delivered,failed", ARRIVED | FAILED),
            ("temporary-failure", {"temporary-failure"}),
            ("failed,nonsense", FAILED),
        ],
    )
    def test_are_of_groups_or_single_ones(self, text, statuses):
        assert statuses_named(text) == sorted(statuses)

    @pytest.mark.parametrize("text", ["", "nonsense", "sending,delivered,failed"])
    def test_are_none_where_all_are_meant(self, text):
        assert statuses_named(text) == []
