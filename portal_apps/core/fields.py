"""Fields that forms of several apps have, each with its rules and their words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.core import recipients
from portal_apps.core.forms import Text

WEB_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
WRONG_FORMAT = "Enter an email address in the correct format, like name@example.com"
# What the API's columns hold: of anything longer it says no more than that it tripped.
MAX_NAME_LENGTH = 255
MAX_EMAIL_ADDRESS_LENGTH = 255
MAX_NUMBER = 2_000_000_000
ENOUGH_LETTERS = 2


class EmailAddress(Text, forms.EmailField):
    def __init__(
        self,
        autocomplete: str = "username",
        *,
        label: str = "Email address",
        missing: str = "Enter your email address",
        required: bool = True,
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            widget=forms.EmailInput({"autocomplete": autocomplete, "spellcheck": False}),
            error_messages={"required": missing, "invalid": WRONG_FORMAT},
        )

    def validate(self, value: str) -> None:
        """One fault at a time: what is too long is often no address either."""
        super().validate(value)
        if len(value) > MAX_EMAIL_ADDRESS_LENGTH:
            raise ValidationError(f"{self.label} must be {MAX_EMAIL_ADDRESS_LENGTH} characters or fewer")


class Password(forms.CharField):
    """Taken exactly as typed."""

    def __init__(self, label: str, required: str, autocomplete: str, **options: Any) -> None:
        super().__init__(
            label=label,
            strip=False,
            widget=forms.PasswordInput({"autocomplete": autocomplete}),
            error_messages={"required": required},
            **options,
        )


class PersonName(Text):
    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            max_length=255,
            widget=forms.TextInput({"autocomplete": "name", "spellcheck": False}),
            error_messages={
                "required": "Enter your name",
                "max_length": "Name must be 255 characters or fewer",
            },
        )

    def validate(self, value: str) -> None:
        super().validate(value)
        if WEB_ADDRESS.search(value):
            raise ValidationError("Name must not include a web address")


class MobileNumber(Text):
    """Goes to the API as typed."""

    def __init__(
        self,
        autocomplete: str = "tel",
        *,
        label: str = "Mobile number",
        missing: str = "Enter your mobile number",
        required: bool = True,
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            widget=forms.TelInput({"autocomplete": autocomplete, "classes": "govuk-input--width-20"}),
            error_messages={"required": missing},
        )

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (fault := recipients.fault_of_mobile_number(value)):
            raise ValidationError(fault)


class ShortText(Text):
    """As much as a column of the API holds: it has no words for more."""

    def __init__(self, label: str, missing: str = "", **options: Any) -> None:
        super().__init__(
            label=label,
            max_length=MAX_NAME_LENGTH,
            error_messages={
                "required": missing,
                "max_length": f"{label} must be {MAX_NAME_LENGTH} characters or fewer",
            },
            **options,
        )


class ThingName(ShortText):
    """The name of a service, an organisation, a key or a template."""

    def __init__(self, label: str, missing: str, *, needs_letters: bool = True, **options: Any) -> None:
        super().__init__(label, missing, **options)
        self.needs_letters = needs_letters

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and self.needs_letters and sum(map(str.isalnum, value)) < ENOUGH_LETTERS:
            raise ValidationError(f"{self.label} must include at least two letters or numbers")


class WholeNumber(forms.IntegerField):
    """A number that people may type with commas."""

    def __init__(
        self, label: str, missing: str, *, smallest: int = 0, largest: int = MAX_NUMBER, **options: Any
    ) -> None:
        limits = (
            f"{label} must be {smallest:,} or more"
            if largest == MAX_NUMBER
            else f"{label} must be between {smallest:,} and {largest:,}"
        )
        super().__init__(
            label=label,
            min_value=smallest,
            max_value=largest,
            widget=forms.TextInput({"inputmode": "numeric", "classes": "govuk-input--width-10"}),
            error_messages={
                "required": missing,
                "invalid": f"{label} must be a whole number",
                "min_value": limits,
                "max_value": limits,
            },
            **options,
        )

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class Choice(forms.ChoiceField):
    """Radios. `hints` stand under the items, by value."""

    widget = forms.RadioSelect

    def __init__(
        self,
        label: str,
        missing: str,
        choices: Iterable[tuple[str, str]],
        *,
        hints: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(
            label=label,
            choices=list(choices),
            error_messages={"required": missing, "invalid_choice": missing},
            **options,
        )
        self.item_params = {value: {"hint": {"text": text}} for value, text in (hints or {}).items()}


class OnOff(forms.TypedChoiceField):
    """Two radios that read as a boolean; the values are those that browser suites know. "On" comes first, unless told."""

    widget = forms.RadioSelect

    def __init__(
        self, label: str, on: str = "On", off: str = "Off", *, off_first: bool = False, **options: Any
    ) -> None:
        choices = [("True", on), ("False", off)]
        if off_first:
            choices.reverse()
        (_, first), (_, second) = choices
        missing = f"Select {first.lower()} or {second.lower()}"
        super().__init__(
            label=label,
            choices=choices,
            coerce=lambda value: str(value) == "True",  # what is there now is a boolean already
            error_messages={"required": missing, "invalid_choice": missing},
            **options,
        )


class Choices(forms.MultipleChoiceField):
    """Checkboxes. `hints` stand under the items, by value."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        label: str,
        choices: Iterable[tuple[str, str]],
        *,
        gone: str = "One of the things you chose is not there any more",
        hints: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(
            label=label, choices=list(choices), error_messages={"invalid_choice": gone}, **options
        )
        self.item_params = {value: {"hint": {"text": text}} for value, text in (hints or {}).items()}
