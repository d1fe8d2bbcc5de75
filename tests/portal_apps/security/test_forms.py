"""A form that was not sent from one of our pages is refused before anybody is asked anything."""

import re

import pytest

from tests.browsers import browser_of
from tests.portal_apps.security.addresses import EVERY_ADDRESS, name_of

FORM = {"name": "Other", "email_address": "eve@example.gov.uk", "enabled": "True", "password": "a-password-1"}
GUESSED = {"X-CSRFToken": "x" * 32}


class TestForgedForms:
    @pytest.mark.parametrize("address", EVERY_ADDRESS, ids=name_of)
    def test_are_refused_and_nothing_is_asked_or_written(self, api, whole, address):
        for user in (whole.manager, whole.admin):
            browser = browser_of(user)
            browser.handler.enforce_csrf_checks = True

            statuses = [
                getattr(browser, method)(address.path, FORM, headers=headers).status_code
                for method, headers in (("post", {}), ("post", GUESSED), ("put", {}), ("delete", {}))
            ]

            assert statuses == [400] * 4
        assert api.asked == []

    def test_the_token_of_somebody_else_is_no_good(self, api, whole):
        """Without theirs in the cookie: a token is of one browser."""
        page = browser_of(whole.manager).get(f"/services/{whole.service['id']}/service-settings/name")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.content).group(1).decode()
        other = browser_of(whole.admin)
        other.handler.enforce_csrf_checks = True

        answer = other.post(
            f"/services/{whole.service['id']}/service-settings/name",
            {"name": "Other", "csrfmiddlewaretoken": token},
        )

        assert answer.status_code == 400
        assert api.writes == []
