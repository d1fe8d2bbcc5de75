"""How the team signs in, and who may use an e-mailed link."""

import pytest

from tests.builders import a_member, an_id
from tests.pages import errors, first_button, main, text_of, texts, tree


def an_invitation(**facts):
    return {
        "id": an_id(),
        "email_address": "zoe@meadowbridge.gov.uk",
        "status": "pending",
        "auth_type": "sms_auth",
    } | facts


@pytest.fixture
def team(world):
    """Somebody of every kind, by name; the API takes changes of each."""
    people = {
        "Ada": a_member(world.service, name="Ada", auth_type="email_auth"),
        "Ben": a_member(world.service, name="Ben <b>"),
        "Cy": a_member(world.service, name="Cy", auth_type="email_auth", mobile_number=None),
        "Key": a_member(world.service, name="Key", auth_type="webauthn_auth"),
        "Staff": a_member(world.service, name="Staff", platform_admin=True),
    }
    invited = {"Zoe": an_invitation(), "Gone": an_invitation(status="cancelled")}
    world.api.answers("GET", f"{world.path}/users", {"data": list(people.values())})
    world.api.answers("GET", f"{world.path}/invite", {"data": list(invited.values())})
    for one in people.values():
        world.api.answers("POST", f"/user/{one['id']}", {"data": one})
    for one in invited.values():
        world.api.answers("POST", f"{world.path}/invite/{one['id']}", {"data": one})
    world.api.answers("POST", "/events", {"data": {}}, status=201)
    return people | invited


def allows_links(world):
    world.service["permissions"] = ["email", "sms", "email_auth"]


def changed_people(world, team):
    """Who was changed to what, by name."""
    paths = {f"/user/{one['id']}": name for name, one in team.items()}
    paths |= {f"{world.path}/invite/{one['id']}": name for name, one in team.items()}
    return {
        paths[request.path]: request.body["auth_type"]
        for request in world.api.asked
        if request.method == "POST" and request.path in paths
    }


def events(world):
    return [request.body for request in world.api.asked_to("POST", "/events")]


class TestSetAuthType:
    def url(self, world):
        return f"{world.url}/set-auth-type"

    @pytest.mark.parametrize(("now", "value"), [(["sms"], "text"), (["sms", "email_auth"], "text-or-email")])
    def test_shows_what_is_allowed(self, world, now, value):
        world.service["permissions"] = now

        page = tree(world.browser().get(self.url(world)))

        assert [box.get("value") for box in page.iter("input") if "checked" in box.attrib] == [value]
        assert text_of(first_button(page)) == "Continue"

    def test_links_are_allowed_at_once_and_then_people_are_chosen(self, world):
        answer = world.browser().post(self.url(world), {"sign_in_method": "text-or-email"})

        assert answer.url == f"{self.url(world)}/users"
        assert "email_auth" in world.saved[0]["permissions"]

    def test_to_forbid_them_is_confirmed_first(self, world):
        allows_links(world)

        answer = world.browser().post(self.url(world), {"sign_in_method": "text"})

        assert answer.url == f"{self.url(world)}/confirm"
        assert world.saved == []

    def test_to_leave_it_as_it_is_changes_nothing(self, world):
        assert world.browser().post(self.url(world), {"sign_in_method": "text"}).url == world.url
        assert world.saved == []

    def test_needs_a_choice(self, world):
        assert errors(world.browser().post(self.url(world), {"other": ""})) == [
            "Select how people may sign in"
        ]


class TestUsers:
    def url(self, world):
        return f"{world.url}/set-auth-type/users"

    @pytest.fixture(autouse=True)
    def _links(self, world):
        allows_links(world)

    def test_offers_those_who_have_a_choice(self, world, team):
        response = world.browser().get(self.url(world))

        page = tree(response)
        boxes = {
            box.get("value"): "checked" in box.attrib
            for box in page.iter("input")
            if box.get("name") == "users"
        }
        assert boxes == {team["Ada"]["id"]: True, team["Ben"]["id"]: False, team["Zoe"]["id"]: False}
        assert texts(main(page), "li") == ["Cy"]
        assert b"Ben <b>" not in response.content

    def test_changes_those_who_were_chosen_and_says_who_did_it(self, world, team):
        browser = world.browser(id=(manager := an_id()))

        answer = browser.post(self.url(world), {"users": [team["Ben"]["id"], team["Zoe"]["id"]]})

        assert answer.url == world.url
        assert changed_people(world, team) == {"Ada": "sms_auth", "Ben": "email_auth", "Zoe": "email_auth"}
        assert [(event["event_type"], event["data"]["user_id"]) for event in events(world)] == [
            ("update_user_auth_type", team["Ada"]["id"]),
            ("update_user_auth_type", team["Ben"]["id"]),
        ]
        assert (
            events(world)[1]["data"].items()
            >= {
                "updated_by_id": manager,
                "original_auth_type": "sms_auth",
                "new_auth_type": "email_auth",
            }.items()
        )

    def test_nobody_may_be_chosen(self, world, team):
        world.browser().post(self.url(world), {})

        assert changed_people(world, team) == {"Ada": "sms_auth"}

    @pytest.mark.parametrize("who", ["Cy", "Key", "Staff", "Gone"])
    def test_others_cannot_be_slipped_in(self, world, team, who):
        page = world.browser().post(self.url(world), {"users": [team["Ada"]["id"], team[who]["id"]]})

        assert errors(page) == ["One of the people you chose is not in the team any more"]
        assert changed_people(world, team) == {}

    def test_comes_after_links_are_allowed(self, world):
        world.service["permissions"] = ["sms"]

        assert world.browser().post(self.url(world), {}).url == f"{world.url}/set-auth-type"


class TestConfirm:
    def url(self, world):
        return f"{world.url}/set-auth-type/confirm"

    def test_says_first_who_is_concerned(self, world, team):
        allows_links(world)

        page = world.browser().get(self.url(world))

        assert texts(main(page), "li") == ["Ada", "Cy"]
        assert text_of(first_button(page)) == "Confirm"
        assert world.api.writes == []

    def test_changes_people_and_then_the_service(self, world, team):
        allows_links(world)

        answer = world.browser().post(self.url(world))

        assert answer.url == world.url
        assert changed_people(world, team) == {"Ada": "sms_auth"}
        assert world.saved == [{"permissions": ["email", "sms"]}]
        assert world.api.writes == [
            ("POST", f"/user/{team['Ada']['id']}"),
            ("POST", "/events"),
            ("POST", world.path),
        ]

    def test_is_over_once_links_are_forbidden(self, world):
        assert world.browser().post(self.url(world)).url == f"{world.url}/set-auth-type"
        assert world.api.writes == []
