"""Whom the messages of a template go out from."""

from types import SimpleNamespace

import pytest

from portal_apps.core.permissions import Visit
from portal_apps.message_templates.models import Template
from portal_apps.sending.senders import (
    choose_sender,
    chosen_sender,
    forget_sender,
    senders_to_choose_from,
    text_of_sender,
)
from portal_apps.services.models import Service
from portal_apps.users.models import User
from tests.builders import a_service, a_template, a_user, an_error, an_id
from tests.portal_apps.service_settings.conftest import a_sender

SERVICE, ADA = a_service(), a_user()
PATH = f"/service/{SERVICE['id']}"


def request_of(user=ADA, service=SERVICE):
    return SimpleNamespace(visit=Visit(user=User.from_json(user), service=Service(service)))


def template(**facts):
    return Template(a_template(SERVICE, **facts))


class TestSendersToChooseFrom:
    def test_begin_with_the_default(self, api):
        other = a_sender(email_address="other@a.gov.uk", is_default=False)
        usual = a_sender(email_address="usual@a.gov.uk")
        api.answers("GET", f"{PATH}/email-reply-to", [other, usual])

        found = senders_to_choose_from(SERVICE["id"], template())

        assert [sender.value for sender in found] == ["usual@a.gov.uk", "other@a.gov.uk"]

    def test_of_a_letter_are_none(self, api):
        assert senders_to_choose_from(SERVICE["id"], template(template_type="letter")) == []
        assert api.asked == []


class TestChosenSender:
    def test_is_kept_for_this_person_and_template(self):
        chosen, template_id = an_id(), an_id()

        choose_sender(request_of(), template_id, chosen)

        assert chosen_sender(request_of(), template_id) == chosen
        assert chosen_sender(request_of(), an_id()) is None
        assert chosen_sender(request_of(a_user()), template_id) is None
        assert chosen_sender(request_of(service=a_service()), template_id) is None

    def test_may_be_forgotten(self):
        template_id = an_id()
        choose_sender(request_of(), template_id, an_id())

        forget_sender(request_of(), template_id)

        assert chosen_sender(request_of(), template_id) is None


class TestTextOfSender:
    @pytest.mark.parametrize("template_type", ["email", "sms", "letter"])
    def test_is_what_the_template_says_when_none_is_chosen(self, api, template_type):
        usual = template(template_type=template_type, reply_to_text="Usual")

        assert text_of_sender(SERVICE["id"], usual, None) == "Usual"
        assert api.asked == []

    def test_is_that_of_the_chosen_one(self, api):
        chosen = a_sender(sms_sender="PARKING")
        api.answers("GET", f"{PATH}/sms-sender/{chosen['id']}", chosen)

        assert text_of_sender(SERVICE["id"], template(template_type="sms"), chosen["id"]) == "PARKING"

    def test_is_none_for_one_that_is_gone(self, api):
        gone = an_id()
        api.answers("GET", f"{PATH}/sms-sender/{gone}", an_error("No result found"), status=404)

        assert text_of_sender(SERVICE["id"], template(template_type="sms"), gone) is None
