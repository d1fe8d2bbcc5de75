"""What is asked before a file is sent: when, and whether it is meant where the same was sent before."""

from typing import Any, cast

from django import forms
from django.utils.safestring import SafeString

from portal_apps.core.fields import Choice
from portal_apps.core.forms import Form
from portal_apps.sending.schedule import NOW, Schedule


class StartJob(Form):
    """`asks_again` where the same file was sent a short time ago."""

    scheduled_for = Choice("When to send", "Choose a time that is still to come", [], required=False)
    send_again = forms.BooleanField(
        label="Yes, send it again",
        error_messages={"required": "This was sent before. Say that you want to send it again"},
    )

    def __init__(self, *args: Any, schedule: Schedule, asks_again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schedule = schedule
        when = cast("Choice", self.fields["scheduled_for"])
        when.choices = schedule.choices
        when.required = not schedule.may_be_now
        if not asks_again:
            del self.fields["send_again"]

    @property
    def time(self) -> str | None:
        """For the API, which sends at once unless told when."""
        return self.cleaned_data["scheduled_for"] or None

    @property
    def radios(self) -> SafeString:
        return self.schedule.radios(str(self["scheduled_for"].value() or NOW))
