"""What a new service is given by the cases about its senders, templates and messages."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from tests.sandbox.contract.seeded import Seeded, signed

LIMIT = 50


class MadeService:
    """One new service for the whole case."""

    def __init__(self, seeded: Seeded) -> None:
        self.seeded = seeded

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """What was made, without the wrapping some answers have."""
        answer = self.seeded.api.post(path, body)
        assert answer.ok, f"{path}: {answer.text}"
        made = answer.json() if answer.content else {}
        return made.get("data") or made.get("result") or made if isinstance(made, dict) else made

    @property
    def unused_id(self) -> str:
        return str(uuid4())

    @property
    def unused_word(self) -> str:
        return uuid4().hex

    @property
    def unused_name(self) -> str:
        return f"Name {uuid4().hex}"

    @property
    def unused_email(self) -> str:
        return f"{uuid4().hex}@example.gov.uk"

    @property
    def unused_domain(self) -> str:
        return f"{uuid4().hex}.gov.uk"

    @cached_property
    def new_service(self) -> str:
        limits = dict.fromkeys(
            (
                "email_message_limit",
                "sms_message_limit",
                "letter_message_limit",
                "international_sms_message_limit",
            ),
            LIMIT,
        )
        who = {"user_id": self.seeded.person, "created_by": self.seeded.person}
        body = {"name": self.unused_name, "organisation_type": "central", "active": True, "restricted": True}
        return self.post("/service", body | who | limits)["id"]

    def changed_service(self, **changes: Any) -> str:
        self.post(f"/service/{self.new_service}", changes)
        return self.new_service

    def of_service(self, path: str, **body: Any) -> Any:
        return self.post(f"/service/{self.new_service}/{path}", body)


class MadeTemplates(MadeService):
    def _template(self, channel: str, **more: Any) -> str:
        return self.of_service(
            "template",
            name=f"A template for {channel}",
            template_type=channel,
            content="Hello ((name))",
            service=self.new_service,
            created_by=self.seeded.person,
            **more,
        )["id"]

    @cached_property
    def new_sms_template(self) -> str:
        return self._template("sms")

    @cached_property
    def new_email_template(self) -> str:
        return self._template("email", subject="News")

    @cached_property
    def new_letter_template(self) -> str:
        return self._template("letter", subject="News")

    @cached_property
    def service_with_templates(self) -> str:
        made = self.new_sms_template, self.new_email_template, self.new_letter_template
        return self.new_service if all(made) else ""

    @cached_property
    def new_folder(self) -> str:
        return self.of_service("template-folder", name="F1", parent_id=None)["id"]

    @cached_property
    def service_with_folders(self) -> str:
        self.of_service("template-folder", name="F2", parent_id=self.new_folder)
        return self.new_service

    @cached_property
    def new_attachment(self) -> str:
        body = {
            "upload_id": str(uuid4()),
            "created_by_id": self.seeded.person,
            "original_filename": "att.pdf",
            "page_count": 1,
            "template_id": self.new_letter_template,
        }
        return self.post("/letter-attachment", body)["id"]

    @cached_property
    def new_email_file(self) -> str:
        return self.of_service(
            f"templates/{self.new_email_template}/template_email_files",
            id=str(uuid4()),
            filename="doc.pdf",
            created_by_id=self.seeded.person,
            retention_period=26,
            validate_users_email=True,
        )["id"]

    @cached_property
    def template_with_file(self) -> str:
        path = f"templates/{self.new_email_template}/template_email_files/{self.new_email_file}"
        self.of_service(path, link_text="link", pending=False)
        return self.new_email_template


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
        return str(uuid4())
