"""The form that takes a list of people to invite."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.core.formatting import thousands
from portal_apps.core.forms import Form
from portal_apps.team.lines import Line
from portal_apps.team.pasted import read

MOST = 200
LARGEST_FILE = 200_000
NOTHING = "Enter at least one email address"
NOT_TEXT = "The file must be a CSV or text file. If it is a spreadsheet, save it as CSV first"


class InviteMany(Form):
    email_addresses = forms.CharField(
        label="Email addresses",
        required=False,
        strip=False,  # the numbers of its lines are shown
        widget=forms.Textarea({"rows": 10, "spellcheck": False, "autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Or choose a CSV file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.txt,text/csv,text/plain"}),
    )

    lines: list[Line]

    def clean_file(self) -> str:
        """The text of the file; spreadsheets of Windows write their own encoding."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > LARGEST_FILE:
            raise ValidationError(f"The file must be smaller than {LARGEST_FILE // 1000} KB")
        content: bytes = file.read()
        if b"\0" in content:
            raise ValidationError(NOT_TEXT)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")

    def clean(self) -> dict[str, Any]:
        typed, file = self.cleaned_data.get("email_addresses", ""), self.cleaned_data.get("file")
        if file is None:
            return self.cleaned_data
        self.lines = read(typed, file)
        if not self.lines:
            self.add_error("email_addresses", NOTHING)
        elif len(self.lines) > MOST:
            self.add_error("email_addresses", _too_many(len(self.lines)))
        return self.cleaned_data


def _too_many(number: int) -> str:
    return f"There are {thousands(number)} email addresses. Send the first {MOST}, then the others"
