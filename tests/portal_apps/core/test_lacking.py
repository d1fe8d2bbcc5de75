"""A refusal that has nothing to do with permissions says what is missing, and where or by whom it is changed."""

import pytest

from tests.builders import a_member, a_service, a_user, an_organisation
from tests.pages import link, main, text_of, texts

MANAGES_SERVICE = ["manage_users", "manage_settings"]
HEADING = "This service does not receive text messages"


@pytest.fixture
def service(api):
    service = a_service(permissions=["email", "sms"])
    manager = a_member(service, MANAGES_SERVICE, name="Morgan Ellis")
    api.answers("GET", f"/service/{service['id']}/users", {"data": [manager]})
    return service


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/api/callbacks/received-text-messages-callback"


class TestFeaturesOfAService:
    def test_who_can_change_it_is_led_there(self, api, sign_in, service, url):
        member = a_member(service, ["manage_api_keys", *MANAGES_SERVICE])

        page = sign_in(member, service).get(url)

        assert page.status_code == 403
        assert texts(page, "h1") == [HEADING]
        settings = f"/services/{service['id']}/service-settings"
        assert link(page, "Start receiving text messages") == f"{settings}/receive-text-messages"
        assert "permission" not in text_of(main(page))

    def test_everybody_else_is_told_whom_to_ask(self, sign_in, service, url):
        page = sign_in(a_member(service, ["manage_api_keys"]), service).get(url)

        assert texts(page, "h1") == [HEADING]
        assert link(page, "Start receiving text messages") is None
        assert "ask Morgan Ellis." in text_of(main(page))

    def test_where_nobody_can_be_named_it_says_who_it_would_be(self, api, sign_in, service, url):
        api.answers("GET", f"/service/{service['id']}/users", {"data": []})

        page = sign_in(a_member(service, ["manage_api_keys"]), service).get(url)

        assert "People who manage the settings of the service can change that." in text_of(main(page))

    def test_a_form_is_refused_like_the_page(self, api, sign_in, service, url):
        member = a_member(service, ["manage_api_keys"])

        page = sign_in(member, service).post(url, {"url": "https://example.gov.uk"})

        assert page.status_code == 403
        assert api.writes == []


class TestPermissions:
    """Where it is the visitor who lacks something, the page speaks of the place they wanted to see."""

    def said(self, page):
        assert page.status_code == 403
        return text_of(main(page))

    def test_of_a_service(self, sign_in, service, url):
        assert "you are not a member of the service" in self.said(sign_in(a_user(), service).get(url))

    def test_of_an_organisation(self, api, sign_in):
        organisation = an_organisation()
        api.answers("GET", f"/organisations/{organisation['id']}", organisation)

        said = self.said(sign_in(a_user()).get(f"/organisations/{organisation['id']}"))

        assert "you are not a member of the organisation" in said
        assert "service" not in said.replace("Go to your services", "")

    def test_of_the_platform(self, sign_in):
        said = self.said(sign_in(a_user()).get("/organisations"))

        assert "Your account does not have the permission this page needs." in said
