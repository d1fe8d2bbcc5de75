"""A new e-mail address or mobile number, from the page it is typed on to the one that saves it."""

import pytest
from django.test import RequestFactory

from gateway.errors import BadRequest, Conflict, ServerError
from portal_apps.core.changes import ChangePage
from portal_apps.core.contact_changes import (
    EMAIL_ADDRESS,
    MOBILE_NUMBER,
    TAKEN,
    ContactChange,
    EmailAddressForm,
    MobileNumberForm,
    redacted,
)
from portal_apps.core.permissions import Visit
from portal_apps.core.recipients import WRONG
from portal_apps.users.models import User
from tests.builders import a_user, an_error
from tests.pages import errors, typed

PAGE = ChangePage("Change the email address", back="/team", button="Continue")
ADA = a_user()
NEW = "ada@elsewhere.gov.uk"


def request_of(sent=None):
    factory = RequestFactory()
    request = factory.get("/email") if sent is None else factory.post("/email", sent)
    request.visit = Visit(user=User.from_json(a_user(id=ADA["id"])))
    request.session = {}
    return request


def change_of(attribute=EMAIL_ADDRESS, value=""):
    new = ContactChange.of(request_of(), attribute, ADA["id"])
    if value:
        new.journey.keep(**{attribute: value})
    return new


def typed_address(email_address, admits=None):
    request = request_of({"email_address": email_address})
    initial = {"email_address": ADA["email_address"]}
    form = EmailAddressForm(request.POST, initial=initial, person_id=ADA["id"], admits=admits)
    return ContactChange.of(request, EMAIL_ADDRESS, ADA["id"]).ask(request, form, PAGE, then="/confirm")


@pytest.fixture
def nobody_has_it(api):
    api.answers("POST", "/user/email", an_error("No result found"), status=404)


class TestAsking:
    @pytest.mark.usefixtures("nobody_has_it")
    def test_keeps_what_was_typed_and_leads_on(self):
        answer = typed_address(NEW)

        assert (answer.status_code, answer["Location"]) == (302, "/confirm")
        assert change_of().value == NEW

    def test_what_is_there_already_leads_back_without_asking_anybody(self, api):
        answer = typed_address(ADA["email_address"], admits=lambda _address: False)

        assert answer["Location"] == "/team"
        assert change_of().value == ""
        assert api.asked == []

    def test_an_address_that_somebody_else_has_is_refused(self, api):
        api.answers("POST", "/user/email", {"data": a_user()})

        page = typed_address("ben@meadowbridge.gov.uk")

        assert errors(page) == [TAKEN]
        assert typed(page, "email_address") == ["ben@meadowbridge.gov.uk"]
        assert change_of().value == ""

    def test_an_address_that_the_api_takes_for_none_is_refused(self, api):
        api.answers("POST", "/user/email", an_error({"email": ["Not a valid email address"]}), status=400)

        page = typed_address("ben@[192.0.2.1]")

        assert errors(page) == ["Enter an email address in the correct format, like name@example.com"]
        assert typed(page, "email_address") == ["ben@[192.0.2.1]"]

    def test_ones_own_address_may_be_written_otherwise(self, api):
        api.answers("POST", "/user/email", {"data": ADA})

        assert typed_address(ADA["email_address"].upper())["Location"] == "/confirm"

    def test_an_address_that_is_not_admitted_is_refused_before_the_api_is_asked(self, api):
        page = typed_address("ada@example.com", admits=lambda _address: False)

        assert errors(page) == ["Enter a public sector email address, like name@example.gov.uk"]
        assert api.asked == []

    def test_a_number_is_kept_as_typed(self):
        request = request_of({"mobile_number": "07700 900 982"})
        new = ContactChange.of(request, MOBILE_NUMBER, ADA["id"])

        new.ask(request, MobileNumberForm(request.POST), PAGE, then="/confirm")

        assert new.value == "07700 900 982"


class TestSaving:
    def test_saves_the_value_and_ends_the_journey(self, api):
        api.answers("POST", f"/user/{ADA['id']}", {"data": ADA | {"email_address": NEW}})
        new = change_of(value=NEW)

        person = new.save(updated_by="a-manager")

        assert api.asked[0].body == {"email_address": NEW, "updated_by": "a-manager"}
        assert person["email_address"] == NEW
        assert new.value == ""

    @pytest.mark.parametrize(
        ("status", "message"),
        [(500, "Internal server error"), (400, {"email_address": ["Somebody has it already"]})],
    )
    def test_says_so_when_somebody_took_the_address_meanwhile(self, api, status, message):
        api.answers("POST", f"/user/{ADA['id']}", an_error(message), status=status)
        api.answers("POST", "/user/email", {"data": a_user()})

        with pytest.raises(Conflict, match=TAKEN):
            change_of(value=NEW).save()

    @pytest.mark.usefixtures("nobody_has_it")
    def test_any_other_fault_of_the_api_stays_one(self, api):
        api.answers("POST", f"/user/{ADA['id']}", an_error("Internal server error"), status=500)

        with pytest.raises(ServerError):
            change_of(value=NEW).save()

    def test_says_what_is_wrong_with_a_number_in_words_for_people(self, api):
        api.answers("POST", f"/user/{ADA['id']}", an_error({"mobile_number": ["Not possible"]}), status=400)

        with pytest.raises(BadRequest) as refused:
            change_of(MOBILE_NUMBER, "07700900999").save()

        assert refused.value.message == WRONG


class TestRedacted:
    @pytest.mark.parametrize(
        ("number", "shown"), [("07700900001", "077••••••01"), ("12345", "•••••"), ("", "")]
    )
    def test_shows_enough_to_recognise_a_number(self, number, shown):
        assert redacted(number) == shown
