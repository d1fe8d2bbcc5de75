"""The forms that only letters have."""

from collections.abc import Iterable
from typing import Any

from django import forms

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, ThingName
from portal_apps.core.forms import Form
from portal_apps.message_templates.content.preview import WELSH_THEN_ENGLISH
from portal_apps.message_templates.forms.selection import offer
from portal_apps.message_templates.models import ENGLISH, Template

# A radio button needs a value, and nobody's address has no id.
BLANK = "__NONE__"
ADDRESS_IS_GONE = "The address you chose is not there any more. Select another one"


class RenameTemplate(EditForm):
    name = ThingName("Template name", "Enter a template name", needs_letters=False)


class SetTemplateSender(EditForm):
    """The service's addresses, the default first; `Blank` leaves the place empty."""

    sender = forms.ChoiceField(
        label="Sender address",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select a sender address, or select Blank",
            "invalid_choice": ADDRESS_IS_GONE,
        },
    )

    def __init__(
        self, *args: Any, contacts: Iterable[dict[str, Any]], letter: Template, **kwargs: Any
    ) -> None:
        initial = {"sender": letter.letter_contact_id or BLANK}
        super().__init__(*args, initial=initial, **kwargs)
        ordered = sorted(contacts, key=lambda one: not one["is_default"])
        offer(self.fields["sender"], [(BLANK, "Blank"), *((one["id"], _as_read(one)) for one in ordered)])

    @property
    def contact_id(self) -> str | None:
        chosen: str = self.cleaned_data["sender"]
        return None if chosen == BLANK else chosen


class LetterTemplateLanguages(Form):
    languages = Choice(
        "Which languages is the letter in?",
        "Select the languages of the letter",
        [(ENGLISH, "English only"), (WELSH_THEN_ENGLISH, "Welsh followed by English")],
    )


def _as_read(contact: dict[str, Any]) -> str:
    """The address on one line; the default is marked as in the settings."""
    lines = (line.strip() for line in contact["contact_block"].splitlines())
    address = ", ".join(filter(None, lines))
    return f"{address} (default)" if contact["is_default"] else address
