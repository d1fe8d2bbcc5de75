"""The forms of keys, guests and callbacks."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.api_integration.models import LIVE, NAMES_OF_KEY_TYPES, TEAM, TEST, APIKeys
from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, EmailAddress, MobileNumber, Password, ThingName
from portal_apps.core.forms import Form, Text

GUESTS_OF_EACH_KIND = 5
SHORTEST_TOKEN = 10
HTTPS_ADDRESS = re.compile(r"https://[^\s/?#]+\S*", re.IGNORECASE)
HINTS_OF_KEY_TYPES = {
    LIVE: "Sends to anyone.",
    TEAM: "Sends to your team members and your guest list.",
    TEST: "Checks everything and pretends to send.",
}
NOT_IN_TRIAL_MODE = "Not available while your service is in trial mode."


class CreateKey(Form):
    key_name = ThingName("Name for this key", "Enter a name for this key", needs_letters=False)
    key_type = Choice(
        "Type of key", "Select the type of key", NAMES_OF_KEY_TYPES.items(), hints=HINTS_OF_KEY_TYPES
    )

    def __init__(self, *args: Any, keys: APIKeys, trial_mode: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys
        self.trial_mode = trial_mode
        if trial_mode:
            item = {"disabled": True, "hint": {"text": NOT_IN_TRIAL_MODE}}
            field = self.fields["key_type"]
            field.item_params = {**field.item_params, LIVE: item}  # type: ignore[attr-defined]  # of Choice

    def clean_key_name(self) -> str:
        name: str = self.cleaned_data["key_name"]
        if self.keys.has_active(name):
            raise ValidationError("A key with this name already exists")
        return name

    def clean_key_type(self) -> str:
        key_type: str = self.cleaned_data["key_type"]
        if key_type == LIVE and self.trial_mode:
            raise ValidationError("Select a key that is not live. Your service is in trial mode")
        return key_type


class GuestList(EditForm):
    """Five addresses and five numbers; each box is a field of its own, and may stay empty."""

    def __init__(self, *args: Any, guests: dict[str, list[str]], **kwargs: Any) -> None:
        boxes = {
            f"{kind}-{index}": text
            for kind in ("email_addresses", "phone_numbers")
            for index, text in enumerate(guests[kind])
        }
        super().__init__(*args, initial=boxes, **kwargs)
        for index in range(GUESTS_OF_EACH_KIND):
            self.fields[f"email_addresses-{index}"] = EmailAddress(
                "off", label=f"Email address {index + 1}", required=False
            )
        for index in range(GUESTS_OF_EACH_KIND):
            self.fields[f"phone_numbers-{index}"] = MobileNumber(
                "off", label=f"Mobile number {index + 1}", required=False
            )

    def boxes(self, kind: str) -> list[forms.BoundField]:
        return [self[f"{kind}-{index}"] for index in range(GUESTS_OF_EACH_KIND)]

    def guests(self) -> dict[str, list[str]]:
        """Both lists as the API takes them, without the empty boxes."""
        return {kind: list(self._typed(kind)) for kind in ("email_addresses", "phone_numbers")}

    def _typed(self, kind: str) -> Iterable[str]:
        texts = (self.cleaned_data[f"{kind}-{index}"] for index in range(GUESTS_OF_EACH_KIND))
        return dict.fromkeys(filter(None, texts))


class Callback(EditForm):
    """Where to call and how to be believed. Both empty: nobody is called any more."""

    url = Text(
        label="URL",
        required=False,
        help_text="Must start with https://",
        widget=forms.URLInput({"autocomplete": "off", "spellcheck": False}),
    )
    bearer_token = Password("Bearer token", "Enter a bearer token", "off")

    def __init__(self, *args: Any, is_set: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_set = is_set
        token = self.fields["bearer_token"]
        token.required = False
        token.help_text = f"At least {SHORTEST_TOKEN} characters." + (
            " Leave it empty to keep the token you have." if is_set else ""
        )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not HTTPS_ADDRESS.fullmatch(url):
            raise ValidationError("Enter a URL that starts with https://")
        return _sendable(url, "URL")

    def clean_bearer_token(self) -> str:
        token: str = self.cleaned_data["bearer_token"]
        if token and len(token) < SHORTEST_TOKEN:
            raise ValidationError(f"Bearer token must be {SHORTEST_TOKEN} characters or more")
        return _sendable(token, "Bearer token")

    def clean(self) -> None:
        url, token = self.cleaned_data.get("url"), self.cleaned_data.get("bearer_token")
        if url == "" and (token or not self.is_set):
            self.add_error("url", "Enter the URL that we should call")
        if url and token == "" and not self.is_set:
            self.add_error("bearer_token", self.fields["bearer_token"].error_messages["required"])


def _sendable(text: str, name: str) -> str:
    """Headers and addresses are sent in Latin letters."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        raise ValidationError(f"{name} cannot include {_first_outside_latin(text)}") from None
    return text


def _first_outside_latin(text: str) -> str:
    return next(
        character for character in text if ord(character) > ord("\N{LATIN SMALL LETTER Y WITH DIAERESIS}")
    )
