"""The form in which a folder is renamed and its readers are chosen."""

from collections.abc import Iterable
from typing import Any

from django import forms

from portal_apps.core.changes import EditForm
from portal_apps.message_templates.forms.selection import FolderName, offer
from portal_apps.message_templates.tree import Folder


class TemplateFolder(EditForm):
    """Starts with what is there; somebody may have changed it before this is sent."""

    name = FolderName("Folder name")
    users_with_permission = forms.MultipleChoiceField(
        label="Team members who can see this folder",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of the people you chose is not in the team any more"},
    )

    def __init__(
        self,
        *args: Any,
        folder: Folder,
        members: Iterable[dict[str, Any]],
        may_choose: bool,
        **kwargs: Any,
    ) -> None:
        names = {member["id"]: member["name"] for member in members}
        initial: dict[str, Any] = {"name": folder.name}
        if may_choose:
            initial["users_with_permission"] = sorted(folder.users_with_permission & names.keys())
        super().__init__(*args, initial=initial, **kwargs)
        offer(self.fields["users_with_permission"], names.items())
        if not may_choose:
            del self.fields["users_with_permission"]
