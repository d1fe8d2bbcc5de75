"""The forms of a single message: its sender, its recipient, and a value for each placeholder."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.core.fields import Choice
from portal_apps.core.formatting import join_words
from portal_apps.core.forms import Form, Text
from portal_apps.message_templates.wording import quoted
from portal_apps.sending.questions import Question, read_recipient
from portal_apps.sending.recipients import Rules
from portal_apps.sending.recipients.columns import EMAIL, LETTER, RECIPIENT_NAMES
from portal_apps.service_settings.senders import Sender

SENDER_LABELS = {
    "email": "Where should replies come back to?",
    "sms": "Who should the message come from?",
}
ROWS_OF_ADDRESS = 7

RulesNow = Callable[[], Rules]


class SetSender(Form):
    def __init__(self, *args: Any, senders: Sequence[Sender], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sender"] = Choice(
            "Sender",
            "Select one of them",
            [
                (sender.id, f"{sender.value} (default)" if sender.is_default else sender.value)
                for sender in senders
            ],
            hints={sender.id: "Receives text messages" for sender in senders if sender.receives_texts},
        )


class StepForm(Form):
    """`field_name` is the name of its only field."""

    field_name = "placeholder_value"

    @property
    def answer(self) -> str:
        answer: str = self.cleaned_data[self.field_name]
        return answer


class PlaceholderForm(StepForm):
    placeholder_value = Text()

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["placeholder_value"]
        field.label = question.name
        field.error_messages["required"] = f"Enter {question.name}"
        if question.shown_if_yes:
            texts = join_words([quoted(text) for text in question.shown_if_yes])
            field.help_text = f"Enter yes to include {texts}, or no to leave it out"
            field.error_messages["required"] = f"Enter yes or no for {question.name}"


class RecipientForm(StepForm):
    """`rules` are asked for only when something was typed: in trial mode they are a call of the API."""

    placeholder_value = Text()

    def __init__(self, *args: Any, template_type: str, rules: RulesNow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        field = self.fields["placeholder_value"]
        field.label = RECIPIENT_NAMES[template_type]
        field.widget = forms.EmailInput() if template_type == EMAIL else forms.TelInput()
        field.widget.attrs |= {"autocomplete": "off", "spellcheck": False}
        field.error_messages["required"] = f"Enter {'an' if template_type == EMAIL else 'a'} {field.label}"

    def clean_placeholder_value(self) -> str:
        typed: str = self.cleaned_data["placeholder_value"]
        if isinstance(found := read_recipient(self.rules(), typed), str):
            raise ValidationError(found)
        return typed


class LetterAddressForm(StepForm):
    field_name = "address"

    address = Text(
        label="Address",
        help_text="3 to 7 lines. The last line is a UK postcode, or a country where your service can send letters abroad",
        widget=forms.Textarea({"rows": ROWS_OF_ADDRESS, "autocomplete": "off", "spellcheck": False}),
        error_messages={"required": "Enter an address"},
    )

    def __init__(self, *args: Any, rules: RulesNow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules

    def clean_address(self) -> str:
        """Its lines as they are printed."""
        found = read_recipient(self.rules(), self.cleaned_data["address"])
        if isinstance(found, str):
            raise ValidationError(found)
        return found.key


def recipient_form(data: Any, template_type: str, rules: RulesNow, typed: str) -> StepForm:
    if template_type == LETTER:
        return LetterAddressForm(data, rules=rules, initial={"address": typed})
    return RecipientForm(data, template_type=template_type, rules=rules, initial={"placeholder_value": typed})
