"""A message is given to the API once, whatever happens; and what the API says is understood."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache

from tests.builders import an_error, an_id
from tests.pages import errors, first_button, main, text_of, texts

ADDRESS = "Lena Kowalska\n1 Hall Road\nBristol\nBS1 1AA"

# The portal waits this long for an answer, and the API may be at it as long again.
SETTLED_SECONDS = settings.API_TIMEOUT + 31


@pytest.fixture
def template(world):
    return world.email()


@pytest.fixture
def browser(world, template):
    """Somebody who has answered every question."""
    made = world.browser()
    world.answer(made, template, "lena@example.com", "Lena")
    return made


def in_the_api(world, sent, **facts):
    """The message, as a list of the API has it."""
    return {
        "id": world.notification_id,
        "to": "Lena@example.com",
        "created_at": datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "created_by": {"id": world.user["id"], "name": "Ada"},
        "job": None,
        "api_key": None,
        "template": {"id": sent["id"]},
        "personalisation": {"name": "Lena"},
    } | facts


def search_finds(world, *rows, status=200):
    answer = {"notifications": list(rows), "links": {}}
    world.api.answers("POST", f"{world.path}/notifications", answer, status=status)


def later(monkeypatch, seconds):
    """Let so much time pass for whoever looks at the clock of an attempt."""
    moment = datetime.now(tz=UTC) + timedelta(seconds=seconds)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment

    monkeypatch.setattr("portal_apps.sending.attempts.datetime", Clock)


class TestSending:
    def test_gives_the_api_what_was_shown_and_shows_the_message(self, world, template, browser):
        answer = world.send(browser, template)

        assert answer["Location"] == world.message_url()
        assert world.given == [
            {"template_id": template["id"], "to": "lena@example.com", "personalisation": {"name": "Lena"}}
        ]

    def test_gives_numbers_as_typed(self, world):
        template, browser = world.text(content="Call ((phone number))"), world.browser()
        world.answer(browser, template, "07700 900 982")

        world.send(browser, template)

        assert world.given == [
            {
                "template_id": template["id"],
                "to": "07700 900 982",
                "personalisation": {"phone number": "07700 900 982"},
            }
        ]

    def test_gives_the_address_of_a_letter_line_by_line(self, world):
        template, browser = world.letter(), world.browser()
        world.answer(browser, template, ADDRESS, "Lena")

        world.send(browser, template)

        lines = {f"address_line_{number}": line for number, line in enumerate(ADDRESS.splitlines(), start=1)}
        [sent] = world.given
        assert sent["to"] is None
        assert sent["personalisation"] == {"name": "Lena"} | lines

    def test_gives_the_last_line_in_the_postcode_of_older_templates(self, world):
        template, browser = world.letter(content="((postcode))"), world.browser()
        world.answer(browser, template, ADDRESS)

        world.send(browser, template)

        assert world.given[0]["personalisation"] == {
            "address_line_1": "Lena Kowalska",
            "address_line_2": "1 Hall Road",
            "address_line_3": "Bristol",
            "postcode": "BS1 1AA",
        }

    def test_needs_the_permission(self, world, template):
        assert world.browser(["view_activity"]).post(world.check_url(template)).status_code == 403


class TestOnce:
    def test_sending_the_same_page_again_shows_the_same_message(self, world, template, browser):
        page = browser.get(world.check_url(template))

        answers = [world.send(browser, template, page) for _ in range(3)]

        assert {answer["Location"] for answer in answers} == {world.message_url()}
        assert len(world.given) == 1

    def test_coming_back_to_the_page_shows_the_same_message(self, world, template, browser):
        world.send(browser, template)

        assert browser.get(world.check_url(template))["Location"] == world.message_url()
        assert len(world.given) == 1

    def test_a_second_click_during_the_first_sends_nothing(self, world, template, browser):
        page = browser.get(world.check_url(template))
        first = None

        def click_again(_request):
            nonlocal first
            first = world.send(browser, template, page)
            return 201, {}, f'{{"id": "{world.notification_id}"}}'

        path = f"{world.api.address}{world.path}/send-notification"
        world.api.mock.remove("POST", path)
        world.api.mock.add_callback("POST", path, callback=click_again)
        search_finds(world)

        answer = world.send(browser, template, page)

        assert first["Location"] == world.check_url(template)
        assert answer["Location"] == world.message_url()
        assert len(world.given) == 1

    def test_starting_again_makes_another_message(self, world, template, browser):
        page = browser.get(world.check_url(template))
        world.send(browser, template, page)
        world.answer(browser, template, "lena@example.com", "Lena")

        old = world.send(browser, template, page)
        world.send(browser, template)

        assert [error for error in errors(old) if error.startswith("Nothing was sent")]
        assert len(world.given) == 2

    @pytest.mark.parametrize("shown", ["", "0" * 32])
    def test_nothing_is_sent_that_was_not_shown(self, world, template, browser, shown):
        page = browser.post(world.check_url(template), {"shown": shown})

        assert [error for error in errors(page) if error.startswith("Nothing was sent")]
        assert world.given == []

    def test_what_another_tab_has_changed_is_shown_first(self, world, template, browser):
        page = browser.get(world.check_url(template))
        browser.post(world.send_url(template, "one-off/step-0"), {"placeholder_value": "ben@example.com"})

        answer = world.send(browser, template, page)

        assert [error for error in errors(answer) if error.startswith("Nothing was sent")]
        assert "ben@example.com" in texts(answer, "dd")
        assert world.given == []

    def test_a_template_that_was_changed_is_shown_first(self, world, template, browser):
        page = browser.get(world.check_url(template))
        changed = template | {"content": "Bye ((name))", "version": 2}
        world.has(f"template/{template['id']}", {"data": changed})
        world.browser(id=world.user["id"])

        answer = world.send(browser, template, page)

        assert "Bye Lena" in text_of(main(answer))
        assert world.given == []

    def test_a_message_is_not_sent_where_nobody_can_keep_that_it_was(
        self, world, template, browser, monkeypatch
    ):
        page = browser.get(world.check_url(template))
        monkeypatch.setattr(type(cache._connections["default"]), "set", out_of_order)

        answer = world.send(browser, template, page)

        assert answer.status_code == 503
        assert world.given == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "message", "said"),
        [
            (400, "Can’t send to this recipient when service is in trial mode – see https://a.gov.uk", "you can only send to members of your team"),  # noqa: RUF001 - the API's signs
            (403, "Cannot send letters when service is in trial mode", "it cannot send letters"),
            (429, "Exceeded send limits (email: 50) for today", "reached its limit for today"),
            (429, "Exceeded rate limit for key type NORMAL of 3000 requests per 60 seconds", "Wait a minute"),
            (400, "Missing personalisation: name", "The Notify API refused the message: Missing personalisation: name"),
            (400, {"to": ["Not <b>valid</b>"]}, "The Notify API refused the message: Not <b>valid</b>"),
        ],
    )  # fmt: skip
    def test_are_explained_beside_the_message(self, world, template, browser, status, message, said):
        world.takes(status, an_error(message))

        page = world.send(browser, template)

        assert page.status_code == 200
        assert [error for error in errors(page) if said in error]
        assert "Dear Lena" in text_of(main(page))
        assert text_of(first_button(page)) == "Send 1 email"

    def test_may_be_followed_by_another_try(self, world, template, browser):
        world.takes(429, an_error("Exceeded send limits (email: 50) for today"))
        world.send(browser, template)
        world.takes()

        assert world.send(browser, template)["Location"] == world.message_url()


class TestUnknown:
    @pytest.fixture(autouse=True)
    def _search_finds_nothing(self, world):
        search_finds(world)

    def lost(self, world, template, browser):
        """Send it; the API takes it, or does not, and nobody hears."""
        world.api.breaks_after_taking("POST", f"{world.path}/send-notification")
        return world.send(browser, template)

    def test_outcomes_are_found_out(self, world, template, browser):
        search_finds(world, in_the_api(world, template))

        self.lost(world, template, browser)
        answer = browser.get(world.check_url(template))

        assert answer["Location"] == world.message_url()
        [asked] = world.api.asked_to("POST", f"{world.path}/notifications")
        assert asked.body == {
            "template_type": ["email"],
            "to": "lena@example.com",
            "limit_days": 1,
            "include_jobs": False,
        }

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_are_answers_that_say_nothing_about_the_message(self, world, template, browser, status):
        world.takes(status, {})

        answer = world.send(browser, template)
        page = browser.get(answer["Location"])

        assert texts(page, "h1") == ["We do not know yet if your message was sent"]
        assert "it is not there yet" in text_of(main(page))
        assert "Send it again" not in text_of(main(page))

    def test_messages_are_not_sent_again_at_once(self, world, template, browser):
        page = browser.get(world.check_url(template))
        self.lost(world, template, browser)
        world.takes()

        answers = [world.send(browser, template, page), world.send(browser, template, page, again="y")]

        assert {answer["Location"] for answer in answers} == {world.check_url(template)}
        assert len(world.given) == 1

    def test_messages_may_be_sent_again_once_they_would_be_there(self, world, template, browser, monkeypatch):
        self.lost(world, template, browser)
        later(monkeypatch, SETTLED_SECONDS)
        world.takes()

        page = browser.get(world.check_url(template))
        without_saying_so = world.send(browser, template, page)
        answer = world.send(browser, template, page, again="y")

        assert text_of(first_button(page)) == "Send it again"
        assert "it is not there, so it was not sent" in text_of(main(page))
        assert without_saying_so["Location"] == world.check_url(template)
        assert answer["Location"] == world.message_url()
        assert len(world.given) == 2

    def test_messages_that_turn_up_meanwhile_are_not_sent_again(self, world, template, browser, monkeypatch):
        self.lost(world, template, browser)
        later(monkeypatch, SETTLED_SECONDS)
        page = browser.get(world.check_url(template))
        search_finds(world, in_the_api(world, template))

        answer = world.send(browser, template, page, again="y")

        assert answer["Location"] == world.message_url()
        assert len(world.given) == 1

    def test_messages_that_cannot_be_looked_for_are_not_sent_again(
        self, world, template, browser, monkeypatch
    ):
        self.lost(world, template, browser)
        later(monkeypatch, SETTLED_SECONDS)
        page = browser.get(world.check_url(template))
        search_finds(world, status=503)

        unseen = browser.get(world.check_url(template))
        world.send(browser, template, page, again="y")

        assert "We could not look for it" in text_of(main(unseen))
        assert "Send it again" not in text_of(main(unseen))
        assert len(world.given) == 1

    def test_messages_keep_their_questions_closed(self, world, template, browser):
        self.lost(world, template, browser)

        answer = browser.get(world.send_url(template, "one-off/step-1"))

        assert answer["Location"] == world.check_url(template)

    @pytest.mark.parametrize(
        "other",
        [
            {"created_by": {"id": an_id()}},
            {"created_by": None, "api_key": an_id()},
            {"job": {"id": an_id()}},
            {"template": {"id": an_id()}},
            {"to": "helena@example.com"},
            {"personalisation": {"name": "Ben"}},
            {"created_at": "2026-10-01T09:00:00.000000Z"},
        ],
        ids=lambda facts: next(iter(facts)),
    )
    def test_messages_are_not_taken_for_others(self, world, template, browser, other):
        search_finds(world, in_the_api(world, template, **other))

        self.lost(world, template, browser)
        page = browser.get(world.check_url(template))

        assert texts(page, "h1") == ["We do not know yet if your message was sent"]

    def test_letters_are_looked_for_by_their_first_line(self, world):
        template, browser = world.letter(), world.browser()
        world.answer(browser, template, ADDRESS, "Lena")
        lines = {f"address_line_{number}": line for number, line in enumerate(ADDRESS.splitlines(), start=1)}
        found = in_the_api(world, template, to=ADDRESS, personalisation={"name": "Lena"} | lines)
        search_finds(world, found)

        self.lost(world, template, browser)
        answer = browser.get(world.check_url(template))

        assert answer["Location"] == world.message_url()
        assert world.api.asked_to("POST", f"{world.path}/notifications")[0].body["to"] == "Lena Kowalska"


def out_of_order(*_args, **_options):
    raise OSError
