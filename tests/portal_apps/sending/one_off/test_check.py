"""The message as its recipient will see it, and what can be in its way."""

import pytest

from portal_apps.message_templates.wording import quoted
from tests.builders import a_user, an_error, an_id
from tests.pages import errors, first_button, link, main, of_class, text_of, texts, typed
from tests.portal_apps.service_settings.conftest import a_sender

ADDRESS = "Lena Kowalska\n1 Hall Road\nBristol\nBS1 1AA"
PREVIEW = "http://template-preview.test/get-page-count"
SHEETS = {"count": 2, "welsh_page_count": 0, "attachment_page_count": 0}


def check(world, browser, template, *answers):
    world.answer(browser, template, *answers)
    return browser.get(world.check_url(template))


def rows(page, css_class):
    [found] = of_class(page, css_class)
    return {text_of(row.find("dt")): text_of(row.find("dd")) for row in found.iter("div")}


class TestPreview:
    def test_of_an_email_is_what_arrives(self, world):
        template = world.email(
            name="Permit <b>", subject="For ((name))", content="Dear ((name))", reply_to_text="r@a.gov.uk"
        )

        page = check(world, world.browser(), template, "lena@example.com", "<b>Lena</b>")

        assert texts(page, "h1") == [f"Preview of {quoted('Permit <b>')}"]
        assert list(rows(page, "email-message-meta").items()) == [
            ("From", "Parking permits"),
            ("Reply to", "r@a.gov.uk"),
            ("To", "lena@example.com"),
            ("Subject", "For <b>Lena</b>"),
        ]
        assert texts(page, "div", "email-message-body") == ["Dear <b>Lena</b>"]
        assert text_of(first_button(page)) == "Send 1 email"
        assert link(page, "Back") == world.send_url(template, "one-off/step-1")
        assert "Emails are free of charge." in texts(page, "p")

    def test_of_a_text_message_has_its_number_as_typed_and_what_it_costs(self, world):
        template = world.text(reply_to_text="PARKING", content="((name)) " + "x" * 160)

        page = check(world, world.browser(), template, "07700 900 982", "Lena")

        assert texts(page, "p", "sms-message-sender") == ["From: PARKING"]
        assert texts(page, "p", "sms-message-recipient") == ["To: 07700 900 982"]
        assert text_of(first_button(page)) == "Send 1 text message"
        assert "It is charged as 2 text messages. That is 4.66 pence, or nothing" in text_of(main(page))

    def test_of_a_text_message_abroad_says_that_it_can_cost_more(self, world):
        page = check(world, world.browser(), world.text(), "+33612345678", "Lena")

        assert "to other countries can cost more" in text_of(main(page))
        assert "pence" not in text_of(main(page))

    def test_without_a_price_is_one_all_the_same(self, world):
        world.api.answers("GET", "/sms-rate/", {}, status=500)

        page = check(world, world.browser(), world.text(), "07700 900 982", "Lena")

        assert "It is charged as 1 text message." in text_of(main(page))
        assert text_of(first_button(page)) == "Send 1 text message"

    @pytest.mark.parametrize(
        ("pages", "cost"),
        [(1, "It has 1 page. Second class: 73 pence."), (4, "It has 4 pages. Second class: 77 pence.")],
    )
    def test_of_a_letter_has_its_address_and_what_its_sheets_cost(self, world, pages, cost):
        world.api.mock.add("POST", PREVIEW, json=SHEETS | {"count": pages})

        page = check(world, world.browser(), world.letter(), ADDRESS, "Lena")

        assert texts(page, "p", "letter__recipient") == ["Lena Kowalska 1 Hall Road Bristol BS1 1AA"]
        assert cost in texts(page, "p")
        assert text_of(first_button(page)) == "Send 1 letter"

    def test_of_a_letter_that_nobody_can_count_has_a_range_of_prices(self, world):
        page = check(world, world.browser(), world.letter(), ADDRESS, "Lena")

        assert "It is charged by the sheet of paper. Second class: 73 pence to 77 pence." in texts(page, "p")

    def test_of_a_letter_abroad_has_the_price_of_its_post(self, world):
        world.service["permissions"] = ["letter", "international_letters"]
        world.api.mock.add("POST", PREVIEW, json=SHEETS)

        page = check(
            world, world.browser(), world.letter(), f"{ADDRESS}\nFrance".replace("BS1 1AA\n", ""), "Lena"
        )

        assert "It has 2 pages. International post: £1.80 to £1.95." in texts(page, "p")


class TestDailyLimit:
    def test_stands_below_the_message(self, world):
        page = check(world, world.browser(), world.text(), "07700900982", "Lena")

        assert list(rows(page, "daily-limit").items())[:4] == [
            ("Limit", "250,000 text messages a day"),
            ("Used today", "12"),
            ("This message", "1"),
            ("Left after it", "249,987"),
        ]

    def test_of_international_texts_stands_there_too(self, world):
        page = check(world, world.browser(), world.text(), "+33612345678", "Lena")

        assert [text for text in texts(page, "h2") if text.startswith("Daily limit")] == [
            "Daily limit of text messages",
            "Daily limit of international text messages",
        ]
        assert texts(page, "dd")[-4:-1] == ["Not known", "1", "Not known"]

    def test_is_missed_alone(self, world):
        world.api.answers("GET", f"{world.path}/statistics", {}, status=500)

        page = check(world, world.browser(), world.text(), "07700900982", "Lena")

        assert "could not find out how much" in text_of(main(page))
        assert text_of(first_button(page)) == "Send 1 text message"


class TestHindrances:
    @pytest.mark.parametrize(
        ("kind", "content", "fault"),
        [
            (
                "text",
                "x" * 919 + "((name))",
                "This message has 923 characters. A text message can have 918 at most",
            ),
            ("text", "((a??b))", "This message is empty"),
            (
                "email",
                "é" * 1_000_001 + "((name))",
                "This email has 2,000,006 bytes. An email can have 2,000,000 at most",
            ),
        ],
        ids=["text", "empty", "email"],
    )
    def test_are_known_before_the_api_is_asked(self, world, kind, content, fault):
        recipient = "lena@example.com" if kind == "email" else "07700900982"

        page = check(world, world.browser(), getattr(world, kind)(content=content), recipient, "Lena")

        assert errors(page) == [fault]
        assert typed(page, "shown") == []

    def test_are_pages_that_a_letter_cannot_have(self, world):
        world.api.mock.add("POST", PREVIEW, json=SHEETS | {"count": 11})

        page = check(world, world.browser(), world.letter(), ADDRESS, "Lena")

        assert errors(page) == ["This letter has 11 pages. A letter can have 10 at most"]

    def test_are_recipients_that_the_service_may_not_write_to_any_more(self, world):
        template, browser = world.text(), world.browser()
        world.answer(browser, template, "+33612345678", "Lena")
        world.service["permissions"] = ["sms"]
        world.browser(id=world.user["id"])

        page = browser.get(world.check_url(template))

        assert errors(page) == ["Your service cannot send to other countries"]

    def test_are_platform_admins_without_the_permission(self, world):
        template = world.email(content="Hello")
        admin = world.sign_in(a_user(platform_admin=True), world.service)

        page = check(world, admin, template, "lena@example.com")
        answer = admin.post(world.check_url(template), {"shown": "x"})

        assert typed(page, "shown") == []
        assert "Only members of the team" in text_of(main(page))
        assert answer.status_code == 403
        assert world.given == []


class TestOrder:
    def test_is_the_beginning_without_a_message(self, world):
        template = world.email()

        for method in ("get", "post"):
            answer = getattr(world.browser(), method)(world.check_url(template))

            assert answer["Location"] == world.send_url(template, "one-off")

    @pytest.mark.parametrize(("answers", "step"), [((), 0), (("lena@example.com",), 1)])
    def test_is_the_question_that_has_no_answer(self, world, answers, step):
        template, browser = world.email(), world.browser()

        page = check(world, browser, template, *answers)

        assert page["Location"] == world.send_url(template, f"one-off/step-{step}")

    def test_is_the_new_question_of_a_template_that_was_changed(self, world):
        template, browser = world.email(), world.browser()
        world.answer(browser, template, "lena@example.com", "Lena")
        world.has(
            f"template/{template['id']}", {"data": template | {"content": "((name)) ((date))", "version": 2}}
        )
        world.browser(id=world.user["id"])

        answer = browser.get(world.check_url(template))

        assert answer["Location"] == world.send_url(template, "one-off/step-2")


class TestSender:
    def test_that_is_gone_is_replaced_by_the_default_and_said(self, world):
        gone = a_sender(email_address="gone@a.gov.uk", is_default=False)
        world.has("email-reply-to", [a_sender(email_address="usual@a.gov.uk"), gone])
        template, browser = world.email(content="Hello", reply_to_text="usual@a.gov.uk"), world.browser()
        browser.post(world.send_url(template, "set-sender"), {"sender": gone["id"]})
        world.answer(browser, template, "lena@example.com")
        world.api.answers(
            "GET", f"{world.path}/email-reply-to/{gone['id']}", an_error("No result found"), status=404
        )

        page = browser.get(world.check_url(template))
        world.send(browser, template, page)

        assert "usual@a.gov.uk" in texts(page, "dd")
        assert [error for error in errors(page) if "has been deleted" in error]
        assert ["sender_id" in sent for sent in world.given] == [False]


class TestCalls:
    def test_are_one_besides_what_is_kept(self, world):
        template, browser = world.text(), world.browser()
        check(world, browser, template, "07700900982", "Lena")
        before = len(world.api.asked)

        browser.get(world.check_url(template))

        assert [one.path for one in world.api.asked[before:]] == [f"{world.path}/statistics"]


class TestWayIn:
    def test_is_a_link_on_the_template(self, world):
        template = world.email()

        page = world.browser().get(f"/services/{world.service['id']}/templates/{template['id']}")

        assert link(page, "Get ready to send") == world.send_url(template, "set-sender")

    @pytest.mark.parametrize(
        ("permissions", "facts"),
        [(["view_activity"], {}), (None, {"archived": True}), (None, {"template_type": "letter"})],
    )
    def test_is_only_for_those_who_may_send_what_the_service_sends(self, world, permissions, facts):
        world.service["permissions"] = ["email"]
        template = world.email(**facts)

        page = world.browser(permissions).get(f"/services/{world.service['id']}/templates/{template['id']}")

        assert link(page, "Get ready to send") is None


class TestForgedIds:
    def test_of_another_services_template_lead_nowhere(self, world):
        theirs = {"id": an_id()}
        refused = an_error("No result found")
        world.api.answers("GET", f"{world.path}/template/{theirs['id']}", refused, status=404)
        browser = world.browser()

        pages = [world.send_url(theirs, page) for page in ("set-sender", "one-off", "one-off/step-0")]

        assert {browser.get(page).status_code for page in [*pages, world.check_url(theirs)]} == {404}
        assert browser.post(world.check_url(theirs), {"shown": "x"}).status_code == 404
        assert world.given == []
