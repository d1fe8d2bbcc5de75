"""All organisations, and a new one."""

import pytest

from tests.builders import a_user, an_error, an_id, an_organisation
from tests.pages import errors, link, of_class, text_of, texts, typed


def a_row(**facts):
    whole = an_organisation(**facts)
    return {
        name: whole[name]
        for name in ("id", "name", "active", "count_of_live_services", "domains", "organisation_type")
    }


@pytest.fixture
def browser(sign_in):
    return sign_in(a_user(platform_admin=True))


def names(page):
    return [text_of(item.find("a")) for item in of_class(page, "browse-list__item")]


class TestList:
    def test_is_by_name_with_archived_ones_last(self, api, browser):
        api.answers(
            "GET",
            "/organisations",
            [a_row(name="Old", active=False), a_row(name="beta"), a_row(name="Alpha")],
        )

        assert names(browser.get("/organisations")) == ["Alpha", "beta", "Old"]

    def test_may_be_searched(self, api, browser):
        api.answers("GET", "/organisations", [a_row(name="Meadowbridge <b>"), a_row(name="Northmoor")])

        page = browser.get("/organisations?search=BRIDGE")

        assert names(page) == ["Meadowbridge <b>"]
        assert typed(page, "search") == ["BRIDGE"]

    def test_comes_in_pages(self, api, browser):
        api.answers("GET", "/organisations", [a_row(name=f"Council {number:03}") for number in range(120)])

        page = browser.get("/organisations?page=3&search=council")

        assert len(names(page)) == 20
        assert link(page, "Previous page") == "/organisations?search=council&page=2"

    def test_asks_the_api_nothing_when_warm(self, api, browser):
        api.answers("GET", "/organisations", [a_row()])
        browser.get("/organisations")
        before = len(api.asked)

        browser.get("/organisations")

        assert len(api.asked) == before


class TestAdd:
    TYPED = {"name": "Eastgate Council", "organisation_type": "local", "crown_status": "non-crown"}

    def test_leads_to_its_settings(self, api, browser):
        created = an_id()
        api.answers("POST", "/organisations", {"id": created}, status=201)

        answer = browser.post("/organisations/add", self.TYPED)

        assert answer["Location"] == f"/organisations/{created}/settings"
        assert api.asked_to("POST", "/organisations")[0].body == {
            "name": "Eastgate Council",
            "crown": False,
            "organisation_type": "local",
            "agreement_signed": False,
        }

    def test_everything_is_needed(self, api, browser):
        page = browser.post("/organisations/add", {"name": "&"})

        assert errors(page) == [
            "Organisation name must include at least two letters or numbers",
            "Select the type of organisation",
            "Select if it is a Crown body",
        ]
        assert api.writes == []

    def test_a_name_that_is_taken_is_refused_by_the_api(self, api, browser):
        api.answers("POST", "/organisations", an_error("Organisation name already exists"), status=400)

        page = browser.post("/organisations/add", self.TYPED)

        assert link(page, "Organisation name already exists") == "#name"
        assert texts(page, "h1") == ["New organisation"]
        assert typed(page, "name") == ["Eastgate Council"]
