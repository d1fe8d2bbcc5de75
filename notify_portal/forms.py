"""Django forms drawn with the GOV.UK components: `{{ form.name }}`, or `{{ form.name.govuk(hint={"text": "..."}) }}`."""

from typing import Any

from django.forms import BoundField, widgets
from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html
from django.utils.safestring import SafeString

# The first class that fits decides, so a subclass stands before its parent.
COMPONENTS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.PasswordInput, "password-input"),
    (widgets.FileInput, "file-upload"),
    (widgets.Textarea, "textarea"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.RadioSelect, "radios"),
    (widgets.Select, "select"),
    (widgets.Input, "input"),
)
GROUPS = frozenset({"radios", "checkboxes"})


class GovukBoundField(BoundField):
    """A field of a form together with what the GOV.UK component of its widget needs to know."""

    def __str__(self) -> SafeString:
        return self.govuk()

    __html__ = __str__

    def govuk(self, **overrides: Any) -> SafeString:
        """The component as HTML; overrides are its own parameters and win over what the form says."""
        context = {"component": self.component, "params": {**self.params(), **overrides}}
        return SafeString(self.form.renderer.render("components/field.html", context))

    def as_hidden(self, *args: Any, **kwargs: Any) -> SafeString:
        """An input that nobody sees and no label names."""
        value = self.value()
        return format_html(
            '<input type="hidden" name="{}" value="{}">', self.html_name, "" if value is None else value
        )

    @property
    def component(self) -> str:
        widget = self.field.widget
        return next(name for kind, name in COMPONENTS if isinstance(widget, kind))

    @property
    def first_id(self) -> str:
        """Where a link of the error summary lands: the field, or the first item of a group."""
        return f"{self.html_name}-0" if self.component in GROUPS else self.html_name

    def params(self) -> dict[str, Any]:
        params: dict[str, Any] = {
            "name": self.html_name,
            "id": self.html_name,
            "attributes": self._attributes(),
        }
        if self.help_text:
            params["hint"] = {"text": self.help_text}
        if self.errors:
            params["errorMessage"] = {"text": self.errors[0]}
        if self.component in GROUPS:
            return params | self._group_params()
        if self.component == "checkbox":
            return params | self._single_checkbox_params()
        return params | self._input_params()

    def _attributes(self) -> dict[str, Any]:
        """Without maxlength: browsers cut off what is pasted and say nothing, where the form would."""
        known = {"autocomplete", "inputmode", "classes", "rows", "spellcheck", "maxlength"}
        return {name: value for name, value in self.field.widget.attrs.items() if name not in known}

    def _input_params(self) -> dict[str, Any]:
        widget = self.field.widget
        typed = "" if self.component in {"password-input", "file-upload"} else self.value()
        attributes = {
            name: widget.attrs[name]
            for name in ("autocomplete", "inputmode", "classes", "rows", "spellcheck")
            if name in widget.attrs
        }
        params = {"label": {"text": self.label}, "value": "" if typed is None else str(typed), **attributes}
        if self.component == "input":
            params["type"] = getattr(widget, "input_type", "text")
        if self.component == "select":
            params["items"] = self._choices()
        return params

    def _group_params(self) -> dict[str, Any]:
        return {
            "idPrefix": self.html_name,
            "fieldset": {"legend": {"text": self.label, "classes": "govuk-fieldset__legend--m"}},
            "items": self._choices(),
        }

    def _choices(self) -> list[dict[str, Any]]:
        chosen = self.value()
        values = {str(value) for value in (chosen if isinstance(chosen, list | tuple) else [chosen])}
        return [
            {
                "id": f"{self.html_name}-{index}",
                "value": str(value),
                "text": text,
                "checked": str(value) in values,
                "selected": str(value) in values,
                **getattr(self.field, "item_params", {}).get(str(value), {}),
            }
            for index, (value, text) in enumerate(getattr(self.field, "choices", ()))
        ]

    def _single_checkbox_params(self) -> dict[str, Any]:
        item: dict[str, Any] = {
            "id": self.html_name,
            "value": "y",
            "text": self.label,
            "checked": bool(self.value()),
            "disabled": self.field.disabled,
        }
        if self.help_text:
            item["hint"] = {"text": self.help_text}
        return {"items": [item], "hint": None}


class GovukRenderer(TemplatesSetting):
    bound_field_class = GovukBoundField
    field_template_name = "components/field.html"
