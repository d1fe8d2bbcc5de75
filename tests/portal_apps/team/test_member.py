"""One member: what they may do and see, how they sign in, and the end of their membership."""

import pytest

from portal_apps.team.refusals import CANNOT_DEMOTE, CANNOT_REMOVE, ONLY_USER
from tests.builders import a_service, a_user, an_error
from tests.pages import errors, first_button, link, main, of_class, text_of, texts, tree, typed
from tests.portal_apps.team.conftest import TeamWorld

SENDS = ["send_texts", "send_emails", "send_letters"]
TOO_FEW_LIVE = "at least 2 team members with a public sector email address"
TOO_FEW_IN_TRIAL_MODE = "at least one team member with a public sector email address"


def ticked(page, name):
    boxes = [one for one in tree(page).iter("input") if one.get("name") == name]
    return [one.get("value") for one in boxes if one.get("checked") is not None]


@pytest.fixture
def ben(team):
    return team.member(SENDS, name="Ben Whitlock", email_address="ben@meadowbridge.gov.uk")


@pytest.fixture
def url(team, ben):
    return f"{team.url}/{ben['id']}"


@pytest.fixture
def lets_sign_in_by_email(team):
    team.service["permissions"].append("email_auth")


def saved_permissions(team, person):
    asked = team.api.asked_to("POST", f"/user/{person['id']}{team.path}/permission")
    return [sorted(row["permission"] for row in one.body["permissions"]) for one in asked]


class TestPermissions:
    def test_shows_what_the_person_may_do(self, team, ben, url):
        seen = team.folder(users_with_permission=[ben["id"]])
        team.folder(name="Spring", parent_id=seen["id"])

        page = tree(team.browser().get(url))

        assert texts(page, "h1") == ["Ben Whitlock"]
        assert ticked(page, "permissions_field") == ["send_messages"]
        assert ticked(page, "folder_permissions") == [seen["id"]]
        assert "Winter / Spring" in text_of(main(page))
        assert "077••••••01" in text_of(main(page))
        assert text_of(first_button(page)) == "Save"

    def test_saves_them_and_writes_down_what_was_there_before(self, team, ben, url):
        folder = team.folder()
        form = {
            "permissions_field": ["view_activity", "manage_templates"],
            "folder_permissions": folder["id"],
        }

        answer = team.browser().post(url, form)

        assert answer["Location"] == team.url
        [asked] = team.api.asked_to("POST", f"/user/{ben['id']}{team.path}/permission")
        assert asked.body["folder_permissions"] == [folder["id"]]
        assert saved_permissions(team, ben) == [["manage_templates", "view_activity"]]
        assert team.events == [
            {
                "event_type": "set_user_permissions",
                "user_id": ben["id"],
                "service_id": team.service["id"],
                "original_ui_permissions": ["send_messages"],
                "new_ui_permissions": ["view_activity", "manage_templates"],
                "set_by_id": team.manager["id"],
            }
        ]

    def test_a_form_that_changes_nothing_asks_for_nothing(self, team, url):
        answer = team.browser().post(url, {"permissions_field": "send_messages"})

        assert answer["Location"] == team.url
        assert team.api.writes == []

    def test_folders_alone_are_saved_without_an_event_about_permissions(self, team, ben, url):
        folder = team.folder()

        team.browser().post(url, {"permissions_field": "send_messages", "folder_permissions": folder["id"]})

        assert saved_permissions(team, ben) == [sorted(SENDS)]
        assert team.events == []

    def test_a_service_without_folders_keeps_quiet_about_them(self, team, ben, url):
        team.browser().post(url, {"permissions_field": "view_activity"})

        [asked] = team.api.asked_to("POST", f"/user/{ben['id']}{team.path}/permission")
        assert "folder_permissions" not in asked.body

    def test_a_change_that_somebody_else_made_meanwhile_is_shown(self, team, ben, url):
        browser = team.browser()
        started_from = typed(browser.get(url), "started_from")[0]
        ben["permissions"][team.service["id"]] = ["view_activity"]
        team.knows()

        page = browser.post(url, {"permissions_field": "manage_templates", "started_from": started_from})

        assert "Someone else changed this" in errors(page)[0]
        assert "See dashboard" in texts(page, "dd")
        assert team.api.writes == []

    def test_a_folder_that_is_not_of_the_service_is_refused(self, team, stranger_id, url):
        team.folder()

        page = team.browser().post(url, {"folder_permissions": stranger_id})

        assert errors(page) == ["One of the folders you chose is not there any more"]
        assert team.api.writes == []

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({}, TOO_FEW_LIVE),
            ({"restricted": True}, TOO_FEW_IN_TRIAL_MODE),
            ({"restricted": True, "has_active_go_live_request": True}, TOO_FEW_LIVE),
        ],
    )
    def test_says_why_somebody_has_to_keep_managing_the_service(self, api, sign_in, facts, words):
        team = TeamWorld(api, sign_in, a_service(**facts))
        ben = team.member(name="Ben")
        path = f"/user/{ben['id']}{team.path}/permission"
        team.api.answers("POST", path, an_error(CANNOT_DEMOTE), status=400)

        page = team.browser().post(f"{team.url}/{ben['id']}", {"permissions_field": "view_activity"})

        assert words in errors(page)[0]
        assert ticked(page, "permissions_field") == ["view_activity"]
        assert team.events == []

    def test_who_gives_up_managing_the_service_leaves_its_team_page(self, team):
        answer = team.browser().post(
            f"{team.url}/{team.manager['id']}", {"permissions_field": "view_activity"}
        )

        assert answer["Location"] == f"/services/{team.service['id']}"

    def test_people_of_other_services_are_not_found(self, team, stranger_id):
        assert team.browser().get(f"{team.url}/{stranger_id}").status_code == 404
        assert team.browser().post(f"{team.url}/{stranger_id}", {}).status_code == 404
        assert team.api.writes == []


@pytest.mark.usefixtures("lets_sign_in_by_email")
class TestSignInMethod:
    def test_is_saved_with_what_it_was(self, team, ben, url):
        team.browser().post(url, {"permissions_field": "send_messages", "login_authentication": "email_auth"})

        assert team.api.asked_to("POST", f"/user/{ben['id']}")[0].body == {"auth_type": "email_auth"}
        assert team.events == [
            {
                "event_type": "update_user_auth_type",
                "user_id": ben["id"],
                "updated_by_id": team.manager["id"],
                "original_auth_type": "sms_auth",
                "new_auth_type": "email_auth",
            }
        ]

    def test_codes_need_a_number(self, team):
        isla = team.member(SENDS, auth_type="email_auth", mobile_number=None)
        form = {"permissions_field": "send_messages", "login_authentication": "sms_auth"}

        page = team.browser().post(f"{team.url}/{isla['id']}", form)

        assert errors(page) == ["They need a mobile number before they can sign in with a text message code"]
        assert team.api.writes == []

    @pytest.mark.parametrize("facts", [{"auth_type": "webauthn_auth"}, {"platform_admin": True}])
    def test_security_keys_and_platform_admins_are_not_weakened(self, team, facts):
        person = team.member(SENDS, **facts)
        form = {"permissions_field": "send_messages", "login_authentication": "email_auth"}

        page = team.browser().get(f"{team.url}/{person['id']}")
        team.browser().post(f"{team.url}/{person['id']}", form)

        assert typed(page, "login_authentication") == []
        assert team.api.writes == []


class TestSignInMethodOfOtherServices:
    def test_is_not_for_a_service_that_only_knows_codes(self, team, url):
        form = {"permissions_field": "send_messages", "login_authentication": "email_auth"}

        team.browser().post(url, form)

        assert team.api.writes == []


class TestRemoving:
    def test_asks_first(self, team, ben, url):
        page = tree(team.browser().get(f"{url}/delete"))

        assert "Are you sure you want to remove Ben Whitlock?" in text_of(
            of_class(page, "banner-dangerous")[0]
        )
        assert text_of(first_button(page)) == "Yes, remove"
        assert team.api.writes == []

    def test_the_page_of_a_member_leads_there(self, team, url):
        assert link(team.browser().get(url), "Remove this team member") == f"{url}/delete"

    def test_removes_and_writes_it_down(self, team, ben, url):
        answer = team.browser().post(f"{url}/delete")

        assert answer["Location"] == team.url
        assert ("DELETE", f"{team.path}/users/{ben['id']}") in team.api.writes
        assert team.events == [
            {
                "event_type": "remove_user_from_service",
                "user_id": ben["id"],
                "removed_by_id": team.manager["id"],
                "service_id": team.service["id"],
            }
        ]

    @pytest.mark.parametrize(
        ("text", "words"), [(CANNOT_REMOVE, TOO_FEW_LIVE), (ONLY_USER, "the only person in this team")]
    )
    def test_says_why_somebody_has_to_stay(self, team, ben, url, text, words):
        path = f"{team.path}/users/{ben['id']}"
        team.api.answers("DELETE", path, an_error(text), status=400)

        page = team.browser().post(f"{url}/delete")

        assert words in text_of(of_class(page, "banner-dangerous")[0])
        assert team.events == []

    def test_somebody_who_is_gone_already_is_gone(self, team, ben, url):
        path = f"{team.path}/users/{ben['id']}"
        team.api.answers("DELETE", path, an_error("User not found"), status=404)

        assert team.browser().post(f"{url}/delete")["Location"] == team.url
        assert team.events == []

    def test_one_may_leave_oneself(self, team):
        answer = team.browser().post(f"{team.url}/{team.manager['id']}/delete")

        assert answer["Location"] == "/your-services"

    def test_needs_the_permission_and_a_member(self, team, ben, url, stranger_id):
        assert team.browser(ben).post(f"{url}/delete").status_code == 403
        assert team.browser(a_user()).post(f"{url}/delete").status_code == 403
        assert team.browser().post(f"{team.url}/{stranger_id}/delete").status_code == 404
        assert team.api.writes == []
