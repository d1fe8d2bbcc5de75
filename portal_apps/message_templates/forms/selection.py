"""The forms of the list: searching it, and what to do with what is ticked."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.core.forms import Form, Text
from portal_apps.message_templates.tree import NAME_OF_ROOT, FolderId, Item, TemplateTree

# A radio button needs a value, and the root has no id.
VALUE_OF_ROOT = "__NONE__"
MAX_NAME_LENGTH = 255
COPY_EXISTING = "copy-existing"
WAYS_TO_ADD = {
    "email": "Email",
    "sms": "Text message",
    "letter": "Letter",
    COPY_EXISTING: "Copy an existing template",
}

FIELDS_OF_OPERATION = {
    "add-new-template": {"add_template_by_template_type"},
    "add-new-folder": {"add_new_folder_name"},
    "move-to-new-folder": {"templates_and_folders", "move_to_new_folder_name"},
    "move-to-existing-folder": {"templates_and_folders", "move_to"},
}


def offer(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    """Choices that depend on the service; anything else is refused."""
    cast("forms.ChoiceField", field).choices = list(choices)


class SearchTemplates(Form):
    search = Text(label="Search by name, text or template ID", required=False, widget=forms.SearchInput)

    @property
    def words(self) -> str:
        return self.cleaned_data.get("search", "") if self.is_valid() else ""


class FolderName(Text):
    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            max_length=MAX_NAME_LENGTH,
            error_messages={
                "required": "Enter a folder name",
                "max_length": "Folder name must be 255 characters or fewer",
            },
        )


class TemplateAndFoldersSelection(Form):
    """One form with several buttons: the one pressed is the operation, and decides which fields count."""

    templates_and_folders = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one template or folder",
            "invalid_choice": "Something you selected is not there any more. Check your selection",
        },
    )
    move_to = forms.ChoiceField(
        label="Choose a folder",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select where to move to",
            "invalid_choice": "The folder you chose is not there any more. Select another one",
        },
    )
    add_new_folder_name = FolderName("Folder name")
    move_to_new_folder_name = FolderName("Folder name")
    add_template_by_template_type = forms.ChoiceField(
        label="New template",
        choices=list(WAYS_TO_ADD.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Select a type of template"},
    )

    def __init__(self, *args: Any, tree: TemplateTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree = tree
        self.operation = self._operation()
        things: list[Item] = [*tree.folders.values(), *tree.rows.values()]
        offer(self.fields["templates_and_folders"], ((item.id, item.name) for item in things))
        places = ((folder.id, way) for folder, way in tree.places())
        offer(self.fields["move_to"], [(VALUE_OF_ROOT, NAME_OF_ROOT), *places])
        for name in self.fields.keys() - FIELDS_OF_OPERATION.get(self.operation, set()):
            self.fields[name].required = False

    @property
    def selected(self) -> frozenset[str]:
        return frozenset(self["templates_and_folders"].value() or ())

    @property
    def target(self) -> FolderId:
        chosen = self.cleaned_data["move_to"]
        return None if chosen == VALUE_OF_ROOT else chosen

    def clean(self) -> dict[str, Any]:
        relevant = FIELDS_OF_OPERATION.get(self.operation, set())
        for name in self.errors.keys() - relevant:
            del self.errors[name]
        if not relevant:
            raise ValidationError("Choose what you want to do")
        if self.operation == "move-to-existing-folder" and not self.errors:
            self._refuse_circles()
        return self.cleaned_data

    def _refuse_circles(self) -> None:
        inside = {folder.id for folder in self.tree.path_to(self.target)}
        if inside & set(self.cleaned_data["templates_and_folders"]):
            self.add_error("move_to", "You cannot move a folder into itself. Select another folder")

    def _operation(self) -> str:
        """The button pressed; for the return key in a text box, the operation the box belongs to."""
        operation = self.data.get("operation", "")
        if operation in FIELDS_OF_OPERATION:
            return operation
        if self.data.get("move_to_new_folder_name"):
            return "move-to-new-folder"
        return "add-new-folder" if self.data.get("add_new_folder_name") else ""
