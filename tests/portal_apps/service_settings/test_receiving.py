"""Receiving text messages: starting it, and stopping it."""

import pytest

from tests.builders import an_error, an_id
from tests.pages import errors, first_button, link, main, text_of, texts
from tests.portal_apps.service_settings.conftest import a_sender

NUMBER = {"id": an_id(), "number": "07700900601", "provider": "mmg", "active": True, "service": None}


@pytest.fixture(autouse=True)
def _events(world):
    world.api.answers("POST", "/events", {"data": {}}, status=201)


def is_on(world, number=NUMBER, *others, last_used="Mon, 23 Nov 2026 09:00:41 GMT"):
    """The service receives text messages at the number, which is its default sender."""
    world.service["permissions"] = ["sms", "inbound_sms"]
    world.api.answers("GET", f"/inbound-number/service/{world.service['id']}", {"data": number})
    usage = f"{world.path}/inbound-sms/most-recent-usage"
    if number:
        world.api.answers("GET", usage, {"most_recent_date": last_used})
        own = [a_sender(sms_sender=number["number"], inbound_number_id=number["id"])]
    else:
        world.api.answers("GET", usage, an_error("inbound not found"), status=404)
        own = []
    world.has("sms-sender", *own, *others)
    world.api.answers("POST", f"{world.path}/inbound-sms/remove", {})


def another(**facts):
    return a_sender(**{"sms_sender": "PARKING", "inbound_number_id": None, "is_default": False} | facts)


class TestOverview:
    def test_offers_to_start(self, world):
        page = world.browser().get(f"{world.url}/receive-text-messages")

        assert link(page, "Start receiving text messages") == f"{world.url}/receive-text-messages/start"
        assert "7 days" in text_of(main(page))

    def test_shows_the_number_and_offers_to_stop(self, world):
        is_on(world)

        page = world.browser().get(f"{world.url}/receive-text-messages")

        assert "07700900601" in text_of(main(page))
        assert link(page, "Stop receiving text messages") == f"{world.url}/receive-text-messages/stop"
        assert link(page, "see callbacks") is None

    def test_leads_those_who_manage_keys_to_callbacks(self, world):
        is_on(world)

        page = world.browser(["manage_users", "manage_settings", "manage_api_keys"]).get(
            f"{world.url}/receive-text-messages"
        )

        assert link(page, "see callbacks") is not None

    def test_says_so_when_there_is_no_number(self, world):
        is_on(world, {})

        page = world.browser().get(f"{world.url}/receive-text-messages")

        assert "has no number yet" in text_of(main(page))


class TestStart:
    @pytest.fixture(autouse=True)
    def _numbers(self, world):
        path = f"/inbound-number/service/{world.service['id']}"
        world.api.answers("GET", path, {"data": {}})
        world.api.answers("GET", "/inbound-number/available", {"data": [NUMBER]})
        sender = a_sender(sms_sender=NUMBER["number"], inbound_number_id=NUMBER["id"])
        world.api.answers("POST", path, sender, status=201)

    def url(self, world):
        return f"{world.url}/receive-text-messages/start"

    def test_says_first_what_will_happen(self, world):
        page = world.browser().get(self.url(world))

        assert text_of(first_button(page)) == "Start receiving text messages"
        assert world.api.writes == []

    def test_gives_the_service_a_number_and_says_who_did_it(self, world):
        browser = world.browser(id=(person := an_id()))

        answer = browser.post(self.url(world))

        assert answer.url == f"{world.url}/receive-text-messages"
        assert world.api.writes == [
            ("POST", f"/inbound-number/service/{world.service['id']}"),
            ("POST", world.path),
            ("POST", "/events"),
        ]
        assert "inbound_sms" in world.saved[0]["permissions"]
        [event] = world.api.asked_to("POST", "/events")
        assert event.body["event_type"] == "set_inbound_sms_on"
        assert (
            event.body["data"].items()
            >= {
                "user_id": person,
                "service_id": world.service["id"],
                "inbound_number_id": NUMBER["id"],
            }.items()
        )

    def test_takes_the_number_that_the_service_has(self, world):
        path = f"/inbound-number/service/{world.service['id']}"
        world.api.answers("GET", path, {"data": NUMBER})

        world.browser().post(self.url(world))

        assert world.api.writes == [("POST", world.path), ("POST", "/events")]

    def test_explains_that_no_number_is_free(self, world):
        world.api.answers("GET", "/inbound-number/available", {"data": []})

        page = world.browser().post(self.url(world), follow=True)

        assert texts(page, "div", "banner-dangerous") == [
            "There is no number free at the moment. Try again later"
        ]
        assert world.api.writes == []

    def test_happens_once(self, world):
        world.service["permissions"] = ["sms", "inbound_sms"]

        assert world.browser().post(self.url(world)).url == f"{world.url}/receive-text-messages"
        assert world.api.writes == []


class TestStop:
    def url(self, world):
        return f"{world.url}/receive-text-messages/stop"

    def removed(self, world):
        return [request.body for request in world.api.asked_to("POST", f"{world.path}/inbound-sms/remove")]

    def test_says_first_what_is_lost_and_what_comes_after_it(self, world):
        is_on(world, NUMBER, another())

        page = world.browser().get(self.url(world))

        text = text_of(main(page))
        assert "You lose the number 07700900601" in text
        assert "Your text messages will come from PARKING" in text
        assert "The last message came" in text
        assert text_of(first_button(page)) == "Stop receiving text messages"
        assert "govuk-button--warning" in first_button(page).get("class")
        assert world.api.writes == []

    @pytest.mark.parametrize(
        ("last_used", "archive"), [("Mon, 23 Nov 2026 09:00:41 GMT", True), (None, False)]
    )
    def test_keeps_a_number_that_was_used_from_other_services(self, world, last_used, archive):
        is_on(world, NUMBER, another(), last_used=last_used)

        answer = world.browser().post(self.url(world))

        assert answer.url == f"{self.url(world)}/success"
        assert self.removed(world) == [{"archive": archive}]

    @pytest.mark.parametrize(("choice", "archive"), [("true", True), ("false", False)])
    def test_platform_admins_choose_what_becomes_of_it(self, world, choice, archive):
        is_on(world, NUMBER, another())
        staff = world.staff()

        refused = staff.post(self.url(world))
        staff.post(self.url(world), {"removal_options": choice})

        assert errors(refused) == ["Select what should become of the number"]
        assert self.removed(world) == [{"archive": archive}]

    def test_members_do_not(self, world):
        is_on(world, NUMBER, another())

        world.browser().post(self.url(world), {"removal_options": "false"})

        assert self.removed(world) == [{"archive": True}]

    def test_needs_another_sender_first(self, world):
        is_on(world)

        page = world.browser().post(self.url(world))

        assert errors(page) == ["Add another text message sender ID first"]
        assert link(page, "Add a text message sender ID")
        assert "Stop receiving text messages" not in texts(page, "button")
        assert link(page, "Add a text message sender ID") == f"{world.url}/sms-sender/add"
        assert self.removed(world) == []

    def test_names_the_default_among_the_others(self, world):
        is_on(
            world, NUMBER, another(), another(sms_sender="TOWNHALL", created_at="2026-01-01T09:00:00.000000Z")
        )

        page = world.browser().get(self.url(world))

        assert "Your text messages will come from TOWNHALL" in text_of(main(page))

    def test_without_a_number_only_switches_it_off(self, world):
        is_on(world, {}, another(is_default=True))

        world.browser().post(self.url(world))

        assert world.saved == [{"permissions": ["sms"]}]
        assert self.removed(world) == []

    def test_happens_once(self, world):
        assert world.browser().post(self.url(world)).url == f"{world.url}/receive-text-messages"

    def test_success_leads_back_to_the_settings(self, world):
        page = world.browser().get(f"{self.url(world)}/success")

        assert link(page, "Back to settings") == world.url
