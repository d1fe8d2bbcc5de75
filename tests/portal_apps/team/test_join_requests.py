"""Answering somebody who asked to join."""

import pytest

from tests.builders import a_user, an_error, an_id
from tests.pages import by_id, errors, first_button, main, of_class, text_of, texts
from tests.portal_apps.team.test_member import ticked


@pytest.fixture
def ben(team):
    """Somebody of the organisation who is in no team."""
    team.service["organisation"] = "o1"
    team.api.answers("GET", "/organisations/by-domain", {"id": "o1"})
    person = a_user(name="Ben <b>", email_address="ben@meadowbridge.gov.uk")
    team.api.answers("GET", f"/user/{person['id']}", {"data": person})
    return person


@pytest.fixture
def asks(team, ben):
    """`asks()`: the API knows that Ben asked the manager; facts say otherwise."""

    def made(**facts):
        asked = {
            "id": an_id(),
            "service_id": team.service["id"],
            "created_at": "2026-11-05T09:00:00.000000Z",
            "status": "pending",
            "status_changed_at": None,
            "status_changed_by": None,
            "reason": "I am new",
            "contacted_service_users": [team.manager["id"]],
            "requester": {
                **{name: ben[name] for name in ("id", "name", "email_address")},
                "belongs_to_service": [],
            },
        } | facts
        path = f"{team.path}/service-join-request/{asked['id']}"
        team.api.answers("GET", path, asked)
        team.api.answers("POST", path, asked)
        return asked

    return made


def url(team, asked, step="approve"):
    return f"/services/{team.service['id']}/join-request/{asked['id']}/{step}"


def decisions(team, asked):
    return [one.body for one in team.api.asked_to("POST", f"{team.path}/service-join-request/{asked['id']}")]


class TestApprove:
    def test_shows_who_asks_and_why(self, team, asks):
        page = team.browser().get(url(team, asks()))

        assert texts(page, "h1") == ["Ben <b> wants to join your service"]
        assert b"Ben <b>" not in page.content
        assert "I am new" in text_of(main(page))
        assert by_id(page, "join_service_approve_request-0").get("value") == "approved"
        assert by_id(page, "join_service_approve_request-1").get("value") == "rejected"
        assert ticked(page, "join_service_approve_request") == ["approved"]
        assert text_of(first_button(page)) == "Continue"

    def test_a_yes_leads_to_the_permissions_and_decides_nothing_yet(self, team, asks):
        asked = asks()

        answer = team.browser().post(url(team, asked), {"join_service_approve_request": "approved"})

        assert answer["Location"] == url(team, asked, "choose-permissions")
        assert decisions(team, asked) == []

    def test_a_no_refuses(self, team, asks):
        asked = asks()

        answer = team.browser().post(url(team, asked), {"join_service_approve_request": "rejected"})

        assert answer["Location"] == url(team, asked, "refused")
        assert decisions(team, asked) == [{"status": "rejected", "status_changed_by_id": team.manager["id"]}]
        assert team.events == []

    def test_needs_an_answer(self, team, asks):
        assert errors(team.browser().post(url(team, asks()))) == ["Select whether you want to let them join"]

    @pytest.mark.parametrize("step", ["approve", "choose-permissions"])
    @pytest.mark.parametrize(
        ("facts", "heading"),
        [
            ({"status": "approved"}, "The request to join was approved"),
            ({"status": "rejected"}, "The request to join was refused"),
            ({"status": "cancelled"}, "The request to join is over"),
        ],
    )
    def test_is_answered_once(self, team, asks, step, facts, heading):
        who = {
            "status_changed_by": {"id": an_id(), "name": "Tom"},
            "status_changed_at": "2026-11-05T10:00:00.000000Z",
        }
        asked = asks(**facts, **who)

        page = team.browser().post(url(team, asked, step), {"join_service_approve_request": "rejected"})

        assert texts(page, "h1") == [heading]
        assert "Tom answered" in text_of(main(page))
        assert decisions(team, asked) == []

    @pytest.mark.parametrize("step", ["approve", "choose-permissions"])
    def test_somebody_who_has_joined_meanwhile_needs_no_answer(self, team, ben, asks, step):
        asked = asks()
        joined = ben | {"services": [team.service["id"]]}
        team.api.answers("GET", f"/user/{ben['id']}", {"data": joined})

        page = team.browser().post(url(team, asked, step), {"permissions_field": "view_activity"})

        assert texts(page, "h1") == ["Ben <b> is already in the team"]
        assert decisions(team, asked) == []


class TestWho:
    @pytest.mark.parametrize("step", ["approve", "choose-permissions"])
    def test_only_those_who_were_asked_answer_and_others_hear_who_was(self, team, asks, step):
        tom = team.member(name="Tom")
        asked = asks(contacted_service_users=[tom["id"]])

        page = team.browser().post(url(team, asked, step), {"join_service_approve_request": "approved"})

        assert page.status_code == 403
        assert "To have it answered, ask Tom." in text_of(main(page))
        assert decisions(team, asked) == []

    def test_platform_admins_may_answer(self, team, asks):
        page = team.browser(a_user(platform_admin=True)).get(url(team, asks()))

        assert page.status_code == 200

    def test_nothing_is_told_about_people_of_other_organisations(self, team, asks):
        team.api.answers("GET", "/organisations/by-domain", {"id": "another"})

        page = team.browser().get(url(team, asks()))

        assert page.status_code == 403
        assert "Ben" not in page.content.decode()

    @pytest.mark.parametrize("step", ["approve", "choose-permissions", "refused"])
    def test_requests_of_other_services_are_not_found(self, team, asks, step):
        asked = asks(service_id=an_id())

        assert team.browser().get(url(team, asked, step)).status_code == 404

    def test_unknown_requests_are_not_found(self, team, ben):
        asked = {"id": an_id()}
        path = f"{team.path}/service-join-request/{asked['id']}"
        team.api.answers("GET", path, an_error("No result found"), status=404)

        assert team.browser().get(url(team, asked)).status_code == 404


class TestChoosePermissions:
    def test_lets_the_person_in_and_writes_it_down(self, team, ben, asks):
        asked, folder = asks(), team.folder()
        form = {"permissions_field": ["send_messages", "view_activity"], "folder_permissions": folder["id"]}

        page = team.browser().post(url(team, asked, "choose-permissions"), form, follow=True)

        assert decisions(team, asked) == [
            {
                "status": "approved",
                "status_changed_by_id": team.manager["id"],
                "permissions": ["send_emails", "send_letters", "send_texts", "view_activity"],
                "folder_permissions": [folder["id"]],
            }
        ]
        assert team.events == [
            {
                "event_type": "add_user_to_service",
                "user_id": ben["id"],
                "invited_by_id": team.manager["id"],
                "service_id": team.service["id"],
                "ui_permissions": ["view_activity", "send_messages"],
            }
        ]
        assert "Ben <b> has joined Parking permits" in text_of(of_class(page, "banner-default-with-tick")[0])

    def test_offers_every_folder(self, team, asks):
        folder = team.folder()

        page = team.browser().get(url(team, asks(), "choose-permissions"))

        assert ticked(page, "folder_permissions") == [folder["id"]]
        assert ticked(page, "permissions_field") == []

    def test_changes_the_way_to_sign_in_where_the_service_lets_it(self, team, ben, asks):
        team.service["permissions"].append("email_auth")
        asked = asks()

        team.browser().post(url(team, asked, "choose-permissions"), {"login_authentication": "email_auth"})

        assert decisions(team, asked)[0]["auth_type"] == "email_auth"
        assert team.events[1]["event_type"] == "update_user_auth_type"
        assert team.events[1]["original_auth_type"] == "sms_auth"


class TestRefused:
    def test_says_so(self, team, asks):
        page = team.browser().get(url(team, asks(status="rejected"), "refused"))

        assert texts(page, "h1") == ["The request to join was refused"]

    def test_refuses_nobody(self, team, asks):
        asked = asks()

        answer = team.browser().get(url(team, asked, "refused"))

        assert answer["Location"] == url(team, asked)
        assert decisions(team, asked) == []
