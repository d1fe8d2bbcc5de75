"""The form of an invitation."""

from typing import Any

from django.core.exceptions import ValidationError

from portal_apps.core.fields import EmailAddress
from portal_apps.team.forms.permissions import PermissionFields

TO_ONESELF = "You cannot send an invitation to yourself"


class InviteUser(PermissionFields):
    """`own_address` is nobody's to invite; empty for people who may invite themselves."""

    email_address = EmailAddress("off", missing="Enter an email address")
    field_order = ("email_address", "permissions_field", "folder_permissions", "login_authentication")

    def __init__(self, *args: Any, own_address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_address = own_address

    def clean_email_address(self) -> str:
        email_address: str = self.cleaned_data["email_address"]
        if email_address.casefold() == self.own_address.casefold():
            raise ValidationError(TO_ONESELF)
        return email_address
