"""Pages on which one form changes one thing, and nobody's change is lost.

A view reads what is there, makes an `EditForm` with it as `initial`, and says what its page is called and how to save:

    form = RenameService(request.POST or None, initial={"name": service.name})
    page = ChangePage("Change your service name", back=settings_url, done="Service name changed")
    return change(request, form, page, lambda typed: rename(request, typed["name"]))
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from gateway.errors import BadRequest, Conflict
from portal_apps.core.fields import OnOff
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest

SOMEBODY_ELSE = "Someone else changed this while the page was open"


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What the page of a change says, and where it leads. `api_fields` are the API's names of the form's fields."""

    title: str
    back: str
    done: str = ""
    button: str = "Save"
    template: str = "components/change_page.html"
    api_fields: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else now than when the form was opened."""

    label: str
    theirs: str


class EditForm(Form):
    """A form that starts with what is there now, and notices when that has changed before it is sent."""

    started_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = _fingerprint(self.initial)
        self.initial["started_from"] = self.now

    @property
    def edited(self) -> list[str]:
        """The fields that would say something else after saving."""
        return [name for name in self.changed_data if name != "started_from"]

    @property
    def is_outdated(self) -> bool:
        """Somebody saved something else after this form was opened, and sending it would undo that."""
        started_from = self.cleaned_data.get("started_from") or self.now
        return started_from != self.now and bool(self.edited)

    def differences(self) -> list[Difference]:
        """What is there now, field by field, where it is not what was typed."""
        return [Difference(str(self.fields[name].label), self._as_read(name)) for name in self.edited]

    def start_again(self) -> None:
        """From what is there now: the next time it is sent, it is saved."""
        typed = cast("QueryDict", self.data).copy()
        typed["started_from"] = self.now
        self.data = typed

    def _as_read(self, name: str) -> str:
        value, choices = self.initial.get(name), dict(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        return ", ".join(str(choices.get(str(one), "" if one is None else one)) for one in values)


class YesNo(EditForm):
    """One question."""

    enabled = OnOff("", on="Yes", off="No")

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enabled"].label = question


def change(
    request: PortalRequest,
    form: Form,
    page: ChangePage,
    save: Callable[[dict[str, Any]], object],
    changed_by: Callable[[], str] | None = None,
) -> HttpResponse:
    """Show the form, or save it and go back. `save` gets the cleaned data; what the API refuses stands beside its field.

    `save` may answer with a response of its own, for a next step, or add an error to the form. `changed_by` says who was quicker, and when.
    """
    differences: list[Difference] = []
    if form.is_bound and form.is_valid():
        if isinstance(form, EditForm) and form.is_outdated:
            differences = form.differences()
            form.add_error(
                None, f"{changed_by() if changed_by else SOMEBODY_ELSE}. Your change is not saved yet"
            )
            form.start_again()
        else:
            saved = _saved(form, page, save)
            if isinstance(saved, HttpResponse):
                return saved
            if form.is_valid():
                return _finished(request, page)
    return render(request, page.template, {**page.context, "form": form, "page": page, "theirs": differences})


def _saved(form: Form, page: ChangePage, save: Callable[[dict[str, Any]], object]) -> object:
    try:
        return save(form.cleaned_data)
    except (BadRequest, Conflict) as error:
        form.add_api_errors(error, page.api_fields)
        return None


def _finished(request: PortalRequest, page: ChangePage) -> HttpResponse:
    if page.done:
        messages.success(request, page.done)
    return redirect(page.back)


def _fingerprint(values: Mapping[str, Any]) -> str:
    text = json.dumps(values, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, set | frozenset) else str(value)
