"""The button that brings an old version back."""

from django import forms

from portal_apps.core.forms import Form
from portal_apps.message_templates.models import Template


class RestoreVersion(Form):
    """`version` is the one that was current when the page with the button was opened."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def started_from(self, template: Template) -> bool:
        """Whether the template is still as the person saw it."""
        return self.is_valid() and self.cleaned_data["version"] == str(template.version)
