"""The form of what stands on the page from which people download files."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from portal_apps.core.changes import EditForm
from portal_apps.core.fields import Choice, EmailAddress, ShortText
from portal_apps.core.forms import Text
from portal_apps.core.recipients import SEPARATORS

KINDS = (("url", "Link"), ("email_address", "Email address"), ("phone_number", "Phone number"))
MISSING = {
    "url": "Enter a link",
    "email_address": "Enter an email address",
    "phone_number": "Enter a phone number",
}
SHORTEST_NUMBER, LONGEST_NUMBER = 3, 20
# 999 helps nobody with a file, and other numbers of three digits are real: 101, 111.
EMERGENCY_NUMBERS = frozenset({"112", "911", "999"})


class Link(ShortText):
    default_validators = [URLValidator(["http", "https"], message="Enter a link that starts with https://")]


class ServiceContactDetails(EditForm):
    contact_details_type = Choice("How can people contact you?", "Select how people can contact you", KINDS)
    url = Link("Link", required=False, widget=forms.URLInput)
    email_address = EmailAddress("off", label="Email address", required=False)
    phone_number = Text(label="Phone number", required=False, widget=forms.TelInput)

    @staticmethod
    def initial_of(contact_link: str | None) -> dict[str, str]:
        """The one text that the API keeps, in the box of its kind."""
        if not contact_link:
            return {}
        kind = "phone_number"
        if "@" in contact_link:
            kind = "email_address"
        elif re.match("https?://", contact_link):
            kind = "url"
        return {"contact_details_type": kind, kind: contact_link}

    def clean(self) -> dict[str, Any]:
        """Only the box of the chosen kind counts: what stands in another one is not looked at."""
        typed = super().clean() or self.cleaned_data
        chosen = typed.get("contact_details_type")
        for kind, missing in MISSING.items():
            if kind != chosen:
                self.errors.pop(kind, None)
            elif typed.get(kind) == "":
                self.add_error(kind, missing)
        return typed

    def clean_phone_number(self) -> str:
        number: str = self.cleaned_data["phone_number"]
        if number and (fault := _fault_of_phone_number(number)):
            raise ValidationError(fault)
        return number

    @property
    def contact_link(self) -> str:
        link: str = self.cleaned_data[self.cleaned_data["contact_details_type"]]
        return link


def _fault_of_phone_number(number: str) -> str:
    """Any number that somebody can ring, a landline or a short one too."""
    digits = SEPARATORS.sub("", number).removeprefix("+")
    if not digits.isascii() or not digits.isdecimal():
        return "Phone number can only include numbers, spaces, brackets, dashes and a plus sign at the start"
    if not SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER:
        return f"Phone number must have between {SHORTEST_NUMBER} and {LONGEST_NUMBER} numbers"
    if digits in EMERGENCY_NUMBERS:
        return "Phone number cannot be an emergency number"
    return ""
