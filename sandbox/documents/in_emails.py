"""Files in e-mails: those that a program hands in with a message, and those of the template. Both become links."""

from collections.abc import Mapping
from typing import Any

from sandbox import settings
from sandbox.api.errors import BadRequestError, SchemaError
from sandbox.documents import checks, store
from sandbox.documents.checks import TYPES, UNKNOWN, RefusedFileError, extension_of
from sandbox.documents.store import StoredFile
from sandbox.models import Document, Template, TemplateEmailFile

Json = dict[str, Any]

EMAILS_ONLY = "Can only send a file by email"
NOT_SET_UP = (
    "Send files by email has not been set up - add contact details for your service at "
    "{address}/services/{service_id}/service-settings/send-files-by-email"
)
NO_BOOLEAN = "Unsupported value for {name}: {value}. Use a boolean true or false value."
NO_PERIOD = "Unsupported value for retention_period '{value}'. Supported periods are from 1 to 78 weeks."
FLAGS = ("is_csv", "confirm_email_before_download")
NOWHERE = "test-document"
BATCH = 500


class Files:
    """The files of one message, or of all messages of a job: they differ by recipient alone."""

    def __init__(self, template: Template, given: Mapping[str, Any] | None, address: str) -> None:
        self.template = template
        self.address = address
        self.given: Json = {
            name: value
            for name, value in (given or {}).items()
            if isinstance(value, dict) and "file" in value
        }
        self.attached = attached_to(template)
        self.documents: list[Document] = []

    def __bool__(self) -> bool:
        return bool(self.given or self.attached)

    @property
    def count(self) -> int | None:
        """How many the program handed in; null and not 0 for none, as the API has it."""
        return len(self.given) or None

    def check(self) -> None:
        """Raises SchemaError or BadRequestError for files that cannot be sent so."""
        for value in self.given.values():
            complaint = _complaint(value)
            if complaint:
                raise SchemaError([f"personalisation {complaint}"])
        if self.given and self.template.template_type != "email":
            raise BadRequestError(EMAILS_ONLY)
        service = self.template.service
        if self.given and not service.contact_link:
            address = settings.ADMIN_BASE_URL
            raise BadRequestError(NOT_SET_UP.format(address=address, service_id=service.id))

    def links_to_nowhere(self) -> Json:
        """For messages that nobody gets, or not yet."""
        names = [*self.given, *(file.filename for file in self.attached)]
        return dict.fromkeys(names, f"{self.address}/d/{NOWHERE}")

    def links(self, to: str) -> Json:
        """One for each file, by its placeholder. Raises BadRequestError for a file that is refused. Call `save` then."""
        return {
            **{name: self._link_to_given(value, to) for name, value in self.given.items()},
            **{file.filename: self._link_to_attached(file, to) for file in self.attached},
        }

    def save(self) -> None:
        Document.objects.bulk_create(self.documents, batch_size=BATCH)

    def _link_to_given(self, given: Json, to: str) -> str:
        try:
            file = checks.checked(given["file"], given.get("filename"), is_csv=given.get("is_csv"))
            weeks = checks.weeks_in(given.get("retention_period"))
        except RefusedFileError as error:
            raise BadRequestError(error.message, error.status) from None
        service = self.template.service
        wants_email = given.get("confirm_email_before_download") is not False
        return self._link(store.kept(service.id, file), weeks, to if wants_email else None)

    def _link_to_attached(self, file: TemplateEmailFile, to: str) -> str:
        """Everybody gets a link of their own to the one file there is."""
        key = f"{self.template.service_id}/{file.id}"
        stored = StoredFile(
            "template_email_files", key, file.filename, TYPES.get(extension_of(file.filename), UNKNOWN)
        )
        link = self._link(stored, file.retention_period, to if file.validate_users_email else None)
        return f"[{file.link_text}]({link})" if file.link_text else link

    def _link(self, file: StoredFile, weeks: int, email: str | None) -> str:
        document = store.document(self.template.service, file, weeks=weeks, email=email)
        self.documents.append(document)
        return store.page_url(document, self.address)


def attached_to(template: Template) -> list[TemplateEmailFile]:
    if template.template_type != "email":
        return []
    return list(TemplateEmailFile.objects.filter(template=template, pending=False, archived_at=None))


def attached_names(template: Template) -> set[str]:
    """The placeholders that nobody has to give a value."""
    return {file.filename for file in attached_to(template)}


def _complaint(given: Json) -> str | None:
    for name in FLAGS:
        if not isinstance(given.get(name), bool | None):
            return NO_BOOLEAN.format(name=name, value=given[name])
    try:
        if given.get("filename") is not None:
            checks.check_name(str(given["filename"]))
    except RefusedFileError as error:
        return str(error)
    try:
        checks.weeks_in(given.get("retention_period"))
    except RefusedFileError:
        return NO_PERIOD.format(value=given["retention_period"])
    return None
