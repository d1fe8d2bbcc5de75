"""Parts of pages that are fetched again and again: whole the first time, and then only if they have changed."""

import json
from http import HTTPStatus

import pytest
from django.test import RequestFactory

from portal_apps.core.fragments import STOP_ASKING, fresh_part
from portal_apps.core.permissions import Visit
from portal_apps.services.limits import DailyLimit

PART = "service_settings/remaining_today.html"


@pytest.fixture
def ask():
    def asked(used=5, *, is_final=False, **headers):
        request = RequestFactory(headers=headers).get("/part.json")
        request.visit = Visit(user=None)
        figures = {"daily": DailyLimit("email", 50, used)}
        return fresh_part(request, PART, {"remaining_today": PART}, figures, is_final=is_final)

    return asked


class TestAPart:
    def test_is_html_for_htmx_and_json_for_others(self, ask):
        html, parts = ask(hx_request="true"), json.loads(ask().content)

        assert html.content.decode() == parts["remaining_today"]
        assert "45" in parts["remaining_today"]
        assert html["Vary"] == "HX-Request"

    def test_that_has_not_changed_is_not_sent_again(self, ask):
        first = ask(hx_request="true")
        again = ask(hx_request="true", if_none_match=first["ETag"])

        assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
        assert again["ETag"] == first["ETag"]

    @pytest.mark.parametrize("known", ["W/{}", '"older", {}', '"older", W/{}'])
    def test_nor_is_one_whose_version_was_written_down_by_a_proxy(self, ask, known):
        """One that compresses answers makes weak versions of ours."""
        first = ask(hx_request="true")

        again = ask(hx_request="true", if_none_match=known.format(first["ETag"]))

        assert again.status_code == HTTPStatus.NOT_MODIFIED

    def test_that_has_changed_is(self, ask):
        first = ask(hx_request="true")
        again = ask(6, hx_request="true", if_none_match=first["ETag"])

        assert (again.status_code, again["ETag"] == first["ETag"]) == (HTTPStatus.OK, False)

    def test_that_is_final_says_so_also_if_it_has_not_changed(self, ask):
        first = ask(is_final=True, hx_request="true")
        again = ask(is_final=True, hx_request="true", if_none_match=first["ETag"])

        assert [first.status_code, again.status_code] == [STOP_ASKING] * 2
        assert json.loads(ask(is_final=True).content)["stop"] == 1
        assert "stop" not in json.loads(ask().content)
