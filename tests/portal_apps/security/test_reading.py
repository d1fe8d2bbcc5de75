"""Reading changes nothing, whatever is read; and every answer comes with what keeps it safe."""

import re

import pytest

from tests.portal_apps.security.addresses import EVERY_ADDRESS, name_of
from tests.portal_apps.security.walk import HOSTILE

OF_THIS_PORTAL = re.compile(r"$|[?#]|/(?![/\\])")


@pytest.fixture
def answers(walk, address):
    """What each visitor got at this address."""
    return walk.seen[address.shape].values()


@pytest.mark.parametrize("address", EVERY_ADDRESS, ids=name_of)
class TestEveryAnswer:
    def test_came_without_a_write_or_a_fault(self, answers):
        assert [answer.writes for answer in answers if answer.writes] == []
        assert max(answer.status for answer in answers) < 500

    def test_came_from_an_api_that_knew_what_it_was_asked(self, answers):
        assert [answer.unknown for answer in answers if answer.unknown] == []

    def test_says_what_browsers_must_not_do_with_it(self, answers):
        for answer in answers:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
            assert "camera=()" in answer.headers["Permissions-Policy"]
            assert "no-store" in answer.headers["Cache-Control"]
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy

    def test_runs_nothing_of_its_own(self, answers):
        for answer in answers:
            for tag, attributes in answer.tags:
                assert "style" not in {tag, *attributes}
                assert not [name for name in attributes if name.startswith("on")]
                assert tag != "script" or {"src", "nonce"} & attributes.keys()

    def test_has_no_markup_in_its_names(self, answers):
        """Files for spreadsheets are text, and nobody reads them as a page."""
        pages = [one.body for one in answers if not one.headers["Content-Type"].startswith("text/csv")]

        assert [page for page in pages if HOSTILE.encode() in page or b"<img src=x" in page] == []

    def test_has_forms_that_tell_their_token_to_this_portal_only(self, answers):
        for answer in answers:
            for form, boxes in answer.forms:
                is_post = form.get("method", "get").lower() == "post"
                carries_token = any(box.get("name") == "csrfmiddlewaretoken" for box in boxes)
                assert carries_token == is_post
                assert OF_THIS_PORTAL.match(form.get("action", ""))


class TestTheWalk:
    def test_came_to_most_pages(self, walk):
        """Otherwise all of the above would be about pages that say no, or only lead on."""
        opened = [
            shape for shape, answers in walk.seen.items() if 200 in {one.status for one in answers.values()}
        ]

        assert len(opened) > 0.7 * len(EVERY_ADDRESS)

    def test_met_names_on_the_way(self, walk):
        pages = [answer.body for answers in walk.seen.values() for answer in answers.values()]

        assert sum(b"onerror=alert(1)&gt;" in page for page in pages) > len(EVERY_ADDRESS)
