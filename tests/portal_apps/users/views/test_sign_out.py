import pytest
from django.contrib.auth import SESSION_KEY

from tests.browsers import browser_of
from tests.builders import a_user, an_error


class TestSignOut:
    def test_asks_first_and_ends_nothing(self, api, sign_in):
        browser = sign_in(a_user())

        page = browser.get("/sign-out")

        assert b'<form method="post" novalidate' in page.content
        assert b">\n  Sign out\n</button>" in page.content
        assert api.writes == []
        assert SESSION_KEY in browser.session

    @pytest.mark.parametrize(
        ("site", "by_itself"),
        [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False), (None, False)],
    )
    def test_submits_itself_only_when_nobody_else_opened_it(self, sign_in, site, by_itself):
        headers = {"Sec-Fetch-Site": site} if site else {}

        page = sign_in(a_user()).get("/sign-out", headers=headers)

        assert (b"data-submits-itself" in page.content) is by_itself

    def test_ends_the_session_here_and_at_the_api(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        api.answers("POST", f"/user/{user['id']}", {"data": user})

        page = browser.post("/sign-out")

        assert page["Location"] == "/"
        assert [(asked.path, asked.body) for asked in api.asked if asked.method == "POST"] == [
            (f"/user/{user['id']}", {"current_session_id": None})
        ]
        assert SESSION_KEY not in browser.session

    def test_a_session_that_another_one_has_replaced_does_not_end_that_one(self, api):
        user = a_user()
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": "another"}})
        browser = browser_of(user)

        page = browser.post("/sign-out")

        assert page["Location"] == "/"
        assert api.writes == []
        assert SESSION_KEY not in browser.session

    def test_signs_out_of_this_browser_when_the_api_is_down(self, api, sign_in, caplog):
        browser = sign_in(a_user())
        api.is_down()

        page = browser.post("/sign-out")

        assert page["Location"] == "/"
        assert SESSION_KEY not in browser.session
        assert "could not be ended at the API" in caplog.text

    def test_signs_out_of_this_browser_when_the_api_refuses(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        api.answers("POST", f"/user/{user['id']}", an_error("broken"), status=500)

        browser.post("/sign-out")

        assert SESSION_KEY not in browser.session

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_somebody_who_is_not_signed_in_is_sent_to_the_start(self, browser, method):
        assert getattr(browser, method)("/sign-out")["Location"] == "/"
