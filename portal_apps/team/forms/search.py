"""Finding somebody in a long list. What is typed may be a name, so it is sent in a POST."""

from django import forms

from portal_apps.core.forms import Form, Text


class SearchUsers(Form):
    search = Text(
        label="Search by name or email address",
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": False}),
    )

    @property
    def words(self) -> str:
        return self.cleaned_data["search"] if self.is_bound and self.is_valid() else ""
