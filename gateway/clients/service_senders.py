"""Who the messages of a service come from: reply-to addresses, letter contacts and text message senders.

Each change also reaches the service's JSON and the templates that name a sender.
"""

from gateway import cache
from gateway.base import Json, NotifyAdminAPIClient
from gateway.cache import keys


class ServiceSenders(NotifyAdminAPIClient):
    # Reply-to addresses of e-mails

    def get_reply_to_email_addresses(self, service_id: str) -> Json:
        """List of the addresses that replies go to (GET /service/{id}/email-reply-to)."""
        return self.get(f"/service/{service_id}/email-reply-to")

    def get_reply_to_email_address(self, service_id: str, reply_to_email_id: str) -> Json:
        """One address (GET /service/{id}/email-reply-to/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/email-reply-to/{reply_to_email_id}")

    def verify_reply_to_email_address(self, service_id: str, email_address: str) -> Json:
        """{data: {id}} of the e-mail that proves the address (POST /service/{id}/email-reply-to/verify).

        Raises Conflict when the service has the address already.
        """
        return self.post(f"/service/{service_id}/email-reply-to/verify", data={"email": email_address})

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def add_reply_to_email_address(
        self, service_id: str, email_address: str, is_default: bool = False
    ) -> Json:
        """{data: address} (POST /service/{id}/email-reply-to).

        Raises Conflict for one that the service has. Without a default, the API raises ServerError, the sandbox BadRequest.
        """
        data = {"email_address": email_address, "is_default": is_default}
        return self.post(f"/service/{service_id}/email-reply-to", data=data)

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def update_reply_to_email_address(
        self, service_id: str, reply_to_email_id: str, email_address: str, is_default: bool = False
    ) -> Json:
        """{data: address} (POST /service/{id}/email-reply-to/{id})."""
        data = {"email_address": email_address, "is_default": is_default}
        return self.post(f"/service/{service_id}/email-reply-to/{reply_to_email_id}", data=data)

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def delete_reply_to_email_address(self, service_id: str, reply_to_email_id: str) -> Json:
        """{data: address} (POST /service/{id}/email-reply-to/{id}/archive). Raises BadRequest for the default."""
        return self.post(f"/service/{service_id}/email-reply-to/{reply_to_email_id}/archive", data=None)

    # Sender addresses of letters

    def get_letter_contacts(self, service_id: str) -> Json:
        """List of the addresses that stand on letters (GET /service/{id}/letter-contact)."""
        return self.get(f"/service/{service_id}/letter-contact")

    def get_letter_contact(self, service_id: str, letter_contact_id: str) -> Json:
        """One address (GET /service/{id}/letter-contact/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/letter-contact/{letter_contact_id}")

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def add_letter_contact(self, service_id: str, contact_block: str, is_default: bool = False) -> Json:
        """{data: address} (POST /service/{id}/letter-contact)."""
        data = {"contact_block": contact_block, "is_default": is_default}
        return self.post(f"/service/{service_id}/letter-contact", data=data)

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def update_letter_contact(
        self, service_id: str, letter_contact_id: str, contact_block: str, is_default: bool = False
    ) -> Json:
        """{data: address} (POST /service/{id}/letter-contact/{id})."""
        data = {"contact_block": contact_block, "is_default": is_default}
        return self.post(f"/service/{service_id}/letter-contact/{letter_contact_id}", data=data)

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def delete_letter_contact(self, service_id: str, letter_contact_id: str) -> Json:
        """{data: address} (POST /service/{id}/letter-contact/{id}/archive)."""
        return self.post(f"/service/{service_id}/letter-contact/{letter_contact_id}/archive", data=None)

    # Senders of text messages

    def get_sms_senders(self, service_id: str) -> Json:
        """List of the names and numbers that texts come from (GET /service/{id}/sms-sender)."""
        return self.get(f"/service/{service_id}/sms-sender")

    def get_sms_sender(self, service_id: str, sms_sender_id: str) -> Json:
        """One sender (GET /service/{id}/sms-sender/{id}). Raises NotFound."""
        return self.get(f"/service/{service_id}/sms-sender/{sms_sender_id}")

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def add_sms_sender(self, service_id: str, sms_sender: str, is_default: bool = False) -> Json:
        """The sender, without a wrapper (POST /service/{id}/sms-sender)."""
        data = {"sms_sender": sms_sender, "is_default": is_default}
        return self.post(f"/service/{service_id}/sms-sender", data=data)

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def update_sms_sender(
        self, service_id: str, sms_sender_id: str, sms_sender: str, is_default: bool = False
    ) -> Json:
        """The sender, without a wrapper (POST /service/{id}/sms-sender/{id}).

        Raises BadRequest for another text on an inbound number.
        """
        data = {"sms_sender": sms_sender, "is_default": is_default}
        return self.post(f"/service/{service_id}/sms-sender/{sms_sender_id}", data=data)

    @cache.delete(keys.SERVICE)
    @cache.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE_DETAIL)
    def delete_sms_sender(self, service_id: str, sms_sender_id: str) -> Json:
        """{data: sender} (POST /service/{id}/sms-sender/{id}/archive).

        Raises BadRequest for the default and for an inbound number.
        """
        return self.post(f"/service/{service_id}/sms-sender/{sms_sender_id}/archive", data=None)
