"""Who messages come from. Each change is seen by the next reader of a template that names the sender."""

import pytest

from gateway.errors import BadRequest, Conflict, NotFound
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    inbound_number_client,
    notification_api_client,
    service_api_client,
)

# The service that Notify itself sends from.
NOTIFY = "d6aa2c68-a2d9-4437-ab19-3ae8eb202553"


@pytest.fixture
def named_sender(service_id):
    """Makes a template of this channel; gives a reader of the sender that it names."""

    def make(channel):
        template = service_api_client.create_service_template(
            name="Late ferry", type_=channel, subject="Late", content="Hello", service_id=service_id
        )["data"]
        return lambda: service_api_client.get_service_template(service_id, template["id"])["data"][
            "reply_to_text"
        ]

    return make


class TestReplyTo:
    def test_an_address_is_added_changed_and_deleted(self, service_id, named_sender):
        sender = named_sender("email")
        added = around(
            sender,
            lambda: service_api_client.add_reply_to_email_address(
                service_id, "a@ferry.gov.uk", is_default=True
            ),
        )
        [first] = service_api_client.get_reply_to_email_addresses(service_id)
        changed = around(
            sender,
            lambda: service_api_client.update_reply_to_email_address(
                service_id, first["id"], "b@ferry.gov.uk", is_default=True
            ),
        )
        second = service_api_client.add_reply_to_email_address(service_id, "c@ferry.gov.uk")["data"]
        service_api_client.delete_reply_to_email_address(service_id, second["id"])

        assert (added, changed) == ((None, "a@ferry.gov.uk"), ("a@ferry.gov.uk", "b@ferry.gov.uk"))
        assert (second["email_address"], second["is_default"]) == ("c@ferry.gov.uk", False)
        now = service_api_client.get_reply_to_email_address(service_id, first["id"])
        assert now["email_address"] == "b@ferry.gov.uk"
        assert service_api_client.get_reply_to_email_addresses(service_id) == [now]

    def test_an_address_is_checked_with_an_email(self, sandbox, service_id):
        checked = service_api_client.verify_reply_to_email_address(service_id, "crew@ferry.gov.uk")["data"]
        sent = notification_api_client.get_notification(NOTIFY, checked["id"])

        assert (sent["to"], sent["status"]) == ("crew@ferry.gov.uk", "delivered")
        assert sandbox.outbox("crew@ferry.gov.uk")

    def test_what_the_api_refuses(self, service_id):
        address = service_api_client.add_reply_to_email_address(service_id, "a@ferry.gov.uk", is_default=True)

        with pytest.raises(Conflict):
            service_api_client.add_reply_to_email_address(service_id, "a@ferry.gov.uk")
        with pytest.raises(BadRequest):
            service_api_client.delete_reply_to_email_address(service_id, address["data"]["id"])


class TestLetterContacts:
    def test_a_block_is_added_changed_and_deleted(self, service_id):
        contact = service_api_client.add_letter_contact(service_id, "Ferry team", is_default=True)["data"]
        letter = service_api_client.create_service_template(
            name="Timetable", type_="letter", subject="Timetable", content="Hello", service_id=service_id
        )["data"]
        service_api_client.update_service_template_sender(service_id, letter["id"], contact["id"])

        def sender():
            return service_api_client.get_service_template(service_id, letter["id"])["data"]["reply_to_text"]

        changed = around(
            sender,
            lambda: service_api_client.update_letter_contact(
                service_id, contact["id"], "Ferry team\nQuay House", is_default=True
            ),
        )
        now = service_api_client.get_letter_contact(service_id, contact["id"])
        listed = service_api_client.get_letter_contacts(service_id)
        deleted = around(sender, lambda: service_api_client.delete_letter_contact(service_id, contact["id"]))

        assert changed == ("Ferry team", "Ferry team\nQuay House")
        assert (now["contact_block"], now["is_default"], listed) == ("Ferry team\nQuay House", True, [now])
        assert deleted == ("Ferry team\nQuay House", None)
        assert service_api_client.get_letter_contacts(service_id) == []


class TestTextSenders:
    def test_a_name_is_added_changed_and_deleted(self, service_id, named_sender):
        sender = named_sender("sms")
        [usual] = service_api_client.get_sms_senders(service_id)
        added = around(
            sender, lambda: service_api_client.add_sms_sender(service_id, "FERRIES", is_default=True)
        )
        ferries = next(row for row in service_api_client.get_sms_senders(service_id) if row["is_default"])
        changed = around(
            sender,
            lambda: service_api_client.update_sms_sender(service_id, ferries["id"], "BOATS", is_default=True),
        )
        service_api_client.delete_sms_sender(service_id, usual["id"])
        now = service_api_client.get_sms_sender(service_id, ferries["id"])

        assert (added, changed) == (("GOVUK", "FERRIES"), ("FERRIES", "BOATS"))
        assert (now["sms_sender"], now["is_default"], now["inbound_number_id"]) == ("BOATS", True, None)
        assert service_api_client.get_sms_senders(service_id) == [now]
        with pytest.raises(BadRequest):
            service_api_client.delete_sms_sender(service_id, ferries["id"])

    def test_a_number_is_taken_from_the_pool_and_given_back(self, service_id, named_sender):
        sender = named_sender("sms")
        number = inbound_number_client.get_available_inbound_sms_numbers()["data"][0]
        taken = around(
            sender, lambda: inbound_number_client.add_inbound_number_to_service(service_id, number["id"])
        )
        of_service = inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"]
        every = inbound_number_client.get_all_inbound_sms_number_service()["data"]
        returned = around(
            sender, lambda: service_api_client.remove_service_inbound_sms(service_id, archive=False)
        )

        assert taken == ("GOVUK", number["number"])
        assert (of_service["id"], of_service["service"]["id"]) == (number["id"], service_id)
        assert of_service in every
        assert returned == (number["number"], "GOVUK")
        assert inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"] == {}
        assert number["id"] in {
            row["id"] for row in inbound_number_client.get_available_inbound_sms_numbers()["data"]
        }

    def test_when_the_number_was_last_used(self, service_id):
        with pytest.raises(NotFound):
            service_api_client.get_most_recent_inbound_number_usage_date(service_id)
