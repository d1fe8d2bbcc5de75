"""The forms of files in e-mail templates."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import EmailAddress, WholeNumber
from portal_apps.core.formatting import join_words
from portal_apps.core.forms import Form, Text
from portal_apps.core.uploading import Upload
from portal_apps.message_templates.content.placeholders import normalised, placeholder_names
from portal_apps.message_templates.files import EmailFile
from portal_apps.users.models import User

EXTENSIONS = ("csv", "doc", "docx", "jpeg", "jpg", "json", "odt", "pdf", "png", "rtf", "txt", "xlsx")
MEGABYTES = 2
LARGEST = MEGABYTES * 1024 * 1024
LONGEST_NAME = 100
BRACKETS = frozenset("()")
LONGEST_LINK_TEXT = 255


class TemplateEmailFilesUpload(Form):
    """One file, whose name becomes a placeholder: `subject` and `others` are what the template has already."""

    file = Upload("Upload a file", ",".join(f".{extension}" for extension in EXTENSIONS))

    def __init__(
        self, *args: Any, subject: str = "", others: Iterable[EmailFile] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.in_subject = {normalised(name) for name in placeholder_names(subject)}
        self.others = {other.key: other for other in others}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if fault := self._fault_of_name(file.name):
            raise ValidationError(fault)
        if file.size > LARGEST:
            raise ValidationError(f"The file must be {MEGABYTES} MB or smaller")
        return file

    def _fault_of_name(self, name: str) -> str:
        if PurePath(name).suffix.lower().removeprefix(".") not in EXTENSIONS:
            return f"The file must be one of these kinds: {join_words([*EXTENSIONS], 'or')}"
        if len(name) > LONGEST_NAME:
            return f"The name of the file must be {LONGEST_NAME} characters or fewer. It has {len(name)}"
        if BRACKETS & set(name):
            return "The name of the file cannot include brackets"
        if "," in name or placeholder_names(f"(({name}))") != [name]:
            return (
                "The name of the file can only include letters, numbers, spaces, dots, dashes and underscores"
            )
        return self._fault_among_others(normalised(name))

    def _fault_among_others(self, key: str) -> str:
        if key in self.in_subject:
            return "The subject of the template has a placeholder with the name of the file. Rename the file"
        if other := self.others.get(key):
            return (
                "You have added a file with this name before, but not put it into the template yet"
                if other.pending
                else "The template has a file with this name already"
            )
        return ""


class TemplateEmailFileLinkText(EditForm):
    link_text = Text(
        label="Link text",
        help_text="For example: Download your application form. Without a text, the message shows the address of the link.",
        required=False,
        max_length=LONGEST_LINK_TEXT,
        error_messages={"max_length": f"Link text must be {LONGEST_LINK_TEXT} characters or fewer"},
    )

    def clean_link_text(self) -> str:
        text: str = self.cleaned_data["link_text"]
        if {"[", "]"} & set(text) or "((" in text:
            raise ValidationError("Link text cannot include square or double brackets")
        return text


class TemplateEmailFileRetentionPeriod(EditForm):
    retention_period = WholeNumber(
        "Number of weeks",
        "Enter a number of weeks",
        smallest=1,
        largest=78,
        help_text="Between 1 and 78 weeks, counted from the day of the message.",
    )


class DocumentDownloadConfirmEmailAddress(Form):
    """In a preview the recipient is whoever looks at it."""

    email_address = EmailAddress("email", missing="Enter your email address")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email_address(self) -> str:
        typed: str = self.cleaned_data["email_address"]
        if typed.casefold() != self.user.email_address.casefold():
            raise ValidationError("This is not the email address that the file was sent to")
        return typed
