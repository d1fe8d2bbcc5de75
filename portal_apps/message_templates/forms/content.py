"""The forms in which templates are written."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.core.formatting import count_of, join_words
from portal_apps.core.forms import Form, Text
from portal_apps.message_templates.content import email, sms
from portal_apps.message_templates.content.placeholders import (
    names_with_commas,
    normalised,
    placeholder_names,
)
from portal_apps.message_templates.content.preview import WELSH_THEN_ENGLISH
from portal_apps.message_templates.models import Template

MAX_NAME_LENGTH = 255
API_FIELDS = {"content": "template_content"}


class Content(forms.CharField):
    """Text of several lines. Unlike a name it keeps its invisible characters: emoji and some languages need them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").strip("\ufeff\u200b\u180e\u2060 \t\n")


class TemplateForm(Form):
    """What every channel has. `version` is the one the person started from."""

    template_type: str
    is_welsh = False

    name = Text(
        label="Template name",
        help_text="Only your team sees this name.",
        max_length=MAX_NAME_LENGTH,
        error_messages={
            "required": "Enter a template name",
            "max_length": "Template name must be 255 characters or fewer",
        },
    )
    template_content = Content(label="Message", error_messages={"required": "Enter the message"})
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, template: Template) -> dict[str, Any]:
        return {
            "name": template.name,
            "subject": template.subject,
            "template_content": template.content,
            "has_unsubscribe_link": template.has_unsubscribe_link,
            "version": template.version,
        }

    def clean_template_content(self) -> str:
        return _without_commas(self.cleaned_data["template_content"])

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was sent, for the pages that ask something before it is saved."""
        return [(name, self.data[name]) for name in self.fields if name in self.data and name != "version"]

    def is_older_than(self, template: Template) -> bool:
        """Whether the template was saved by somebody after this form was shown."""
        started_from = self.cleaned_data["version"]
        return started_from is not None and started_from < template.version

    def as_saved(self) -> dict[str, Any]:
        """The attributes of the template by the API's names."""
        return {"name": self.cleaned_data["name"], "content": self.cleaned_data["template_content"]}


class SMSTemplate(TemplateForm):
    template_type = "sms"

    def clean_template_content(self) -> str:
        content = super().clean_template_content()
        if refused := sms.unsupported_characters(content):
            raise ValidationError(f"You cannot use {join_words(refused, 'or')} in a text message")
        length = sms.character_count(content)
        if length > sms.MAX_CHARACTERS:
            over = count_of(length - sms.MAX_CHARACTERS, "character")
            raise ValidationError(
                f"Message must be {sms.MAX_CHARACTERS} characters or fewer. It is {over} too long"
            )
        return content


class EmailTemplate(TemplateForm):
    template_type = "email"

    subject = Content(
        label="Subject",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the subject of the email"},
    )
    has_unsubscribe_link = forms.BooleanField(
        label="Add an unsubscribe link",
        help_text="Recipients can ask you to stop sending them this kind of email.",
        required=False,
    )
    field_order = ("name", "subject", "template_content", "has_unsubscribe_link")

    @classmethod
    def initial_of(cls, template: Template) -> dict[str, Any]:
        return super().initial_of(template) | {"attached": template.attached}

    def clean_subject(self) -> str:
        subject = _on_one_line(self.cleaned_data["subject"])
        attached = self.initial.get("attached", ())
        if used := [name for name in placeholder_names(subject) if normalised(name) in attached]:
            raise ValidationError(
                f"The subject cannot include {join_words(used)}: only the message can have a file"
            )
        return subject

    def clean_template_content(self) -> str:
        content = super().clean_template_content()
        size = len(content.encode(errors="replace"))
        if size > email.MAX_BYTES:
            over = count_of(size - email.MAX_BYTES, "byte")
            raise ValidationError(
                f"Message must be {email.MAX_BYTES:,} bytes or fewer. It is {over} too long"
            )
        return content

    def as_saved(self) -> dict[str, Any]:
        extra = {name: self.cleaned_data[name] for name in ("subject", "has_unsubscribe_link")}
        return super().as_saved() | extra


class LetterTemplate(TemplateForm):
    """The English text of a letter."""

    template_type = "letter"

    subject = Content(
        label="Heading",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the heading of the letter"},
    )
    field_order = ("name", "subject", "template_content")

    def clean_subject(self) -> str:
        return _on_one_line(self.cleaned_data["subject"])

    def as_saved(self) -> dict[str, Any]:
        return super().as_saved() | {"subject": self.cleaned_data["subject"]}


class WelshLetterTemplate(LetterTemplate):
    """The Welsh text of a letter, which comes before the English one. Saving it makes the letter bilingual."""

    is_welsh = True

    @classmethod
    def initial_of(cls, template: Template) -> dict[str, Any]:
        welsh = {"subject": template.welsh_subject, "template_content": template.welsh_content}
        return super().initial_of(template) | welsh

    def as_saved(self) -> dict[str, Any]:
        return {
            "name": self.cleaned_data["name"],
            "letter_languages": WELSH_THEN_ENGLISH,
            "letter_welsh_subject": self.cleaned_data["subject"],
            "letter_welsh_content": self.cleaned_data["template_content"],
        }


FORMS: dict[str, type[TemplateForm]] = {"email": EmailTemplate, "sms": SMSTemplate, "letter": LetterTemplate}


def form_class_for(template_type: str, language: str) -> type[TemplateForm] | None:
    """The form in which the text in this language is written; only letters have one in Welsh."""
    if language == "welsh":
        return WelshLetterTemplate if template_type == "letter" else None
    return FORMS[template_type] if language == "english" else None


def _on_one_line(subject: str) -> str:
    return _without_commas(" ".join(subject.split("\n")))


def _without_commas(text: str) -> str:
    if names := names_with_commas(text):
        placeholders = join_words([f"(({name}))" for name in names])
        raise ValidationError(f"You cannot use a comma in a placeholder: change {placeholders}")
    return text
