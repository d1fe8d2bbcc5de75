import time

import pytest
from django.contrib.auth import SESSION_KEY

from portal_apps.core.permissions import LAST_SERVICE
from portal_apps.users.sessions import SEEN_AT, STARTED_AT
from tests.browsers import browser_of
from tests.builders import a_member, a_service, a_user

A_LETTER = "4a6cc773-8649-4a51-8933-236a13db134a"
HOUR = 3600
MINUTE = 60


def ago(seconds):
    return int(time.time()) - seconds


class TestLifetime:
    @pytest.mark.parametrize(("hours", "status"), [(19.9, 200), (20.1, 302)])
    def test_ends_20_hours_after_the_sign_in_however_busy_it_was(self, sign_in, hours, status):
        browser = sign_in(a_user(), **{STARTED_AT: ago(int(hours * HOUR)), SEEN_AT: ago(10)})

        assert browser.get("/your-account").status_code == status

    @pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
    def test_ends_for_a_platform_admin_after_30_idle_minutes(self, sign_in, minutes, status):
        browser = sign_in(a_user(platform_admin=True), **{SEEN_AT: ago(minutes * MINUTE)})

        assert browser.get("/your-account").status_code == status

    def test_other_people_may_be_idle(self, sign_in):
        browser = sign_in(a_user(), **{SEEN_AT: ago(5 * HOUR)})

        assert browser.get("/your-account").status_code == 200

    def test_a_page_shows_that_somebody_is_there(self, sign_in):
        browser = sign_in(a_user(platform_admin=True), **{SEEN_AT: ago(20 * MINUTE)})

        browser.get("/your-account")

        assert browser.session[SEEN_AT] >= ago(5)

    def test_a_page_that_asks_by_itself_does_not(self, sign_in):
        seen = ago(20 * MINUTE)
        browser = sign_in(a_user(platform_admin=True), **{SEEN_AT: seen})

        browser.get("/your-account", headers={"HX-Request": "true"})

        assert browser.session[SEEN_AT] == seen

    @pytest.mark.parametrize("part", ["inbox.json", f"notification/{A_LETTER}.png"])
    def test_a_part_of_a_page_does_not_become_the_last_place_somebody_was_at(self, api, sign_in, part):
        """With two services open in two tabs, each would write the session of the other at every turn."""
        here, there = a_service(permissions=["sms", "inbound_sms"]), a_service()
        browser = sign_in(a_member(here, ["view_activity"]), here, **{LAST_SERVICE: there["id"]})
        path = f"/service/{here['id']}"
        api.answers("GET", f"{path}/inbound-sms/most-recent", {"data": [], "has_next": False})
        api.answers("GET", f"{path}/template/preview/{A_LETTER}/png", {"content": "", "metadata": {}})

        answer = browser.get(f"/services/{here['id']}/{part}")

        assert browser.session[LAST_SERVICE] == there["id"]
        assert "notify_admin_session" not in answer.cookies

    def test_the_cookie_is_not_sent_again_for_every_page(self, sign_in):
        browser = sign_in(a_user(), **{SEEN_AT: ago(30)})

        assert "notify_admin_session" not in browser.get("/your-account").cookies

    def test_what_is_over_is_over_for_the_next_request_too(self, sign_in):
        browser = sign_in(a_user(), **{STARTED_AT: ago(21 * HOUR)})

        browser.get("/your-account")

        assert SESSION_KEY not in browser.session
        assert STARTED_AT not in browser.session


class TestOneSession:
    def test_ends_when_the_person_signs_in_elsewhere(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": "another"}})

        assert browser.get("/your-account").status_code == 302
        assert SESSION_KEY not in browser.session

    def test_ends_when_the_person_signs_out_elsewhere(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": None}})

        assert browser.get("/your-account").status_code == 302

    @pytest.mark.parametrize("state", ["inactive", "pending"])
    def test_is_for_active_people_only(self, sign_in, state):
        browser = sign_in(a_user(state=state))

        assert browser.get("/your-account").status_code == 302
        assert SESSION_KEY not in browser.session

    def test_a_session_without_the_id_of_the_api_counts_for_nothing(self, api):
        user = a_user(current_session_id="")
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": None}})

        assert browser_of(user).get("/your-account").status_code == 302
