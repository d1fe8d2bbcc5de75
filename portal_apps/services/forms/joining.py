"""The form in which somebody asks to join a service."""

from typing import Any, cast

from django import forms

from portal_apps.core.fields import Choices
from portal_apps.core.forms import Form, Text
from portal_apps.users.models import User

LONGEST_REASON = 1_000


class JoinService(Form):
    users = Choices("Who do you want to ask?", [], gone="One of the people you chose has left the team")
    reason = Text(
        label="Why do you want to join this service?",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"max_length": f"Reason must be {LONGEST_REASON:,} characters or fewer"},
    )

    def __init__(self, *args: Any, managers: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["users"])
        field.choices = [(one.id, one.name) for one in managers]
        field.error_messages["required"] = "Select at least one person to ask"
