"""Pages for everybody."""

from tests.builders import a_user
from tests.pages import link, texts, tree


class TestHome:
    def test_leads_newcomers_to_an_account_and_others_to_the_door(self, client):
        page = client.get("/")

        button = next(a for a in tree(page).iter("a") if "product-page-button" in (a.get("class") or ""))
        assert len(texts(page, "h1")) == 1
        assert button.get("href") == "/register"
        assert link(page, "Sign in") == "/sign-in"

    def test_leads_people_who_are_signed_in_to_their_services_without_asking_the_api(self, api, sign_in):
        page = sign_in(a_user()).get("/")

        assert link(page, "Go to your services") == "/accounts-or-dashboard"
        assert link(page, "Your account") == "/your-account"
        assert api.asked == []

    def test_alone_is_for_search_engines(self, client):
        said = {path: self.robots_of(client.get(path)) for path in ("/", "/sign-in")}

        assert said == {"/": None, "/sign-in": "noindex"}

    def test_works_while_the_api_is_down(self, api, sign_in):
        browser = sign_in(a_user())
        api.is_down()

        assert browser.get("/").status_code == 200

    def robots_of(self, page):
        return next(
            (meta.get("content") for meta in tree(page).iter("meta") if meta.get("name") == "robots"), None
        )


class TestStatus:
    def test_says_that_this_process_answers_and_asks_nobody(self, api, client):
        page = client.get("/_status")

        assert page.json() == {"status": "ok"}
        assert api.asked == []
