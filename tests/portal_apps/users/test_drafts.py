"""A form that is sent when the session is over comes back after signing in, to whoever typed it."""

import time

import pytest
from django.core.cache import cache

from portal_apps.users import drafts
from portal_apps.users.sessions import STARTED_AT
from tests.browsers import browser_of
from tests.builders import a_member, a_service, a_template, a_user
from tests.pages import link, main, text_of, tree
from tests.portal_apps.users.steps import CODE, give_password, knows

KEPT = "/what-you-typed"
TYPED = {"name": "Reminder", "template_content": "Dear ((name)),\n\nyour <b>permit</b> ends soon."}
LONG_AGO = {STARTED_AT: int(time.time()) - 21 * 3600}


def hidden(page):
    boxes = [one for one in main(page).iter("input") if one.get("type") == "hidden"]
    return {one.get("name"): one.get("value") for one in boxes}


def sign_in_again(api, browser, user, next_page):
    knows(api, user)
    give_password(browser, user, f"?next={next_page}")
    return browser.post(f"/two-factor-sms?next={next_page}", {"sms_code": CODE})


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def user(service):
    return a_member(service)


@pytest.fixture
def address(service):
    return f"/services/{service['id']}/templates/add-sms"


@pytest.fixture
def browser(sign_in, user, service):
    """Somebody whose session is over, and who does not know yet."""
    return sign_in(user, service, **LONG_AGO)


class TestAFormSentTooLate:
    def test_leads_to_signing_in_and_keeps_nothing_in_the_cookie(self, api, browser, address):
        page = browser.post(address, TYPED)

        assert page["Location"] == f"/sign-in?next={KEPT}"
        assert "Reminder" not in str(dict(browser.session))
        assert api.writes == []
        assert "What you typed is kept" in text_of(main(browser.get(page["Location"])))

    def test_is_shown_after_signing_in_and_can_be_sent(self, api, browser, user, service, address):
        template = a_template(service, template_type="sms")
        api.answers("POST", f"/service/{service['id']}/template", {"data": template}, status=201)
        browser.post(address, TYPED)

        arrived = sign_in_again(api, browser, user, KEPT)
        page = browser.get(arrived["Location"])
        form = next(main(page).iter("form"))
        saved = browser.post(form.get("action"), hidden(page))

        assert arrived["Location"] == KEPT
        assert form.get("action") == address
        assert text_of(next(tree(page).iter("h1"))) == "What you typed is kept"
        assert "<b>" not in {element.tag for element in main(page).iter("pre")}
        assert saved.status_code == 302
        body = api.asked_to("POST", f"/service/{service['id']}/template")[0].body
        assert body["content"] == TYPED["template_content"]

    def test_is_kept_when_the_person_signed_in_elsewhere(self, api, sign_in, user, service, address):
        browser = sign_in(user, service)
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": "another"}})

        page = browser.post(address, TYPED)
        sign_in_again(api, browser, user | {"current_session_id": "another"}, KEPT)

        assert page["Location"] == f"/sign-in?next={KEPT}"
        assert hidden(browser.get(KEPT))["name"] == "Reminder"

    def test_is_kept_when_another_tab_noticed_the_end_first(self, browser, address):
        browser.get("/your-account")

        assert browser.post(address, TYPED)["Location"] == f"/sign-in?next={KEPT}"

    def test_is_never_shown_to_somebody_else(self, api, browser, address):
        browser.post(address, TYPED)
        other = a_user(name="Somebody Else")

        sign_in_again(api, browser, other, KEPT)
        page = browser.get(KEPT)

        assert page["Location"] == "/accounts-or-dashboard"
        assert not drafts.is_kept(browser)

    def test_is_gone_for_good_once_somebody_else_has_signed_in(self, api, browser, user, address):
        browser.post(address, TYPED)
        key = browser.session[drafts.IN_SESSION]
        sign_in_again(api, browser, a_user(), KEPT)
        browser.get(KEPT)

        assert cache.get(f"draft-{key}") is None

    def test_is_not_shown_to_a_browser_that_does_not_hold_its_key(self, sign_in, browser, user, address):
        browser.post(address, TYPED)

        assert sign_in(user).get(KEPT)["Location"] == "/accounts-or-dashboard"

    def test_is_gone_after_an_hour(self, api, browser, user, address):
        browser.post(address, TYPED)
        cache.clear()
        sign_in_again(api, browser, user, KEPT)

        assert browser.get(KEPT)["Location"] == "/accounts-or-dashboard"

    def test_is_gone_after_signing_out(self, api, browser, user, address):
        browser.post(address, TYPED)
        sign_in_again(api, browser, user, KEPT)
        browser.post("/sign-out")

        assert not drafts.is_kept(browser)

    def test_needs_somebody_signed_in(self, browser, address):
        browser.post(address, TYPED)

        assert browser.get(KEPT)["Location"] == f"/sign-in?next={KEPT}"


class TestWhatIsLeftOut:
    def test_secrets(self, api, sign_in, user):
        browser = sign_in(user, **LONG_AGO)
        browser.post("/your-account/password", {"old_password": "one secret", "name": "Ada"})
        sign_in_again(api, browser, user, KEPT)

        page = browser.get(KEPT)

        assert "one secret" not in page.content.decode()
        assert hidden(page).keys() == {"csrfmiddlewaretoken", "name"}
        assert "We ask you for them again" in text_of(main(page))

    @pytest.mark.parametrize("sent", [{}, {"password": "secret"}, {"name": " "}])
    def test_a_form_that_says_nothing(self, sign_in, user, sent):
        browser = sign_in(user, **LONG_AGO)

        assert browser.post("/your-account/name", sent)["Location"] == "/sign-in?next=/your-account/name"

    def test_a_form_of_nobody_in_particular(self, client):
        page = client.post("/your-account/name", {"new_name": "Ada"})

        assert page["Location"] == "/sign-in?next=/your-account/name"

    def test_what_a_page_asks_by_itself(self, browser, address):
        page = browser.post(address, TYPED, headers={"HX-Request": "true"})

        assert page.status_code == 401
        assert not drafts.is_kept(browser)

    def test_nothing_is_lost_without_a_place_to_keep_it(self, browser, address, settings):
        settings.CACHES = settings.CACHES | {
            "default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
        }

        page = browser.post(address, TYPED)

        assert page.status_code == 503
        assert hidden(page)["name"] == "Reminder"


class TestAFormOlderThanASignInInAnotherTab:
    def refused(self, user, **headers):
        browser = browser_of(user)
        browser.handler.enforce_csrf_checks = True
        return browser.post("/your-account/name", {"new_name": "Ada Lind"}, headers=headers)

    def test_is_kept_on_the_page_that_refuses_it(self, user):
        page = self.refused(user, **{"Sec-Fetch-Site": "same-origin"})

        assert page.status_code == 400
        assert hidden(page)["new_name"] == "Ada Lind"
        assert hidden(page)["csrfmiddlewaretoken"]

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
    def test_is_not_offered_again_when_it_came_from_elsewhere(self, user, site):
        page = self.refused(user, **({"Sec-Fetch-Site": site} if site else {}))

        assert page.status_code == 400
        assert "Ada Lind" not in page.content.decode()
        assert link(page, "Send it again") is None
