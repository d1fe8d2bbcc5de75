"""A new service for a case, and its templates."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from tests.sandbox.contract.seeded import Seeded

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
