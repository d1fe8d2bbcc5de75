"""The forms of what only platform admins change."""

from typing import Any, cast

from django import forms

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, WholeNumber
from portal_apps.core.forms import Text
from portal_apps.service_settings.forms.general import LONGEST_RETENTION, SHORTEST_RETENTION
from portal_apps.service_settings.retention import CHANNELS


class FreeTexts(EditForm):
    free_sms_allowance = WholeNumber("Number of text messages", "Enter a number of text messages")


class RateLimit(EditForm):
    rate_limit = WholeNumber("Messages a minute", "Enter how many messages a minute")


class OneOf(EditForm):
    """Radios under the name that the page's address gives them."""

    def __init__(
        self, *args: Any, name: str, label: str, missing: str, choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = Choice(label, missing, choices)


class Notes(EditForm):
    notes = Text(label="Notes", required=False, widget=forms.Textarea)


class EditRetention(EditForm):
    days_of_retention = WholeNumber(
        "Number of days", "Enter a number of days", smallest=SHORTEST_RETENTION, largest=LONGEST_RETENTION
    )


class AddRetention(EditRetention):
    notification_type = Choice("Type of message", "Select a type of message", CHANNELS.items())
    field_order = ("notification_type", "days_of_retention")

    def __init__(self, *args: Any, taken: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["notification_type"])
        field.choices = [(value, text) for value, text in CHANNELS.items() if value not in taken]
