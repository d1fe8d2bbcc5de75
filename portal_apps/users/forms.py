"""The forms of signing in and of one's own account."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.core.changes import EditForm
from portal_apps.core.contact_changes import NOT_PUBLIC_SECTOR, MobileNumberForm
from portal_apps.core.fields import Choice, EmailAddress, Password, PersonName, ThingName
from portal_apps.core.forms import Form, Text
from portal_apps.team.roles import CHOOSABLE_METHODS, SIGN_IN_METHODS
from portal_apps.users import passwords
from portal_apps.users.public_sector import is_public_sector

HOW_TO_CHOOSE = "At least 8 characters. Three random words are easy to remember and hard to guess."
WHITE_SPACE = re.compile(r"\s+")


def _good_password(password: str, email_address: str) -> str:
    if fault := passwords.fault_of(password, email_address):
        raise ValidationError(fault)
    return password


class SecurityCode(Text):
    def to_python(self, value: Any) -> str:
        return WHITE_SPACE.sub("", super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        if not re.fullmatch("[0-9]+", value):
            raise ValidationError("Security code must only include numbers")
        if len(value) != 5:  # noqa: PLR2004 - the API's codes are that long
            too = "few" if len(value) < 5 else "many"  # noqa: PLR2004 - likewise
            raise ValidationError(f"Security code has too {too} numbers. It must be 5 numbers")


class SignInForm(Form):
    email_address = EmailAddress()
    password = Password("Password", "Enter your password", "current-password")


class TextCodeForm(Form):
    sms_code = SecurityCode(
        label="Text message code",
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "classes": "govuk-input--width-5"}
        ),
        error_messages={"required": "Enter the code from the text message"},
    )


class RegisterForm(MobileNumberForm):
    name = PersonName("Full name")
    email_address = EmailAddress("email")
    password = Password("Password", "Enter a password", "new-password", help_text=HOW_TO_CHOOSE)
    field_order = ("name", "email_address", "mobile_number", "password")

    def clean_email_address(self) -> str:
        email_address: str = self.cleaned_data["email_address"]
        if not is_public_sector(email_address):
            raise ValidationError(NOT_PUBLIC_SECTOR)
        return email_address

    def clean_password(self) -> str:
        return _good_password(self.cleaned_data["password"], self.cleaned_data.get("email_address", ""))


class RegisterFromInvitationForm(MobileNumberForm):
    """The address is the invitation's. Only codes in text messages need a number."""

    name = PersonName("Full name")
    password = Password("Password", "Enter a password", "new-password", help_text=HOW_TO_CHOOSE)
    field_order = ("name", "mobile_number", "password")

    def __init__(self, *args: Any, email_address: str, auth_type: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email_address = email_address
        if auth_type != "sms_auth":
            del self.fields["mobile_number"]

    def clean_password(self) -> str:
        return _good_password(self.cleaned_data["password"], self.email_address)


class ForgotPasswordForm(Form):
    email_address = EmailAddress()


class NewPasswordForm(Form):
    new_password = Password("New password", "Enter a new password", "new-password", help_text=HOW_TO_CHOOSE)

    def __init__(self, *args: Any, email_address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email_address = email_address

    def clean_new_password(self) -> str:
        return _good_password(self.cleaned_data["new_password"], self.email_address)


class FormWithPassword(Form):
    """Asks somebody who is signed in for their password once more."""

    proof_field = "password"
    wrong_proof = "The password you entered is incorrect"


class ConfirmPasswordForm(FormWithPassword):
    password = Password("Password", "Enter your password", "current-password")


class ChangePasswordForm(NewPasswordForm, FormWithPassword):
    proof_field = "old_password"
    wrong_proof = "Current password is incorrect"

    old_password = Password("Current password", "Enter your current password", "current-password")
    field_order = ("old_password", "new_password")


class ChangeNameForm(Form):
    new_name = PersonName("Your name")


class AuthTypeForm(EditForm):
    """Keys are registered by their owners, so nobody else chooses them."""

    auth_type = Choice(
        "How do they sign in?",
        "Select how they sign in",
        [(name, SIGN_IN_METHODS[name]) for name in CHOOSABLE_METHODS],
    )

    def __init__(self, *args: Any, mobile_number: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mobile_number = mobile_number

    def clean_auth_type(self) -> str:
        auth_type: str = self.cleaned_data["auth_type"]
        if auth_type == "sms_auth" and not self.mobile_number:
            raise ValidationError("They have no mobile number to send a code to")
        return auth_type


class SecurityKeyNameForm(EditForm):
    security_key_name = ThingName("Name of the key", "Enter a name for this key")
