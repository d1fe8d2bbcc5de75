"""The questions on the way to a message to one person."""

import pytest

from portal_apps.message_templates.wording import quoted
from tests.builders import a_member, an_email_file, an_id, in_template
from tests.pages import by_id, errors, first_button, link, main, of_class, text_of, texts, typed

ADDRESS = "Lena Kowalska\n1 Hall Road\nBristol\nBS1 1AA"


def step(world, browser, template, number):
    return browser.get(world.send_url(template, f"one-off/step-{number}"))


def send(world, browser, template, number, text):
    return browser.post(world.send_url(template, f"one-off/step-{number}"), {"placeholder_value": text})


class TestBeginning:
    @pytest.mark.parametrize(
        ("kind", "page"), [("email", "step-0"), ("text", "step-0"), ("letter", "address")]
    )
    def test_asks_for_the_recipient_first(self, world, kind, page):
        template = getattr(world, kind)()

        answer = world.browser().get(world.send_url(template, "one-off"))

        assert answer["Location"] == world.send_url(template, f"one-off/{page}")

    def test_forgets_what_was_typed_for_another_message(self, world):
        template, browser = world.email(), world.browser()
        world.answer(browser, template, "lena@example.com", "Lena")

        browser.get(world.send_url(template, "one-off"))

        assert typed(step(world, browser, template, 0), "placeholder_value") == [""]
        assert typed(step(world, browser, template, 1), "placeholder_value") == [""]

    def test_is_also_the_first_question_itself(self, world):
        template = world.email()

        assert step(world, world.browser(), template, 0).status_code == 200

    def test_comes_before_every_other_question(self, world):
        template, browser = world.email(), world.browser()

        answer = browser.get(world.send_url(template, "one-off/step-1"), follow=True)

        assert answer.redirect_chain[-1][0] == world.send_url(template, "one-off/step-0")
        assert "Please start again" in text_of(main(answer))


class TestRecipient:
    @pytest.mark.parametrize(
        ("kind", "label", "own"),
        [("email", "email address", "Use my email address"), ("text", "phone number", "Use my phone number")],
    )
    def test_is_asked_for_with_a_preview(self, world, kind, label, own):
        template, browser = getattr(world, kind)(name="Permit <b>"), world.browser()

        page = step(world, browser, template, 0)

        assert texts(page, "h1") == [f"Send {quoted('Permit <b>')}"]
        assert texts(page, "label") == [label]
        assert by_id(page, "placeholder_value").tag == "input"
        assert text_of(first_button(page)) == "Continue"
        expected = f"/services/{world.service['id']}/template/{template['id']}/one-off/send-to-myself"
        assert link(page, own) == expected
        assert link(page, "Back") == f"/services/{world.service['id']}/templates/{template['id']}"
        assert "((name))" in text_of(main(page))

    def test_is_one_box_for_a_whole_address(self, world):
        template, browser = world.letter(), world.browser()

        page = browser.get(world.send_url(template, "one-off/address"))
        answer = browser.post(world.send_url(template, "one-off/address"), {"address": ADDRESS.lower()})
        back = browser.get(world.send_url(template, "one-off/address"))

        assert by_id(page, "address").tag == "textarea"
        assert answer["Location"] == world.send_url(template, "one-off/step-1")
        assert typed(back, "address")[0].strip().splitlines()[-1] == "BS1 1AA"

    @pytest.mark.parametrize(
        ("kind", "text", "fault"),
        [
            ("email", "", "Enter an email address"),
            ("email", "lena", "An email address has one @ sign"),
            ("text", "", "Enter a phone number"),
            ("text", "0770090098", "Phone number is too short"),
            ("text", "07700 9OO982", "Phone number can only include numbers"),
            ("text", "+33612345678", "Your service cannot send to other countries"),
            ("text", "02079460000", "Your service cannot send to landlines"),
        ],
    )
    def test_is_refused_with_a_reason_and_kept(self, world, kind, text, fault):
        world.service["permissions"] = ["email", "sms"]
        template, browser = getattr(world, kind)(), world.browser()

        page = send(world, browser, template, 0, text)

        assert [error for error in errors(page) if error.startswith(fault)]
        assert typed(page, "placeholder_value") == [text]

    @pytest.mark.parametrize(
        ("address", "fault"),
        [
            ("", "Enter an address"),
            ("Lena\nBS1 1AA", "Address needs 3 lines or more"),
            ("\n".join("12345678"), "Address has 8 lines"),
            ("Lena\n1 Hall Road\nBristol", "Last line of the address must be a UK postcode"),
            ("Lena\n1 Rue Haute\nParis\nFrance", "Your service cannot send letters to other countries"),
        ],
    )
    def test_of_a_letter_is_refused_with_a_reason_and_kept(self, world, address, fault):
        template, browser = world.letter(), world.browser()

        page = browser.post(world.send_url(template, "one-off/address"), {"address": address})

        assert [error for error in errors(page) if error.startswith(fault)]
        assert (typed(page, "address")[0] or "").strip() == address

    @pytest.mark.parametrize(
        ("permission", "number"),
        [("international_sms", "+33612345678"), ("sms_to_uk_landlines", "02079460000")],
    )
    def test_may_be_what_the_service_may_send_to(self, world, permission, number):
        world.service["permissions"] = ["sms", permission]
        template, browser = world.text(), world.browser()

        assert send(world, browser, template, 0, number).status_code == 302

    def test_may_be_oneself(self, world):
        template, browser = world.text(), world.browser(mobile_number="07700900555")

        answer = browser.get(
            f"/services/{world.service['id']}/template/{template['id']}/one-off/send-to-myself"
        )

        assert answer["Location"] == world.send_url(template, "one-off/step-1")
        assert "To: 07700900555" in texts(browser.get(answer["Location"]), "p", "sms-message-recipient")

    def test_is_asked_for_where_nobody_has_a_number_of_their_own(self, world):
        template, browser = world.text(), world.browser(mobile_number=None)

        answer = browser.get(
            f"/services/{world.service['id']}/template/{template['id']}/one-off/send-to-myself"
        )

        assert answer["Location"] == world.send_url(template, "one-off/step-0")
        assert link(browser.get(answer["Location"]), "Use my phone number") is None


class TestTrialMode:
    @pytest.fixture(autouse=True)
    def _team(self, world):
        world.service["restricted"] = True
        ben = a_member(world.service, email_address="Ben@meadowbridge.gov.uk", mobile_number="+447700900777")
        world.has("users", {"data": [ben]})

    def test_sends_to_the_team_alone(self, world):
        template, browser = world.email(), world.browser()

        page = send(world, browser, template, 0, "lena@example.com")

        assert errors(page) == ["Your service is in trial mode, so you can only send to members of your team"]
        assert link(page, "members of your team") == f"/services/{world.service['id']}/users"

    @pytest.mark.parametrize(
        ("kind", "recipient"), [("email", "ben@meadowbridge.gov.uk"), ("text", "07700 900 777")]
    )
    def test_knows_the_team_however_it_is_written(self, world, kind, recipient):
        template, browser = getattr(world, kind)(), world.browser()

        assert send(world, browser, template, 0, recipient).status_code == 302

    def test_says_that_letters_are_not_sent(self, world):
        template, browser = world.letter(), world.browser()
        world.answer(browser, template, ADDRESS, "Lena")

        page = browser.get(world.check_url(template))

        assert errors(page) == ["Your service is in trial mode, so it cannot send letters"]


class TestPlaceholders:
    def test_are_asked_for_one_by_one(self, world):
        template, browser = (
            world.email(subject="((ref))", content="((name)) ((email address)) ((NAME))"),
            world.browser(),
        )
        world.answer(browser, template, "lena@example.com")

        first, second = step(world, browser, template, 1), step(world, browser, template, 2)

        assert texts(first, "h1") == texts(second, "h1") == ["Personalise this message"]
        assert texts(first, "label") + texts(second, "label") == ["ref", "name"]
        assert link(second, "Back") == world.send_url(template, "one-off/step-1")
        assert link(first, "Use my email address") is None

    def test_show_what_was_typed_so_far(self, world):
        template, browser = world.email(content="((a)) and ((b))"), world.browser()
        world.answer(browser, template, "lena@example.com", "<b>one</b>")

        page = step(world, browser, template, 2)

        [body] = of_class(page, "email-message-body")
        assert text_of(body) == "<b>one</b> and ((b))"
        assert "lena@example.com" in texts(page, "dd")

    def test_need_a_value(self, world):
        template, browser = world.email(), world.browser()
        world.answer(browser, template, "lena@example.com")

        page = send(world, browser, template, 1, "  ")

        assert errors(page) == ["Enter name"]

    def test_that_are_conditional_say_what_yes_means(self, world):
        template, browser = world.email(content="((late??You are late.))((late?? Pay.))"), world.browser()
        world.answer(browser, template, "lena@example.com")

        page = step(world, browser, template, 1)

        assert texts(page, "label") == ["late"]
        assert f"yes to include {quoted('You are late.')} and {quoted(' Pay.')}" in text_of(
            by_id(page, "placeholder_value-hint")
        )

    def test_that_an_attached_file_fills_are_not_asked_for(self, world):
        template = world.email(
            content="((form.pdf)) ((name))", email_files=[in_template(an_email_file({"id": an_id()}))]
        )
        browser = world.browser()
        world.answer(browser, template, "lena@example.com")

        assert texts(step(world, browser, template, 1), "label") == ["name"]

    def test_lead_to_the_check(self, world):
        template, browser = world.email(), world.browser()
        world.answer(browser, template, "lena@example.com", "Lena")

        assert step(world, browser, template, 2)["Location"] == world.check_url(template)
        assert step(world, browser, template, 99)["Location"] == world.check_url(template)

    def test_are_nobody_elses(self, world):
        template, browser = world.email(), world.browser()
        world.answer(browser, template, "lena@example.com", "Lena")

        other = world.browser(id=an_id())

        assert typed(step(world, other, template, 0), "placeholder_value") == [""]


class TestLists:
    @pytest.mark.parametrize(
        ("kind", "text"),
        [("email", "email addresses"), ("text", "phone numbers"), ("letter", "addresses")],
    )
    def test_are_uploaded_instead(self, world, kind, text):
        template, browser = getattr(world, kind)(), world.browser()

        page = step(world, browser, template, 0)

        assert link(page, f"Upload a list of {text}") == world.send_url(template, "csv")
        assert link(page, "Use an emergency list") is None

    @pytest.mark.parametrize(("template_type", "is_offered"), [("email", True), ("sms", False)])
    def test_of_emergencies_are_offered_where_there_is_one_of_the_kind(
        self, world, template_type, is_offered
    ):
        template, browser = world.email(), world.browser()
        world.has("contact-list", [{"id": an_id(), "template_type": template_type}])

        page = step(world, browser, template, 0)

        expected = world.send_url(template, "from-contact-list") if is_offered else None
        assert link(page, "Use an emergency list") == expected

    def test_that_cannot_be_read_are_no_reason_to_fail(self, world):
        template, browser = world.email(), world.browser()
        world.api.answers("GET", f"{world.path}/contact-list", {}, status=500)

        assert step(world, browser, template, 0).status_code == 200


class TestCalls:
    def test_of_a_step_are_none_besides_what_is_kept(self, world):
        template, browser = world.email(), world.browser()
        world.answer(browser, template, "lena@example.com")
        before = len(world.api.asked)

        step(world, browser, template, 1)
        send(world, browser, template, 1, "Lena")

        assert world.api.asked[before:] == []
