"""Errors of the gateway as pages."""

import pytest

from gateway.storage import StorageUnavailable
from notify_portal.settings.caches import cache_settings
from tests.builders import a_member, a_service, a_template, an_error
from tests.pages import texts, tree

TRACE = "463ac35c9f6413ad48485a3953bb6124"
WITH_TRACE = {"X-B3-TraceId": TRACE}


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def member(service):
    return a_member(service)


@pytest.fixture
def browser(sign_in, member, service):
    return sign_in(member, service)


class TestPages:
    @pytest.mark.parametrize(
        ("api_status", "page_status", "heading"),
        [
            (401, 401, "The portal could not sign in to the Notify API"),
            (403, 403, "You cannot see this page"),
            (404, 404, "Page not found"),
            (410, 410, "This is no longer available"),
            (400, 500, "Something went wrong"),
            (500, 500, "Something went wrong"),
            (429, 500, "Something went wrong"),
            (502, 503, "Try again in a few moments"),
            (503, 503, "Try again in a few moments"),
            (504, 503, "Try again in a few moments"),
        ],
    )
    def test_an_error_of_the_api_has_its_page_with_the_trace(
        self, api, browser, service, api_status, page_status, heading
    ):
        statistics = f"/service/{service['id']}/template-statistics"
        api.answers("GET", statistics, an_error("no"), status=api_status)
        api.answers("GET", f"/service/{service['id']}/job/scheduled-job-stats", {"count": 0})

        page = browser.get(f"/services/{service['id']}", headers=WITH_TRACE)

        assert page.status_code == page_status
        assert texts(page, "h1") == [heading]
        assert TRACE in texts(page, "code")
        assert api.asked_to("GET", statistics)[0].headers["X-B3-TraceId"] == TRACE

    def test_an_answer_that_is_nonsense_is_a_page_too(self, api, browser, service):
        api.mock.add("GET", f"{api.address}/service/{service['id']}/template-statistics", body="<html>oops")
        api.answers("GET", f"/service/{service['id']}/job/scheduled-job-stats", {"count": 0})

        page = browser.get(f"/services/{service['id']}", headers=WITH_TRACE)

        assert page.status_code == 500
        assert TRACE in texts(page, "code")

    def test_the_person_of_the_page_cannot_be_read(self, api, browser, service):
        api.is_down()

        page = browser.get(f"/services/{service['id']}", headers=WITH_TRACE)

        assert page.status_code == 503
        assert page.headers["Retry-After"] == "5"
        assert "Nothing was changed" in page.content.decode()
        assert TRACE in texts(page, "code")

    def test_a_file_storage_that_is_away_is_no_fault_of_ours(self, browser, monkeypatch):
        def is_away(*_args, **_kwargs):
            raise StorageUnavailable

        monkeypatch.setattr("portal_apps.users.views.account.page", is_away)

        assert browser.get("/your-account").status_code == 503

    def test_an_unknown_service_is_not_found(self, api, browser):
        other = a_service()
        api.answers("GET", f"/service/{other['id']}", an_error("No result found"), status=404)

        assert browser.get(f"/services/{other['id']}").status_code == 404

    @pytest.mark.parametrize("path", ["/sign-in/", "/sign-in//"])
    def test_a_slash_too_many_leads_to_the_address_without(self, client, path):
        page = client.get(path)

        assert (page.status_code, page["Location"]) == (301, "/sign-in")

    def test_a_form_is_never_led_elsewhere(self, client):
        assert client.post("/sign-in/").status_code == 404

    @pytest.mark.parametrize(
        "path", ["/no-such-page", "/services/not-a-uuid", "/no-such-page/", "/x//sign-in.example/"]
    )
    def test_an_unknown_address_is_not_found(self, client, path):
        page = client.get(path, headers=WITH_TRACE)

        assert page.status_code == 404
        assert texts(page, "h1") == ["Page not found"]
        assert TRACE in texts(page, "code")

    def test_a_fault_of_ours_shows_no_details(self, client, monkeypatch):
        def breaks(*_args, **_kwargs):
            raise LookupError("secret detail")

        monkeypatch.setattr("portal_apps.public.views.render", breaks)
        client.raise_request_exception = False

        page = client.get("/", headers=WITH_TRACE)

        assert page.status_code == 500
        assert "secret detail" not in page.content.decode()
        assert TRACE in texts(page, "code")

    def test_a_form_that_is_too_large_is_refused_by_name(self, browser, service, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

        page = browser.post(f"/services/{service['id']}/templates/add-sms", {"template_content": "x" * 200})

        assert page.status_code == 413
        assert texts(page, "h1") == ["That is too large"]


class TestFormsSurvive:
    """Whatever goes wrong while something is saved, what was typed is still on the page."""

    TYPED = {"name": "Reminder", "template_content": "Dear ((name)),\n\nyour <b>permit</b> ends soon."}

    def save(self, browser, service):
        return browser.post(f"/services/{service['id']}/templates/add-sms", self.TYPED, headers=WITH_TRACE)

    def kept(self, page):
        hidden = [element for element in tree(page).iter("input") if element.get("type") == "hidden"]
        return {element.get("name"): element.get("value") for element in hidden}

    def test_when_the_api_is_down(self, api, browser, service):
        api.is_down()

        page = self.save(browser, service)

        kept = self.kept(page)
        assert page.status_code == 503
        assert {name: kept[name] for name in self.TYPED} == self.TYPED
        assert kept["csrfmiddlewaretoken"]

    def test_when_nobody_knows_whether_it_was_saved(self, api, browser, service):
        api.breaks_after_taking("POST", f"/service/{service['id']}/template")

        page = self.save(browser, service)

        text = page.content.decode()
        assert page.status_code == 503
        assert "We do not know whether your change was saved" in text
        assert self.kept(page)["template_content"] == self.TYPED["template_content"]

    def test_the_page_that_keeps_a_form_saves_it_when_sent_again(self, api, browser, member, service):
        api.is_down()
        kept = self.kept(self.save(browser, service))
        template = a_template(service, template_type="sms")
        api.answers("GET", f"/user/{member['id']}", {"data": member})
        api.answers("GET", f"/service/{service['id']}", {"data": service})
        api.answers("POST", f"/service/{service['id']}/template", {"data": template}, status=201)

        page = browser.post(f"/services/{service['id']}/templates/add-sms", kept)

        assert page.status_code == 302
        saved = api.asked_to("POST", f"/service/{service['id']}/template")[0].body
        assert saved["content"] == self.TYPED["template_content"]

    def test_secrets_are_never_written_into_a_page(self, api, client):
        api.is_down()

        page = client.post("/sign-in", {"email_address": "a@b.gov.uk", "password": "correct horse"})

        assert page.status_code == 503
        assert "correct horse" not in page.content.decode()


class TestCSRF:
    def test_a_form_without_a_token_is_refused(self, browser, service):
        browser.handler.enforce_csrf_checks = True

        page = browser.post(f"/services/{service['id']}/templates/add-sms", {"name": "x"})

        assert page.status_code == 400
        assert texts(page, "h1") == ["We could not accept that request"]


class TestRedisAway:
    @pytest.fixture(autouse=True)
    def _nobody_listens(self, settings):
        settings.CACHES = cache_settings("redis://127.0.0.1:9/0", [], 0.25)
        settings.GATEWAY_BREAKER_SECONDS = 0

    def test_pages_still_work(self, api, browser):
        assert browser.get("/your-account").status_code == 200
        assert browser.get("/your-account").status_code == 200

    def test_saving_says_that_nothing_was_changed_and_asks_the_api_nothing(self, api, browser, service):
        page = browser.post(f"/services/{service['id']}/templates/add-sms", TestFormsSurvive.TYPED)

        assert page.status_code == 503
        assert "Nothing was changed" in page.content.decode()
        assert api.writes == []
