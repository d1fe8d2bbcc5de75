"""The questions about a service that wants to go live."""

from typing import Any

from django import forms

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, OnOff
from portal_apps.core.forms import Form, Text
from portal_apps.services.naming import NamesService

NOT_LIKE_OTHERS, LIKE_OTHERS, UNSURE = "yes", "no", "unsure"


class ConfirmService(NamesService, EditForm):
    """The requester says that the name is good and that no other service does the same."""


class UniqueService(Form):
    is_unique = Choice(
        "Is this service unique in your organisation?",
        "Select if this service is unique",
        [(NOT_LIKE_OTHERS, "Yes"), (LIKE_OTHERS, "No"), (UNSURE, "I am not sure")],
    )


class ClearName(Form):
    enabled = OnOff("Is the name easy to understand?", on="Yes", off="No")


class ServiceGoLiveDecision(Form):
    enabled = OnOff(
        "Can this service go live?", on="Approve and make this service live", off="Reject this request"
    )
    rejection_reason = Text(
        label="Why do you reject it?",
        help_text="We will send this to the person who asked. Leave it empty when you approve.",
        required=False,
        widget=forms.Textarea,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("enabled") is False and not typed.get("rejection_reason"):
            self.add_error("rejection_reason", "Enter the reason why you reject this request")
        return typed
