from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def printed(**options) -> str:
    out = StringIO()
    call_command("page_inventory", stdout=out, **options)
    return out.getvalue()


class TestPageInventory:
    def test_says_which_pages_are_there(self):
        text = printed(app=["users"], importance="A")

        assert "present  A users              GP  /sign-in  (anon-only)" in text
        assert " of 25 present" in text

    def test_names_what_is_absent_and_fails(self):
        with pytest.raises(CommandError, match="absent"):
            printed(app=["branding"], absent=True)

    def test_passes_when_nothing_is_absent(self):
        assert printed(app=["public"], importance="A", absent=True) == "1 of 1 present, 0 absent\n"
