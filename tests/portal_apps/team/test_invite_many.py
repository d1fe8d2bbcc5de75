"""Inviting many people at once: paste, check, send, and what happened to each."""

import json

import pytest
import requests
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import an_error
from tests.notify_api import ADDRESS
from tests.pages import errors, first_button, main, of_class, text_of, texts, tree, typed
from tests.portal_apps.team.conftest import EXPIRED

OFFER = {"permissions_field": ["send_messages"]}


def address(number):
    return f"person{number}@meadowbridge.gov.uk"


def some(number):
    return "\n".join(map(address, range(number)))


@pytest.fixture
def url(team):
    return f"{team.url}/invite-many"


@pytest.fixture
def browser(team):
    return team.browser()


def rows(page):
    """Line, address and what happens, of the table."""
    return [tuple(text_of(cell) for cell in row if cell.tag == "td") for row in of_class(page, "table-row")]


def outcomes(page):
    return {row[1]: row[2] for row in rows(page)}


def invited(team):
    return [one.body["email_address"] for one in team.api.asked_to("POST", f"{team.path}/invite")]


def checked(browser, url, text):
    return browser.post(url, {"email_addresses": text}, follow=True)


def sent(browser, url, text):
    checked(browser, url, text)
    return browser.post(f"{url}/check", OFFER, follow=True)


class GoesAway:
    """An API that takes some invitations and then none; `knows` is what it did with the last one."""

    def __init__(self, team, after, *, loses=()):
        self.team, self.left, self.loses = team, after, set(loses)
        path = f"{ADDRESS}{team.path}/invite"
        team.api.mock.remove("POST", path)
        team.api.mock.add_callback("POST", path, self.answer)

    def answer(self, request):
        email_address = json.loads(request.body)["email_address"]
        if email_address in self.loses:
            # Taken, and the answer never came.
            self.team.invitation(email_address=email_address)
            raise requests.ReadTimeout
        self.left -= 1
        if self.left < 0:
            return 503, {}, "{}"
        self.team.invitation(email_address=email_address)
        return 201, {}, json.dumps({"data": {}})

    def comes_back(self):
        self.left, self.loses = 1_000, set()


class TestPasting:
    def test_leads_to_a_check_and_sends_nothing(self, team, browser, url):
        page = checked(browser, url, some(3))

        assert texts(page, "h1") == ["Check who will be invited"]
        assert page.redirect_chain == [(f"{url}/check", 302)]
        assert invited(team) == []

    def test_takes_a_file(self, browser, url):
        file = SimpleUploadedFile("people.csv", "Name,Email\nZoë,zoe@x.gov.uk\n".encode("cp1252"))

        page = browser.post(url, {"file": file, "email_addresses": "ann@x.gov.uk"}, follow=True)

        assert list(outcomes(page)) == ["ann@x.gov.uk", "zoe@x.gov.uk"]

    @pytest.mark.parametrize(
        ("text", "file", "words"),
        [
            ("", None, "Enter at least one email address"),
            ("", b"PK\3\4\0\0", "The file must be a CSV or text file"),
            ("", b"x" * 200_001, "The file must be smaller than 200 KB"),
            (some(201), None, "There are 201 email addresses"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_pasted(self, browser, url, text, file, words):
        form = {"email_addresses": text} | ({"file": SimpleUploadedFile("x.csv", file)} if file else {})

        page = browser.post(url, form)

        assert words in errors(page)[0]
        assert (typed(page, "email_addresses")[0] or "").strip() == text


class TestChecking:
    def test_says_who_is_new_and_why_others_are_not(self, team, browser, url):
        team.member(email_address=address(1))
        team.invitation(email_address=address(2))
        team.invitation(email_address=address(3), created_at=EXPIRED)
        text = f"{some(4)}\nBEN\n{address(0).upper()}"

        page = checked(browser, url, text)

        assert [(number, what) for number, _text, what in rows(page)] == [
            ("2", "Already in the team"),
            ("3", "Already invited"),
            ("5", "Not an email address"),
            ("6", "Duplicate Same as line 1"),
            ("1", "Will be invited"),
            ("4", "Will be invited"),
        ]
        assert "2 people will be invited" in text_of(main(page))
        assert text_of(first_button(page)) == "Send 2 invitations"

    def test_what_was_pasted_comes_out_as_text(self, browser, url):
        page = checked(browser, url, "<script>alert(1)</script>")

        assert b"<script>alert" not in page.content

    def test_with_nobody_new_there_is_nothing_to_send(self, team, browser, url):
        team.member(email_address=address(0))

        page = checked(browser, url, some(1))

        assert [text_of(one) for one in main(page).iter("button")] == []

    def test_needs_a_list(self, browser, url):
        assert browser.get(f"{url}/check")["Location"] == url
        assert browser.get(f"{url}/result")["Location"] == url
        assert browser.post(f"{url}/result")["Location"] == url

    def test_is_nobody_elses(self, team, browser, url):
        checked(browser, url, some(1))
        other = team.browser(team.member(name="Other"))

        assert other.get(f"{url}/check")["Location"] == url

    def test_a_choice_that_is_not_there_is_refused(self, team, browser, url):
        checked(browser, url, some(1))

        page = browser.post(f"{url}/check", {"permissions_field": "everything"})

        assert len(errors(page)) == 1
        assert invited(team) == []


class TestSending:
    def test_invites_everybody_who_is_new_with_the_same_offer(self, team, browser, url):
        folder = team.folder()
        team.member(email_address=address(1))
        checked(browser, url, some(20))

        page = browser.post(f"{url}/check", OFFER | {"folder_permissions": folder["id"]}, follow=True)

        assert page.redirect_chain == [(f"{url}/result", 302)]
        assert texts(page, "h1") == ["19 invitations sent"]
        assert sorted(invited(team)) == sorted(address(number) for number in range(20) if number != 1)
        asked = team.api.asked_to("POST", f"{team.path}/invite")
        assert {one.body["permissions"] for one in asked} == {"send_emails,send_letters,send_texts"}
        assert [one.body["folder_permissions"] for one in asked] == [[folder["id"]]] * 19
        assert outcomes(page)[address(0)] == "Invited"
        assert outcomes(page)[address(1)] == "Already in the team"

    def test_sending_twice_sends_once(self, team, browser, url):
        sent(browser, url, some(3))

        browser.post(f"{url}/check", OFFER, follow=True)
        browser.post(f"{url}/result", follow=True)

        assert len(invited(team)) == 3

    def test_somebody_who_was_invited_since_the_check_is_not_invited_again(self, team, browser, url):
        checked(browser, url, some(2))
        team.invitation(email_address=address(0))

        page = browser.post(f"{url}/check", OFFER, follow=True)

        assert invited(team) == [address(1)]
        assert outcomes(page)[address(0)] == "Already invited"

    def test_an_expired_invitation_is_replaced(self, team, browser, url):
        old = team.invitation(email_address=address(0), created_at=EXPIRED)

        sent(browser, url, some(1))

        assert team.api.writes[-1] == ("POST", f"{team.path}/invite/{old['id']}")

    def test_an_address_that_the_api_refuses_holds_nobody_up(self, team, browser, url):
        refusal = an_error({"email_address": ["Not a valid email address"]})
        team.api.answers("POST", f"{team.path}/invite", refusal, status=400)

        page = sent(browser, url, some(9))

        assert set(outcomes(page).values()) == {"Refused Not a valid email address"}
        assert len(invited(team)) == 9

    def test_waits_for_somebody_who_is_sending_for_this_service(self, team, browser, url):
        checked(browser, url, some(1))
        cache.set(f"busy-inviting-{team.service['id']}", True)

        page = browser.post(f"{url}/check", OFFER, follow=True)

        assert "Somebody is sending invitations" in text_of(of_class(page, "banner")[0])
        assert invited(team) == []

    def test_a_new_list_begins_from_nothing(self, browser, url):
        sent(browser, url, some(2))

        page = checked(browser, url, "new@meadowbridge.gov.uk")

        assert texts(page, "h1") == ["Check who will be invited"]
        assert list(outcomes(page)) == ["new@meadowbridge.gov.uk"]


class TestWhenTheAPIGoesAway:
    def test_says_what_was_sent_and_sends_the_rest_later(self, team, browser, url):
        api = GoesAway(team, after=10)

        page = sent(browser, url, some(30))

        first = outcomes(page)
        assert list(first.values()).count("Invited") == 10
        assert list(first.values()).count("Not sent yet") == 14
        assert list(first.values()).count("Not known") == 6
        assert text_of(first_button(page)) == "Send the rest"

        api.comes_back()
        page = browser.post(f"{url}/result", follow=True)

        assert set(outcomes(page).values()) == {"Invited"}
        assert texts(page, "h1") == ["30 invitations sent"]
        everybody = [one["email_address"] for one in team.invitations]
        assert sorted(everybody) == sorted(set(map(address, range(30))))

    def test_whoever_was_invited_without_an_answer_is_not_invited_again(self, team, browser, url):
        api = GoesAway(team, after=1_000, loses=[address(2)])

        page = sent(browser, url, some(3))
        assert outcomes(page)[address(2)] == "Not known"
        api.comes_back()
        page = browser.post(f"{url}/result", follow=True)

        assert outcomes(page)[address(2)] == "Invited"
        assert [one["email_address"] for one in team.invitations].count(address(2)) == 1
        assert tree(page).find(".//main//button") is None

    def test_an_api_that_is_away_from_the_start_loses_nothing(self, team, browser, url):
        checked(browser, url, some(2))
        team.api.answers("GET", f"{team.path}/users", an_error("away"), status=503)

        assert browser.post(f"{url}/check", OFFER).status_code == 503

        team.knows()
        page = browser.post(f"{url}/check", OFFER, follow=True)

        assert set(outcomes(page).values()) == {"Invited"}
