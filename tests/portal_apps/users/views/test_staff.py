"""Other people's accounts, as platform admins see and change them."""

import pytest

from portal_apps.users.sessions import HIDES_POWERS
from tests.builders import a_user, an_error, an_id
from tests.pages import errors, link, main, text_of, texts

SERVICES = [
    {"id": an_id(), "name": "Parking <b>permits</b>", "restricted": False, "organisation": None},
    {"id": an_id(), "name": "Allotments", "restricted": True, "organisation": None},
]
ORGANISATION = {"id": an_id(), "name": "Meadowbridge Council"}


def know(api, person):
    address = f"/user/{person['id']}"
    api.answers("GET", address, {"data": person})
    api.answers(
        "GET",
        f"{address}/organisations-and-services",
        {"services": SERVICES, "organisations": [ORGANISATION]},
    )
    api.answers("POST", address, {"data": person | {"platform_admin": False}})
    api.answers("POST", f"{address}/archive", status=204)
    api.answers("POST", "/events", {"data": {}}, status=201)
    return person


def events(api):
    return [(event.body["event_type"], event.body["data"]) for event in api.asked_to("POST", "/events")]


@pytest.fixture
def admin():
    return a_user(platform_admin=True, name="Priya Raman")


@pytest.fixture
def browser(sign_in, admin):
    return sign_in(admin)


@pytest.fixture
def person(api):
    return know(api, a_user(services=[SERVICES[0]["id"]]))


class TestLooking:
    def test_shows_the_account_and_where_it_belongs(self, browser, person):
        page = browser.get(f"/users/{person['id']}")

        words = text_of(main(page))
        for fact in ("ada.okafor@meadowbridge.gov.uk", "07700900001", "Text message code", "Active"):
            assert fact in words
        assert texts(page, "h2")[:3] == ["Live services", "Trial mode services", "Organisations"]
        assert link(page, "Parking <b>permits</b>") == f"/services/{SERVICES[0]['id']}"
        assert link(page, "Meadowbridge Council") == f"/organisations/{ORGANISATION['id']}"

    def test_asks_for_the_person_and_their_places_only(self, api, browser, admin, person):
        browser.get(f"/users/{person['id']}")

        address = f"/user/{person['id']}"
        assert [asked.path for asked in api.asked] == [
            f"/user/{admin['id']}",
            address,
            f"{address}/organisations-and-services",
        ]

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({"failed_login_count": 10}, "10, so the account is locked"),
            ({"logged_in_at": None}, "Never"),
            ({"state": "pending"}, "Registered, but not confirmed yet"),
            ({"platform_admin": True}, "Active, platform admin"),
        ],
    )
    def test_says_what_state_it_is_in(self, api, browser, facts, said):
        person = know(api, a_user(**facts))

        assert said in text_of(main(browser.get(f"/users/{person['id']}")))

    def test_offers_what_can_be_done(self, api, browser, admin, person):
        know(api, admin)
        archived = know(api, a_user(state="inactive"))

        pages = {one["id"]: browser.get(f"/users/{one['id']}") for one in (admin, archived, person)}

        assert link(pages[person["id"]], "Archive this user") == f"/users/{person['id']}/archive"
        assert link(pages[person["id"]], "Remove platform admin") is None
        assert link(pages[admin["id"]], "Archive this user") is None
        assert link(pages[admin["id"]], "Remove platform admin")
        assert link(pages[archived["id"]], "Archive this user") is None
        assert link(pages[archived["id"]], "Change sign-in method") is None

    def test_of_nobody_is_not_found(self, api, browser):
        nobody = an_id()
        api.answers("GET", f"/user/{nobody}", an_error("No result found"), status=404)

        assert browser.get(f"/users/{nobody}").status_code == 404

    def test_is_not_for_platform_admins_who_hide_their_powers(self, sign_in, admin, person):
        browser = sign_in(admin, **{HIDES_POWERS: True})

        assert browser.get(f"/users/{person['id']}").status_code == 403


class TestArchiving:
    def test_asks_first(self, api, browser, person):
        page = browser.get(f"/users/{person['id']}/archive")

        assert "Are you sure you want to archive Ada Okafor?" in text_of(main(page))
        assert api.writes == []

    def test_is_done_and_says_whose_account_it_was(self, api, browser, admin, person):
        page = browser.post(f"/users/{person['id']}/archive")

        assert page["Location"] == f"/users/{person['id']}"
        [(event_type, data)] = events(api)
        assert event_type == "archive_user"
        assert (
            data.items()
            >= {
                "user_id": person["id"],
                "user_email_address": "ada.okafor@meadowbridge.gov.uk",
                "archived_by_id": admin["id"],
            }.items()
        )

    def test_that_the_api_refuses_is_explained_and_leaves_no_event(self, api, browser, person):
        refusal = "User cannot be removed from a service - check all services"
        api.answers("POST", f"/user/{person['id']}/archive", an_error(refusal), status=400)

        page = browser.post(f"/users/{person['id']}/archive")

        assert errors(page)[0].startswith("Nothing was changed. A service of theirs would have nobody left")
        assert events(api) == []

    def test_that_fails_leaves_no_event(self, api, browser, person):
        api.answers("POST", f"/user/{person['id']}/archive", an_error("Internal server error"), status=500)

        assert browser.post(f"/users/{person['id']}/archive").status_code == 500
        assert events(api) == []

    def test_is_not_for_oneself_nor_twice(self, api, browser, admin):
        archived = know(api, a_user(state="inactive"))

        statuses = {browser.post(f"/users/{one['id']}/archive").status_code for one in (admin, archived)}

        assert statuses == {403}
        assert api.writes == []


class TestRemovingPlatformAdmin:
    def test_is_done_and_says_who_did_it(self, api, browser, admin):
        other = know(api, a_user(platform_admin=True))

        page = browser.post(f"/users/{other['id']}/remove-platform-admin")

        assert page["Location"] == f"/users/{other['id']}"
        assert api.asked_to("POST", f"/user/{other['id']}")[0].body == {"platform_admin": False}
        [(event_type, data)] = events(api)
        assert event_type == "remove_platform_admin"
        assert (data["user_id"], data["removed_by_id"]) == (other["id"], admin["id"])

    def test_says_that_the_sign_in_method_went_with_it(self, api, browser):
        other = know(api, a_user(platform_admin=True, auth_type="webauthn_auth"))
        after = other | {"platform_admin": False, "auth_type": "sms_auth"}
        api.answers("POST", f"/user/{other['id']}", {"data": after})

        browser.post(f"/users/{other['id']}/remove-platform-admin")

        removed, method = events(api)
        assert removed[0] == "remove_platform_admin"
        assert method[0] == "update_user_auth_type"
        assert (method[1]["original_auth_type"], method[1]["new_auth_type"]) == ("webauthn_auth", "sms_auth")

    def test_does_nothing_to_people_who_are_none(self, api, browser, person):
        page = browser.post(f"/users/{person['id']}/remove-platform-admin")

        assert page["Location"] == f"/users/{person['id']}"
        assert api.writes == []

    def test_of_oneself_leads_to_a_page_one_may_still_see(self, api, browser, admin):
        know(api, admin)

        page = browser.post(f"/users/{admin['id']}/remove-platform-admin")

        assert page["Location"] == "/your-account"


class TestChangingTheSignInMethod:
    def test_is_done_and_says_what_was_there_before(self, api, browser, admin, person):
        page = browser.post(f"/users/{person['id']}/change-auth", {"auth_type": "email_auth"})

        assert page["Location"] == f"/users/{person['id']}"
        assert api.asked_to("POST", f"/user/{person['id']}")[0].body == {"auth_type": "email_auth"}
        [(event_type, data)] = events(api)
        assert event_type == "update_user_auth_type"
        assert (
            data.items()
            >= {
                "user_id": person["id"],
                "updated_by_id": admin["id"],
                "original_auth_type": "sms_auth",
                "new_auth_type": "email_auth",
            }.items()
        )

    def test_to_what_it_is_changes_nothing(self, api, browser, person):
        page = browser.post(f"/users/{person['id']}/change-auth", {"auth_type": "sms_auth"})

        assert page["Location"] == f"/users/{person['id']}"
        assert api.writes == []

    def test_is_not_for_an_account_that_was_archived(self, api, browser):
        archived = know(api, a_user(state="inactive"))

        page = browser.post(f"/users/{archived['id']}/change-auth", {"auth_type": "email_auth"})

        assert page.status_code == 403
        assert api.writes == []

    def test_to_codes_needs_a_number(self, api, browser):
        person = know(api, a_user(auth_type="email_auth", mobile_number=None))

        page = browser.post(f"/users/{person['id']}/change-auth", {"auth_type": "sms_auth"})

        assert errors(page) == ["They have no mobile number to send a code to"]
        assert api.writes == []

    @pytest.mark.parametrize("sent", ["", "webauthn_auth"])
    def test_takes_only_what_is_offered(self, api, browser, person, sent):
        page = browser.post(f"/users/{person['id']}/change-auth", {"auth_type": sent})

        assert errors(page) == ["Select how they sign in"]
        assert api.writes == []
