"""The form in which a copy gets its name."""

from django import forms

from portal_apps.core.fields import ThingName
from portal_apps.core.forms import Form

ANOTHER_TEMPLATE = "This page was about another template. Check that this is the one you want to copy"


class CopyTemplate(Form):
    """`template_id` is what is copied, `parent_folder_id` where the copy goes: nothing for the root."""

    name = ThingName("Template name", "Enter a template name", needs_letters=False)
    template_id = forms.CharField(required=False, widget=forms.HiddenInput)
    parent_folder_id = forms.CharField(required=False, widget=forms.HiddenInput)

    def is_about(self, template_id: str) -> bool:
        """Whether the form was shown for this template; if not, it says so."""
        is_same: bool = self.cleaned_data["template_id"] == template_id
        if not is_same:
            self.add_error(None, ANOTHER_TEMPLATE)
        return is_same
