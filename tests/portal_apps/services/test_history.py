"""Who changed what about a service."""

import pytest

from tests.builders import a_member, a_service, an_id
from tests.pages import link, of_class, text_of, texts, tree

KEY = an_id()


def a_version(number, **facts):
    return {
        "version": number,
        "name": "Permits",
        "active": True,
        "restricted": True,
        "email_message_limit": 50,
        "sms_message_limit": 50,
        "letter_message_limit": 50,
        "custom_email_sender_name": None,
        "email_sender_local_part": "permits",
        "created_at": "2026-10-01T09:00:00.000000Z",
        "updated_at": f"2026-10-{number:02}T12:05:00.000000Z" if number > 1 else None,
    } | facts


def a_key(**facts):
    return {
        "id": KEY,
        "name": "Booking <b>",
        "created_at": "2026-10-20T09:00:00.000000Z",
        "updated_at": None,
        "expiry_date": None,
    } | facts


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def user(service):
    return a_member(service, name="Ada Okafor")


@pytest.fixture
def knows(api, service, user):
    def history(versions=(), keys=()):
        data = {
            "service_history": [{"created_by_id": user["id"], **row} for row in versions],
            "api_key_history": [{"created_by_id": user["id"], **row} for row in keys],
        }
        api.answers("GET", f"/service/{service['id']}/history", {"data": data})
        api.answers("GET", f"/service/{service['id']}/users", {"data": [user]})

    return history


@pytest.fixture
def browser(sign_in, user, service):
    return sign_in(user, service)


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/history"


def events(page):
    return [text_of(item) for item in of_class(page, "browse-list__item")]


class TestHistory:
    def test_says_what_changed_from_what_to_what_by_whom(self, browser, url, knows):
        knows([a_version(3, name="Parking", restricted=False), a_version(1), a_version(2, name="Parking")])

        page = browser.get(url)

        assert events(page) == [
            "Settings changed Ada Okafor, 1:05pm Trial mode from Yes to No",
            "Settings changed Ada Okafor, 1:05pm Service name from Permits to Parking",
            "Service created Ada Okafor, 10:00am",
        ]
        assert texts(page, "h2")[-3:] == ["3 October 2026", "2 October 2026", "1 October 2026"]

    def test_limits_have_thousands_commas(self, browser, url, knows):
        knows([a_version(1), a_version(2, email_message_limit=250_000)])

        assert "Daily email limit from 50 to 250,000" in events(browser.get(url))[0]

    def test_a_change_that_is_not_kept_is_still_an_event(self, browser, url, knows):
        knows([a_version(1), a_version(2)])

        assert events(browser.get(url))[0].startswith("Other settings changed")

    def test_keys_are_made_and_revoked_once_each(self, browser, url, knows):
        ended = a_key(expiry_date="2026-10-21T09:00:00.000000Z", updated_at="2026-10-21T09:00:00.000000Z")
        knows(keys=[a_key(), ended])

        assert [text.split(" Ada")[0] for text in events(browser.get(url))] == [
            "API key revoked: Booking <b>",
            "API key created: Booking <b>",
        ]

    def test_somebody_who_left_has_no_name(self, browser, url, knows):
        knows([a_version(1, created_by_id=an_id())])

        assert "Somebody who is not in the team" in events(browser.get(url))[0]

    def test_comes_in_pages(self, browser, url, knows):
        knows([a_version(number % 27 + 1, version=number) for number in range(1, 72)])

        page = browser.get(url)

        assert len(events(page)) == 50
        assert link(page, "Next page") == f"{url}?page=2"
        assert len(events(browser.get(f"{url}?page=2"))) == 21

    def test_is_for_those_who_manage_the_service(self, sign_in, service, url):
        assert sign_in(a_member(service, ["view_activity"]), service).get(url).status_code == 403

    def test_marks_old_and_new_values(self, browser, url, knows):
        knows([a_version(1), a_version(2, name="Parking")])

        page = tree(browser.get(url))

        assert [next(page.iter(tag)).text for tag in ("del", "ins")] == ["Permits", "Parking"]
