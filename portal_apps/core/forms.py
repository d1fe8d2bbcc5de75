"""The base of every form: stripped text, ids without a prefix, and the API's refusals shown beside their field."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from gateway.errors import HTTPError, field_messages

# Pasted text brings these along, and nobody sees them.
INVISIBLE = re.compile("[\u180e\u200b\u200c\u200d\u2060\ufeff]")


class Text(forms.CharField):
    """Text without surrounding or invisible white space."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(INVISIBLE.sub("", value) if isinstance(value, str) else value)


class Form(forms.Form):
    """`{{ form.field }}` draws the GOV.UK component; ids are the plain field names that browser suites know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "%s"})

    @property
    def error_list(self) -> list[dict[str, Any]]:
        """Rows of the error summary, each a link to its field."""
        general: list[dict[str, Any]] = [{"text": text} for text in self.non_field_errors()]
        return general + [
            {"text": text, "href": f"#{self._link_target(name)}"}
            for name, texts in self.errors.items()
            if name in self.fields
            for text in texts
        ]

    def _link_target(self, name: str) -> str:
        """The field, or the first item of a group."""
        return getattr(self[name], "first_id", name)

    def add_api_errors(self, error: HTTPError, fields: Mapping[str, str] | None = None) -> None:
        """Show what the API refused beside the field it is about, or above the form when it names none of ours."""
        for api_field, texts in field_messages(error).items():
            name = (fields or {}).get(api_field, api_field)
            for text in texts:
                self.add_error(name if name in self.fields else None, text)
