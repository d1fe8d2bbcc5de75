"""What a new service is given by the cases about its senders, messages and files."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from tests.sandbox.contract.made_service import MadeTemplates
from tests.sandbox.contract.seeded import signed
from tests.sandbox.letters.files import a_pdf


class MadeSenders(MadeTemplates):
    @cached_property
    def second_reply_to(self) -> str:
        self.of_service("email-reply-to", email_address="one@example.gov.uk", is_default=True)
        return self.of_service("email-reply-to", email_address="two@example.gov.uk", is_default=False)["id"]

    @cached_property
    def new_letter_contact(self) -> str:
        return self.of_service("letter-contact", contact_block="Line 1\nE1 8QS", is_default=False)["id"]

    @cached_property
    def default_sms_sender(self) -> str:
        senders = self.seeded.api.get(f"/service/{self.new_service}/sms-sender").json()
        return next(row["id"] for row in senders if row["is_default"])

    @cached_property
    def second_sms_sender(self) -> str:
        return self.of_service("sms-sender", sms_sender="SECOND", is_default=False)["id"]

    @cached_property
    def new_retention(self) -> str:
        return self.of_service("data-retention", notification_type="email", days_of_retention=4)["id"]

    def _callback(self, callback_type: str) -> str:
        return self.of_service(
            "callback-api",
            url="https://example.gov.uk/cb",
            bearer_token="a-long-secret",
            updated_by_id=self.seeded.person,
            callback_type=callback_type,
        )["id"]

    @cached_property
    def delivery_callback(self) -> str:
        return self._callback("delivery_status")

    @cached_property
    def received_text_callback(self) -> str:
        return self._callback("inbound_sms")

    @cached_property
    def returned_letter_callback(self) -> str:
        return self._callback("returned_letter")

    # Messages

    def _sent(self, template: str, to: str | None, **values: str) -> str:
        body = {"template_id": template, "to": to, "personalisation": {"name": "X", **values}}
        return self.of_service("send-notification", created_by=self.seeded.person, **body)["id"]

    @cached_property
    def new_letter(self) -> str:
        address = {
            "address_line_1": "A Person",
            "address_line_2": "1 High Street",
            "address_line_3": "BD1 1AA",
        }
        return self._sent(self.new_letter_template, None, **address)

    @cached_property
    def service_with_unsubscribers(self) -> str:
        self.changed_service(restricted=False)
        sent = self._sent(self.new_email_template, "reader@example.gov.uk")
        self.post(f"/unsubscribe/{sent}/{signed('reader@example.gov.uk')}")
        return self.new_service

    @property
    def _unsubscribers(self) -> dict[str, Any]:
        path = f"/service/{self.service_with_unsubscribers}/unsubscribe-request-reports-summary"
        return self.seeded.api.get(path).json()[0]

    @property
    def first_unsubscribing(self) -> str:
        return self._unsubscribers["earliest_timestamp"]

    @property
    def last_unsubscribing(self) -> str:
        return self._unsubscribers["latest_timestamp"]

    @cached_property
    def unsubscribe_report(self) -> str:
        waiting = self._unsubscribers
        wanted = {name: waiting[name] for name in ("count", "earliest_timestamp", "latest_timestamp")}
        return self.of_service("create-unsubscribe-request-report", **wanted)["report_id"]

    @cached_property
    def service_with_unsubscribe_report(self) -> str:
        return self.new_service if self.unsubscribe_report else ""

    # Files and reports

    @cached_property
    def new_contact_list(self) -> str:
        return self.of_service(
            "contact-list",
            id=str(uuid4()),
            original_file_name="list.csv",
            row_count=1,
            template_type="email",
            created_by=self.seeded.person,
        )["id"]

    @cached_property
    def service_with_contact_list(self) -> str:
        return self.new_service if self.new_contact_list else ""

    @cached_property
    def ordered_report(self) -> str:
        return self.of_service(
            "report-request",
            user_id=self.seeded.person,
            report_type="notifications_report",
            notification_type="email",
            notification_status="all",
        )["id"]

    @property
    def uploaded_letter(self) -> str:
        return self.seeded.files.letter_upload(self.new_live_service, a_pdf())
