"""The form in which a folder is renamed and its readers are chosen."""

from collections.abc import Iterable
from typing import Any

from django import forms

from portal_apps.core.forms import Form
from portal_apps.message_templates.forms.selection import FolderName, offer


class TemplateFolder(Form):
    name = FolderName("Folder name")
    users_with_permission = forms.MultipleChoiceField(
        label="Team members who can see this folder",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of the people you chose is not in the team any more"},
    )

    def __init__(
        self, *args: Any, members: Iterable[dict[str, Any]], may_choose: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["users_with_permission"], ((member["id"], member["name"]) for member in members))
        if not may_choose:
            del self.fields["users_with_permission"]
