"""Every address of the portal: guarded, without a slash at its end, and where bookmarks and e-mails expect it."""

from pathlib import Path

import pytest

from notify_portal.inventory import every_pattern

ADDRESSES = Path(__file__).with_name("addresses.txt")


EVERY_PATTERN = list(every_pattern())


class TestGuards:
    @pytest.mark.parametrize(("path", "pattern"), EVERY_PATTERN, ids=[path for path, _ in EVERY_PATTERN])
    def test_a_view_declares_who_may_see_it(self, path, pattern):
        assert hasattr(pattern.callback, "guarded_by"), f"{path} has neither @requires nor @public"

    @pytest.mark.parametrize(("path", "pattern"), EVERY_PATTERN, ids=[path for path, _ in EVERY_PATTERN])
    def test_a_rule_on_a_page_of_a_service_is_about_the_service(self, path, pattern):
        rule = pattern.callback.guarded_by

        if "service_id" in path:
            assert rule is not None
            assert rule.name != "signed in"


class TestAddresses:
    def test_none_ends_with_a_slash(self):
        assert [path for path, _ in EVERY_PATTERN if path != "/" and path.endswith("/")] == []

    def test_every_address_that_others_rely_on_exists(self):
        promised = {line for line in ADDRESSES.read_text().splitlines() if line and not line.startswith("#")}
        existing = {path for path, _ in EVERY_PATTERN}

        assert promised - existing == set()

    def test_every_address_is_on_the_list(self):
        promised = set(ADDRESSES.read_text().splitlines())
        existing = {path for path, _ in EVERY_PATTERN}

        assert existing - promised == set()
