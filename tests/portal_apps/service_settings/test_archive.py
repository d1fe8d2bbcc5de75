"""The end of a service."""

import pytest

from portal_apps.message_templates.wording import quoted
from tests.builders import a_member
from tests.pages import first_button, link, of_class, text_of, texts


@pytest.fixture
def trial(world):
    """A service in trial mode that may be archived."""
    world.service |= {"restricted": True, "name": "Parking <b>"}
    member = a_member(world.service)
    world.api.answers("GET", f"{world.path}/users", {"data": [member]})
    world.api.answers("POST", f"{world.path}/archive", status=204)
    world.api.answers("POST", "/events", {"data": {}}, status=201)
    return world


class TestArchive:
    def url(self, world):
        return f"{world.url}/archive"

    def test_asks_first(self, trial):
        page = trial.browser().get(self.url(trial))

        [banner] = of_class(page, "banner-dangerous")
        assert f"delete {quoted('Parking <b>')}?" in text_of(banner)
        assert b"Parking <b>" not in page.content
        assert first_button(page).get("name") == "delete"
        assert trial.api.writes == []

    def test_ends_the_service_and_says_who_did_it(self, trial):
        browser = trial.browser(id="11111111-1111-4111-8111-111111111111")

        answer = browser.post(self.url(trial))

        assert answer.url == "/your-services"
        assert trial.api.writes == [("POST", f"{trial.path}/archive"), ("POST", "/events")]
        [event] = trial.api.asked_to("POST", "/events")
        assert event.body["event_type"] == "archive_service"
        assert (
            event.body["data"].items()
            >= {
                "service_id": trial.service["id"],
                "archived_by_id": "11111111-1111-4111-8111-111111111111",
            }.items()
        )

    def test_is_not_written_down_when_it_did_not_happen(self, trial):
        trial.api.answers("POST", f"{trial.path}/archive", {"message": "no"}, status=500)

        assert trial.browser().post(self.url(trial)).status_code == 500
        assert trial.api.asked_to("POST", "/events") == []

    def test_of_a_live_service_is_for_platform_admins(self, trial):
        trial.service["restricted"] = False

        browser = trial.browser()
        refused = browser.post(self.url(trial))
        assert refused.status_code == 403
        assert texts(refused, "h1") == ["You cannot delete a service that is live"]
        assert link(browser.get(trial.url), "Delete this service") is None
        staff = trial.staff()
        assert link(staff.get(trial.url), "Delete this service") == self.url(trial)
        assert staff.post(self.url(trial)).status_code == 302

    def test_happens_once(self, trial):
        trial.service["active"] = False

        refused = trial.staff().post(self.url(trial))

        assert refused.status_code == 403
        assert texts(refused, "h1") == ["This service is deleted already"]
        assert trial.api.writes == []
