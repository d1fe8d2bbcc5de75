"""The link in an invitation, whoever opens it."""

import pytest
from django.test import Client

from tests.builders import a_folder, an_error
from tests.pages import first_button, main, of_class, text_of, texts, tree
from tests.portal_apps.team.invited import TOKEN, Invited, somebody_elses

KINDS = ["service", "organisation"]


@pytest.fixture(params=KINDS)
def invited(api, request):
    return Invited(api, request.param)


@pytest.fixture
def to_service(api):
    return Invited(api, "service")


@pytest.fixture
def browser():
    return Client()


class TestSomebodyWithAnAccount:
    def test_a_get_asks_and_does_nothing(self, api, invited, browser):
        invited.person()

        page = browser.get(invited.url)

        assert texts(page, "h1") == [f"Join {invited.place['name']}"]
        assert text_of(first_button(page)) == "Join"
        assert tree(page).find(".//main//form").get("data-submits-itself") is not None
        assert b"Morgan <b>" not in page.content
        assert [one for one in api.writes if one != ("POST", "/user/email")] == []

    def test_a_post_joins_and_then_ends_the_invitation(self, api, invited, browser):
        lena = invited.person()

        answer = browser.post(invited.url)

        assert answer["Location"] == invited.home
        assert "email_access_validated_at" in api.asked_to("POST", f"/user/{lena['id']}")[0].body
        assert len(invited.joins(lena)) == 1
        assert invited.statuses == ["accepted"]
        assert api.writes.index(("POST", invited.members_path(lena))) < api.writes.index(
            ("POST", invited.status_path)
        )

    def test_works_for_somebody_who_is_signed_in(self, invited, sign_in):
        lena = invited.person()

        answer = sign_in(lena).post(invited.url)

        assert answer["Location"] == invited.home
        assert len(invited.joins(lena)) == 1

    def test_a_member_does_not_join_twice(self, invited, browser):
        memberships = {"services": [invited.place["id"]], "organisations": [invited.place["id"]]}
        lena = invited.person(**memberships)

        answer = browser.post(invited.url)

        assert answer["Location"] == invited.home
        assert invited.joins(lena) == []
        assert invited.statuses == ["accepted"]
        assert invited.events == []

    def test_pressing_the_button_twice_is_no_fault(self, api, invited, browser):
        lena = invited.person()
        memberships = {"services": [invited.place["id"]], "organisations": [invited.place["id"]]}
        api.answers("POST", invited.members_path(lena), an_error("already part of it"), status=400)
        api.answers("GET", f"/user/{lena['id']}", {"data": lena | memberships})

        assert browser.post(invited.url)["Location"] == invited.home

    def test_who_could_not_join_may_try_again(self, api, invited, browser):
        lena = invited.person()
        api.answers("POST", invited.members_path(lena), an_error("broken"), status=500)

        assert browser.post(invited.url).status_code == 500
        assert invited.statuses == []


class TestWhatTheInvitationSays:
    def test_permissions_and_folders_that_are_still_there(self, api, browser):
        invited = Invited(api, "service")
        folder = a_folder(invited.place)
        path = f"/service/{invited.place['id']}/template-folder"
        api.answers("GET", path, {"template_folders": [folder]})
        invited.now(folder_permissions=[folder["id"], "deleted"], permissions="view_activity")
        lena = invited.person()

        browser.post(invited.url)

        assert invited.joins(lena) == [
            {"permissions": [{"permission": "view_activity"}], "folder_permissions": [folder["id"]]}
        ]
        assert invited.events == [
            {
                "event_type": "add_user_to_service",
                "user_id": lena["id"],
                "invited_by_id": invited.inviter["id"],
                "service_id": invited.place["id"],
                "ui_permissions": ["view_activity"],
            }
        ]

    def test_permissions_in_an_organisation(self, api, browser):
        invited = Invited(api, "organisation", {"permissions": []})
        lena = invited.person()

        browser.post(invited.url)

        assert invited.joins(lena) == [{"permissions": []}]
        assert invited.events == [
            {
                "event_type": "add_user_to_organisation",
                "user_id": lena["id"],
                "invited_by_id": invited.inviter["id"],
                "organisation_id": invited.place["id"],
                "permissions": [],
            }
        ]

    @pytest.mark.parametrize(
        ("has", "says", "becomes"),
        [
            ({"auth_type": "sms_auth"}, "email_auth", "email_auth"),
            ({"auth_type": "email_auth"}, "sms_auth", "sms_auth"),
            ({"auth_type": "email_auth", "mobile_number": None}, "sms_auth", None),
            ({"auth_type": "sms_auth"}, "sms_auth", None),
            ({"auth_type": "webauthn_auth"}, "email_auth", None),
            ({"auth_type": "sms_auth", "platform_admin": True}, "email_auth", None),
        ],
    )
    def test_the_way_to_sign_in(self, api, browser, has, says, becomes):
        invited = Invited(
            api, "service", {"auth_type": says}, {"permissions": ["email", "sms", "email_auth"]}
        )
        lena = invited.person(**has)

        browser.post(invited.url)

        changed = [one.body.get("auth_type") for one in api.asked_to("POST", f"/user/{lena['id']}")]
        assert [one for one in changed if one] == ([becomes] if becomes else [])
        events = [one for one in invited.events if one["event_type"] == "update_user_auth_type"]
        assert [one["original_auth_type"] for one in events] == ([has["auth_type"]] if becomes else [])

    def test_not_the_way_to_sign_in_of_a_service_that_only_knows_codes(self, api, browser):
        invited = Invited(api, "service", {"auth_type": "email_auth"})
        lena = invited.person()

        browser.post(invited.url)

        assert "auth_type" not in str([one.body for one in api.asked_to("POST", f"/user/{lena['id']}")])


class TestSomebodyNew:
    def test_registers_and_the_session_keeps_an_id_alone(self, api, invited, browser):
        answer = browser.get(invited.url)

        assert answer["Location"] == invited.register_url
        assert list(browser.session.values()) == [invited.invitation["id"]]
        assert invited.statuses == []

    def test_an_account_that_nobody_confirmed_is_nobodys(self, invited, browser):
        lena = invited.person(state="pending")

        assert browser.post(invited.url)["Location"] == invited.register_url
        assert invited.joins(lena) == []

    def test_the_invitation_that_was_opened_last_counts(self, api, browser):
        Invited(api, "service")
        last = Invited(api, "organisation")
        browser.get(f"/invitation/{TOKEN}")

        browser.get(last.url)

        assert list(browser.session.values()) == [last.invitation["id"]]


class TestOtherLinks:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_of_somebody_else_is_refused_without_naming_them(self, invited, sign_in, method):
        invited.person()

        page = getattr(sign_in(somebody_elses()), method)(invited.url)

        assert page.status_code == 403
        assert "tom@meadowbridge.gov.uk" in text_of(main(page))
        assert invited.invitation["email_address"] not in page.content.decode()
        assert invited.statuses == []

    def test_ones_own_address_may_be_written_otherwise(self, invited, sign_in):
        lena = invited.person()
        lena["email_address"] = lena["email_address"].upper()

        assert sign_in(lena).get(invited.url).status_code == 200

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_cancelled(self, invited, browser, method):
        lena = invited.person()
        invited.now(status="cancelled")

        page = getattr(browser, method)(invited.url)

        assert texts(page, "h1") == ["The invitation was cancelled"]
        assert invited.joins(lena) == []

    def test_accepted_leads_to_the_place_and_joins_nobody_again(self, invited, browser):
        lena = invited.person()
        invited.now(status="accepted")

        assert browser.post(invited.url)["Location"] == invited.home
        assert invited.joins(lena) == []

    def test_expired_or_broken(self, api, invited, browser):
        refusal = an_error({"invitation": ["Your invitation has expired"]})
        api.answers("GET", f"/invite/{invited.kind}/check/{TOKEN}", refusal, status=400)

        page = browser.get(invited.url)

        assert texts(page, "h1") == ["The link in your invitation does not work any more"]

    @pytest.mark.parametrize("kind", KINDS)
    def test_to_a_place_that_was_closed(self, api, browser, kind):
        invited = Invited(api, kind, place={"active": False})
        lena = invited.person()

        page = browser.post(invited.url)

        assert "was closed" in text_of(main(page))
        assert invited.joins(lena) == []

    def test_a_post_needs_a_form_of_ours(self, to_service):
        to_service.person()

        page = Client(enforce_csrf_checks=True).post(to_service.url)

        assert page.status_code == 400
        assert to_service.statuses == []

    def test_a_closed_account_cannot_join(self, invited, browser):
        lena = invited.person(state="inactive")

        assert browser.post(invited.url).status_code == 403
        assert invited.joins(lena) == []

    def test_whoever_joins_hears_so_once_signed_in(self, to_service, sign_in):
        lena = to_service.person()
        browser = sign_in(lena, to_service.place)
        browser.post(to_service.url)

        page = browser.get("/your-account")

        assert [text_of(one) for one in of_class(page, "banner-default-with-tick")] == [
            "You have joined Parking permits"
        ]
