"""Invitations one by one: sending, sending again, cancelling."""

import pytest

from tests.builders import a_user, an_error
from tests.pages import errors, first_button, main, of_class, text_of, texts, tree, typed
from tests.portal_apps.team.conftest import EXPIRED
from tests.portal_apps.team.test_member import ticked

LENA = "lena.kowalska@meadowbridge.gov.uk"


@pytest.fixture
def url(team):
    return f"{team.url}/invite"


def sent(team):
    return [one.body for one in team.api.asked_to("POST", f"{team.path}/invite")]


def flashes(page):
    return [
        text_of(one)
        for name in ("banner-default-with-tick", "banner-dangerous")
        for one in of_class(page, name)
    ]


class TestInviting:
    def test_offers_every_folder_and_nothing_else(self, team, url):
        folder = team.folder()

        page = tree(team.browser().get(url))

        assert ticked(page, "permissions_field") == []
        assert ticked(page, "folder_permissions") == [folder["id"]]
        assert typed(page, "login_authentication") == []
        assert text_of(first_button(page)) == "Send invitation"

    def test_sends_it(self, team, url):
        folder = team.folder()
        form = {
            "email_address": f" {LENA} ",
            "permissions_field": ["send_messages", "view_activity"],
            "folder_permissions": folder["id"],
        }

        page = team.browser().post(url, form, follow=True)

        assert flashes(page) == [f"Invitation sent to {LENA}"]
        assert sent(team) == [
            {
                "service": team.service["id"],
                "email_address": LENA,
                "from_user": team.manager["id"],
                "permissions": "send_emails,send_letters,send_texts,view_activity",
                "auth_type": "sms_auth",
                "invite_link_host": sent(team)[0]["invite_link_host"],
                "folder_permissions": [folder["id"]],
                "created_by": team.manager["id"],
            }
        ]

    def test_takes_the_sign_in_method_where_there_is_a_choice(self, team, url):
        team.service["permissions"].append("email_auth")

        team.browser().post(url, {"email_address": LENA, "login_authentication": "email_auth"})

        assert sent(team)[0]["auth_type"] == "email_auth"

    @pytest.mark.parametrize("address", ["", "lena"])
    def test_needs_an_address_and_keeps_the_ticks(self, team, url, address):
        page = team.browser().post(url, {"email_address": address, "permissions_field": "send_messages"})

        assert len(errors(page)) == 1
        assert ticked(page, "permissions_field") == ["send_messages"]
        assert sent(team) == []

    def test_is_not_for_oneself(self, team, url):
        page = team.browser().post(url, {"email_address": team.manager["email_address"].upper()})

        assert errors(page) == ["You cannot send an invitation to yourself"]

    def test_platform_admins_may_invite_themselves(self, team, url):
        priya = a_user(platform_admin=True, email_address="priya@notify-support.gov.uk")

        team.browser(priya).post(url, {"email_address": priya["email_address"]})

        assert sent(team)[0]["email_address"] == priya["email_address"]

    def test_is_not_for_somebody_in_the_team(self, team, url):
        team.member(email_address=LENA)

        page = team.browser().post(url, {"email_address": LENA.upper()})

        assert "is already in the team" in errors(page)[0]
        assert sent(team) == []

    def test_nobody_is_invited_twice(self, team, url):
        team.invitation(email_address=LENA)

        page = team.browser().post(url, {"email_address": LENA})

        assert "has already been invited" in errors(page)[0]
        assert sent(team) == []

    def test_a_new_invitation_replaces_one_that_expired(self, team, url):
        old = team.invitation(email_address=LENA, created_at=EXPIRED)

        team.browser().post(url, {"email_address": LENA})

        assert len(sent(team)) == 1
        assert team.api.writes[-1] == ("POST", f"{team.path}/invite/{old['id']}")

    def test_shows_what_the_api_refuses(self, team, url):
        refusal = an_error({"email_address": ["Not a valid email address"]})
        team.api.answers("POST", f"{team.path}/invite", refusal, status=400)

        assert errors(team.browser().post(url, {"email_address": LENA})) == ["Not a valid email address"]


class TestKnownPerson:
    @pytest.fixture
    def ben(self, team):
        team.service["organisation"] = "o1"
        person = a_user(name="Ben", email_address="ben@meadowbridge.gov.uk")
        team.api.answers("GET", f"/user/{person['id']}", {"data": person})
        team.api.answers("GET", "/organisations/by-domain", {"id": "o1"})
        return person

    def test_is_invited_at_the_address_they_have(self, team, ben, url):
        page = team.browser().get(f"{url}/{ben['id']}")
        team.browser().post(f"{url}/{ben['id']}", {"email_address": "x@evil.example"})

        assert texts(page, "h1") == ["Invite Ben"]
        assert typed(page, "email_address") == []
        assert sent(team)[0]["email_address"] == ben["email_address"]

    def test_people_of_other_organisations_stay_unknown(self, team, ben, url):
        team.api.answers("GET", "/organisations/by-domain", {"id": "another"})

        page = team.browser().get(f"{url}/{ben['id']}")

        assert page.status_code == 403
        assert "Ben" not in page.content.decode()

    def test_a_service_without_organisation_knows_nobody(self, team, ben, url):
        team.service["organisation"] = None

        assert team.browser().get(f"{url}/{ben['id']}").status_code == 403

    @pytest.mark.parametrize("answered", ["member", "invitation"])
    def test_says_so_when_there_is_nothing_to_do(self, team, ben, url, answered):
        getattr(team, answered)(email_address=ben["email_address"])

        page = team.browser().post(f"{url}/{ben['id']}")

        assert "already" in text_of(main(page))
        assert sent(team) == []


class TestCancelling:
    def test_a_get_asks_and_changes_nothing(self, team):
        invited = team.invitation(email_address=LENA)
        url = f"/services/{team.service['id']}/cancel-invited-user/{invited['id']}"

        page = team.browser().get(url)

        assert LENA in text_of(main(page))
        assert text_of(first_button(page)) == "Yes, cancel the invitation"
        assert team.api.writes == []

    def test_a_post_cancels(self, team):
        invited = team.invitation(email_address=LENA)

        page = team.browser().post(
            f"/services/{team.service['id']}/cancel-invited-user/{invited['id']}", follow=True
        )

        asked = team.api.asked_to("POST", f"{team.path}/invite/{invited['id']}")
        assert asked[0].body == {"status": "cancelled", "created_by": team.manager["id"]}
        assert flashes(page) == [f"Invitation cancelled for {LENA}"]

    @pytest.mark.parametrize("status", ["accepted", "cancelled"])
    @pytest.mark.parametrize("address", ["cancel-invited-user", "resend-invitation"])
    def test_what_was_answered_is_left_alone(self, team, status, address):
        invited = team.invitation(status=status)

        page = team.browser().post(f"/services/{team.service['id']}/{address}/{invited['id']}", follow=True)

        assert f"was {status} already" in flashes(page)[0]
        assert team.api.writes == []

    @pytest.mark.parametrize("address", ["cancel-invited-user", "resend-invitation"])
    def test_invitations_of_other_services_are_not_found(self, team, stranger_id, address):
        team.api.answers("GET", f"{team.path}/invite/{stranger_id}", an_error("No result found"), status=404)

        url = f"/services/{team.service['id']}/{address}/{stranger_id}"

        assert team.browser().post(url).status_code == 404
        assert team.api.writes == []


class TestSendingAgain:
    def test_makes_a_new_link_for_the_same_offer_and_ends_the_old_one(self, team):
        folder = team.folder()
        invited = team.invitation(
            email_address=LENA, folder_permissions=[folder["id"], "deleted"], created_at=EXPIRED
        )
        url = f"/services/{team.service['id']}/resend-invitation/{invited['id']}"

        asks = team.browser().get(url)
        page = team.browser().post(url, follow=True)

        assert text_of(first_button(asks)) == "Send again"
        assert sent(team)[0]["permissions"] == invited["permissions"]
        assert sent(team)[0]["folder_permissions"] == [folder["id"]]
        assert team.api.writes[-1] == ("POST", f"{team.path}/invite/{invited['id']}")
        assert flashes(page) == [f"Invitation sent again to {LENA}"]

    def test_an_old_link_that_cannot_be_ended_does_not_undo_the_new_one(self, team):
        invited = team.invitation(email_address=LENA)
        path = f"{team.path}/invite/{invited['id']}"
        team.api.answers("POST", path, an_error("broken"), status=500)

        page = team.browser().post(
            f"/services/{team.service['id']}/resend-invitation/{invited['id']}", follow=True
        )

        assert flashes(page) == [f"Invitation sent again to {LENA}"]
