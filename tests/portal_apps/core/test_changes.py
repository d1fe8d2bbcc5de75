"""A page on which one form changes one thing, and two people at it at the same time."""

import pytest
import requests
import responses
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpResponse
from django.test import RequestFactory

from gateway.errors import error_for
from portal_apps.core.changes import ChangePage, EditForm, change
from portal_apps.core.fields import OnOff, ThingName
from portal_apps.core.permissions import Visit
from portal_apps.users.models import User
from tests.builders import a_user, an_error
from tests.pages import errors, text_of, texts, tree, typed

PAGE = ChangePage("Change the name", back="/thing", done="Name changed", api_fields={"thing_name": "name"})


class Rename(EditForm):
    name = ThingName("Name", "Enter a name")


class Messages(BaseStorage):
    def _get(self, *_args, **_options):
        return [], True

    def _store(self, messages, _response, *_args, **_options):
        return messages


def opened(now="Old", sent=None, save=lambda _typed: None, changed_by=None):
    """The page as a person gets it: `now` is what is saved, `sent` what the form was sent with."""
    factory = RequestFactory()
    request = factory.get("/thing/name") if sent is None else factory.post("/thing/name", sent)
    request.visit = Visit(user=User.from_json(a_user()))
    request.session = {}
    request._messages = Messages(request)
    form = Rename(request.POST if sent is not None else None, initial={"name": now})
    return change(request, form, PAGE, save, changed_by)


def started_from(page):
    return typed(page, "started_from")[0]


def refusal(status, message):
    """What the gateway raises for such an answer."""
    with responses.RequestsMock() as mock:
        mock.add("GET", "http://notify-api.test/", json=an_error(message), status=status)
        return error_for(requests.get("http://notify-api.test/", timeout=1))


class TestChange:
    def test_shows_what_is_there(self):
        page = opened()

        assert typed(page, "name") == ["Old"]
        assert texts(page, "h1") == ["Change the name"]

    def test_saves_and_goes_back(self):
        saved = []

        answer = opened(sent={"name": " New ", "started_from": started_from(opened())}, save=saved.append)

        assert (answer.status_code, answer["Location"]) == (302, "/thing")
        assert saved[0]["name"] == "New"

    def test_may_lead_to_a_next_step(self):
        answer = opened(sent={"name": "New"}, save=lambda _typed: HttpResponse("next"))

        assert answer.content == b"next"

    def test_bad_input_stays_in_the_form(self):
        page = opened(sent={"name": "?"})

        assert errors(page) == ["Name must include at least two letters or numbers"]
        assert typed(page, "name") == ["?"]

    @pytest.mark.parametrize("status", [400, 409])
    def test_what_the_api_refuses_stands_beside_its_field(self, status):
        def save(_typed):
            raise refusal(status, {"thing_name": ["This name is taken"]})

        page = opened(sent={"name": "Taken"}, save=save)

        assert errors(page) == ["This name is taken"]
        assert [
            link.get("href") for link in tree(page).iter("a") if text_of(link) == "This name is taken"
        ] == ["#name"]
        assert typed(page, "name") == ["Taken"]


class TestTwoPeople:
    def test_a_change_made_meanwhile_is_shown_and_nothing_is_saved(self):
        saved = []

        page = opened(
            now="Theirs", sent={"name": "Mine", "started_from": started_from(opened())}, save=saved.append
        )

        assert errors(page) == [
            "Someone else changed this while the page was open. Your change is not saved yet"
        ]
        assert saved == []
        assert typed(page, "name") == ["Mine"]
        assert "Theirs" in [text_of(value) for value in tree(page).iter("dd")]

    def test_the_page_says_who_was_quicker(self):
        sent = {"name": "Mine", "started_from": started_from(opened())}

        page = opened(now="Theirs", sent=sent, changed_by=lambda: "Ben changed this today at 2:02pm")

        assert errors(page) == ["Ben changed this today at 2:02pm. Your change is not saved yet"]

    def test_sending_it_again_replaces_what_is_there(self):
        saved = []
        page = opened(now="Theirs", sent={"name": "Mine", "started_from": started_from(opened())})

        opened(now="Theirs", sent={"name": "Mine", "started_from": started_from(page)}, save=saved.append)

        assert saved[0]["name"] == "Mine"

    @pytest.mark.parametrize("sent", [{"name": "Theirs"}, {"name": "Mine", "started_from": ""}])
    def test_the_same_change_twice_and_a_form_that_says_nothing_are_no_conflict(self, sent):
        saved = []

        opened(now="Theirs", sent={"started_from": started_from(opened()), **sent}, save=saved.append)

        assert len(saved) == 1


class Switch(EditForm):
    enabled = OnOff("Send emails?")


class TestSwitches:
    @pytest.mark.parametrize("now", [True, False])
    @pytest.mark.parametrize("sent", [True, False])
    def test_are_edited_when_they_say_something_else(self, now, sent):
        form = Switch({"enabled": str(sent)}, initial={"enabled": now})

        assert form.is_valid()
        assert form.cleaned_data["enabled"] is sent
        assert form.edited == ([] if sent is now else ["enabled"])
