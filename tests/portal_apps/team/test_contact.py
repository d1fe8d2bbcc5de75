"""The e-mail address and the mobile number of a member."""

import pytest

from portal_apps.core.contact_changes import TAKEN
from tests.builders import a_user, an_error
from tests.pages import by_id, errors, first_button, link, main, text_of, typed

NEW_ADDRESS = "ben.whitlock@meadowbridge.gov.uk"
NEW_NUMBER = "07700 900 982"


@pytest.fixture
def ben(team):
    return team.member([], name="Ben <b>Whitlock</b>", email_address="ben@meadowbridge.gov.uk")


@pytest.fixture
def url(team, ben):
    return f"{team.url}/{ben['id']}"


class TestEmailAddress:
    def test_is_typed_confirmed_and_saved_with_what_it_was(self, team, ben, url):
        browser = team.browser()

        asked = browser.post(f"{url}/edit-email", {"email_address": NEW_ADDRESS})
        confirm = browser.get(asked["Location"])
        done = browser.post(asked["Location"])

        assert asked["Location"] == f"{url}/edit-email/confirm"
        assert "ben@meadowbridge.gov.uk" in text_of(main(confirm))
        assert NEW_ADDRESS in text_of(main(confirm))
        assert b"<b>Whitlock" not in confirm.content
        assert text_of(first_button(confirm)) == "Confirm"
        assert done["Location"] == team.url
        assert team.api.asked_to("POST", f"/user/{ben['id']}")[0].body == {
            "email_address": NEW_ADDRESS,
            "updated_by": team.manager["id"],
        }
        assert team.events == [
            {
                "event_type": "update_user_email",
                "user_id": ben["id"],
                "updated_by_id": team.manager["id"],
                "original_email_address": "ben@meadowbridge.gov.uk",
                "new_email_address": NEW_ADDRESS,
            }
        ]

    def test_browsers_do_not_offer_the_managers_own(self, team, url):
        browser = team.browser()

        for name, page in {"email_address": "edit-email", "mobile_number": "edit-mobile-number"}.items():
            assert by_id(browser.get(f"{url}/{page}"), name).get("autocomplete") == "off"

    def test_the_form_has_the_address_and_an_unchanged_one_leads_back(self, team, ben, url):
        browser = team.browser()

        page = browser.get(f"{url}/edit-email")
        answer = browser.post(f"{url}/edit-email", {"email_address": ben["email_address"]})

        assert typed(page, "email_address") == [ben["email_address"]]
        assert answer["Location"] == url

    def test_somebody_with_a_public_sector_address_keeps_one(self, team, url):
        team.api.answers("GET", "/organisations", [])

        page = team.browser().post(f"{url}/edit-email", {"email_address": "ben@example.com"})

        assert errors(page) == ["Enter a public sector email address, like name@example.gov.uk"]

    def test_somebody_with_another_address_may_have_any(self, team):
        team.api.answers("GET", "/organisations", [])
        supplier = team.member([], email_address="sam@supplier.example")
        url = f"{team.url}/{supplier['id']}/edit-email"

        answer = team.browser().post(url, {"email_address": "sam@other.example"})

        assert answer["Location"] == f"{url}/confirm"

    def test_an_address_taken_between_typing_and_confirming_is_explained(self, team, ben, url):
        browser = team.browser()
        browser.post(f"{url}/edit-email", {"email_address": NEW_ADDRESS})
        team.api.answers("POST", f"/user/{ben['id']}", an_error("Internal server error"), status=500)
        team.api.answers("POST", "/user/email", {"data": a_user()})

        page = browser.post(f"{url}/edit-email/confirm")

        assert errors(page) == [TAKEN]
        assert team.events == []

    def test_nothing_is_confirmed_that_was_not_typed(self, team, url):
        answer = team.browser().post(f"{url}/edit-email/confirm")

        assert answer["Location"] == f"{url}/edit-email"
        assert team.api.writes == []


class TestMobileNumber:
    def test_is_typed_confirmed_and_saved_with_what_it_was(self, team, ben, url):
        browser = team.browser()

        asked = browser.post(f"{url}/edit-mobile-number", {"mobile_number": NEW_NUMBER})
        confirm = browser.get(asked["Location"])
        browser.post(asked["Location"])

        assert NEW_NUMBER in text_of(main(confirm))
        assert ben["mobile_number"] not in confirm.content.decode()
        assert team.events[0] == {
            "event_type": "update_user_mobile_number",
            "user_id": ben["id"],
            "updated_by_id": team.manager["id"],
            "original_mobile_number": "07700900001",
            "new_mobile_number": NEW_NUMBER,
        }

    def test_the_number_that_is_there_is_not_shown(self, team, ben, url):
        page = team.browser().get(f"{url}/edit-mobile-number")

        assert "077••••••01" in text_of(main(page))
        assert ben["mobile_number"] not in page.content.decode()

    def test_a_wrong_number_stays_in_the_form(self, team, url):
        page = team.browser().post(f"{url}/edit-mobile-number", {"mobile_number": "077"})

        assert errors(page) == ["Mobile number is too short"]
        assert typed(page, "mobile_number") == ["077"]


@pytest.mark.parametrize(
    "step", ["edit-email", "edit-email/confirm", "edit-mobile-number", "edit-mobile-number/confirm"]
)
class TestWhose:
    def test_ones_own_are_changed_with_proof_on_other_pages(self, team, step):
        page = team.browser().get(f"{team.url}/{team.manager['id']}")

        assert link(page, "Change email address") is None
        assert team.browser().get(f"{team.url}/{team.manager['id']}/{step}").status_code == 403

    def test_those_of_a_platform_admin_open_more_than_this_service(self, team, step):
        priya = team.member([], platform_admin=True)

        assert team.browser().get(f"{team.url}/{priya['id']}/{step}").status_code == 403

    def test_people_of_other_services_are_not_found(self, team, stranger_id, step):
        assert team.browser().get(f"{team.url}/{stranger_id}/{step}").status_code == 404
