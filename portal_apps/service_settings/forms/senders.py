"""The forms of reply-to addresses, text message senders and letter contacts."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gateway import protected_sender_id_api_client
from portal_apps.core.changes import EditForm
from portal_apps.core.fields import EmailAddress
from portal_apps.core.formatting import join_words
from portal_apps.core.forms import Text
from portal_apps.core.recipients import fault_of_mobile_number
from portal_apps.message_templates.content.placeholders import names_with_commas

SHORTEST_SENDER, LONGEST_SENDER = 3, 11
SENDER_CHARACTERS = re.compile(r"[A-Za-z0-9 &.\-_]+")
# Numbers of their own that organisations rent from the networks.
SHORT_CODE = re.compile(r"\d{5,6}")
# Names that scammers use, and that the networks therefore block.
RESERVED_SENDERS = frozenset({"alert", "info", "verify"})
NHS_NO_REPLY = "NHSNoReply"
MOST_LINES = 10


class SenderForm(EditForm):
    """`must_be_default` leaves no choice: it is the first of its kind, or the default already."""

    is_default = forms.BooleanField(label="Make this the default", required=False)

    def __init__(self, *args: Any, must_be_default: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if must_be_default:
            del self.fields["is_default"]

    @property
    def becomes_default(self) -> bool:
        return self.cleaned_data.get("is_default", True)


class ServiceReplyToEmail(SenderForm):
    email_address = EmailAddress("off", label="Reply-to email address", missing="Enter an email address")
    field_order = ("email_address", "is_default")


class SenderId(Text):
    def __init__(self) -> None:
        super().__init__(
            label="Text message sender ID",
            help_text="3 to 11 letters, numbers or spaces. You can also use & . - and _",
            widget=forms.TextInput({"classes": "govuk-input--width-10", "spellcheck": False}),
            error_messages={"required": "Enter a text message sender ID"},
        )

    def validate(self, value: str) -> None:
        super().validate(value)
        if fault := fault_of_sender_id(value):
            raise ValidationError(fault)


class ServiceSmsSender(SenderForm):
    sms_sender = SenderId()
    field_order = ("sms_sender", "is_default")

    def clean_sms_sender(self) -> str:
        """The API is asked only about a name that is new: it may belong to somebody else."""
        sender: str = self.cleaned_data["sms_sender"]
        if sender != self.initial.get("sms_sender") and protected_sender_id_api_client.get_check_sender_id(
            sender
        ):
            raise ValidationError("This name is protected. Only the organisation it belongs to can use it")
        return sender


class ServiceEditInboundNumber(SenderForm):
    """A number that receives texts is what it is; it can only become the default."""


class ServiceLetterContactBlock(SenderForm):
    letter_contact_block = forms.CharField(
        label="Sender address",
        help_text="Up to 10 lines.",
        widget=forms.Textarea({"rows": MOST_LINES}),
        error_messages={"required": "Enter a sender address"},
    )
    field_order = ("letter_contact_block", "is_default")

    def clean_letter_contact_block(self) -> str:
        typed: str = self.cleaned_data["letter_contact_block"]
        lines = [line.strip() for line in typed.strip().splitlines()]
        if len(lines) > MOST_LINES:
            raise ValidationError(
                f"Sender address must be {MOST_LINES} lines or fewer. It has {len(lines)} lines"
            )
        if names := names_with_commas(typed):
            placeholders = join_words([f"(({name}))" for name in names])
            raise ValidationError(f"You cannot use a comma in a placeholder: change {placeholders}")
        return "\n".join(lines)


def fault_of_sender_id(sender: str) -> str:
    """What is wrong with it, in words for whoever typed it; nothing when the networks take it."""
    if len(sender) < SHORTEST_SENDER:
        return f"Text message sender ID must be {SHORTEST_SENDER} characters or more"
    if len(sender) > LONGEST_SENDER:
        return f"Text message sender ID must be {LONGEST_SENDER} characters or fewer"
    if not SENDER_CHARACTERS.fullmatch(sender):
        return "Text message sender ID can only include letters, numbers, spaces, and & . - or _"
    if sender.startswith("00"):
        return "Text message sender ID cannot start with 00"
    if sender.lower() in RESERVED_SENDERS:
        return f"Text message sender ID cannot be {join_words(sorted(RESERVED_SENDERS), 'or')}"
    return _fault_of_spelling(sender)


def _fault_of_spelling(sender: str) -> str:
    letters = re.sub("[^a-z0-9]", "", sender.lower())
    if letters == NHS_NO_REPLY.lower() and sender != NHS_NO_REPLY:
        return f"Write it {NHS_NO_REPLY}, so that people know it is the same sender"
    if letters.isdecimal() and not SHORT_CODE.fullmatch(sender) and fault_of_mobile_number(sender):
        return "A sender ID that is a number must be a UK mobile number or a short code of 5 or 6 numbers"
    return ""
